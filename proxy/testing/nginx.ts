import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, startProgram, stopProgram } from './systemProgram.ts';

/** The header by which the balancer tells which replicas it tried, the last of which answered. */
export const replicaHeader = 'x-replica';

/**
 * The system's nginx on a port of 127.0.0.1, handing requests to the replicas by turns: no sticky sessions, one worker,
 * so that the turns are kept. It needs no privileges and writes into a temporary folder alone.
 */
export async function startBalancer(port: number, replicaPorts: number[]) {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-nginx-'));
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(folder, port, replicaPorts));
  const child = await startProgram(findProgram('nginx', 'nginx'), ['-p', folder, '-e', 'stderr', '-c', file]);
  return {
    async close() {
      await stopProgram(child, 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, port: number, replicaPorts: number[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 256; }
http {
  access_log off;
  ${temporary.map(name => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  upstream replicas {
    ${replicaPorts.map(replica => `server 127.0.0.1:${replica};`).join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://replicas;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      add_header ${replicaHeader} $upstream_addr always;
    }
  }
}
`;
}
