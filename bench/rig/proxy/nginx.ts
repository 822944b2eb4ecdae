import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cpuSecondsOf } from './serverChild.ts';

/** Debian keeps it out of the path of ordinary users. */
const PLACES = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'];

/** The system's nginx with one worker, serving a folder as a CDN would: from the kernel's cache, compressed before. */
export class Nginx {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string, port: number) {
    this.#child = child;
    this.#folder = folder;
    this.port = port;
  }

  /** Undefined when the system has no nginx. `headers` are sent with every answer. */
  static async start(
    dist: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Nginx | undefined> {
    const binary = PLACES.find(place => existsSync(place));
    if (binary === undefined) return undefined;
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-nginx-'));
    const port = await findFreePort();
    const file = join(folder, 'nginx.conf');
    await writeFile(file, configuration(folder, dist, port, headers));
    const child = spawn(binary, ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
    await listens(port, child);
    return new Nginx(child, folder, port);
  }

  /** Seconds of the processor that its worker has used. */
  cpuSeconds(): number | undefined {
    const pid = this.#child.pid ?? 0;
    try {
      const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      return workers.reduce((sum, worker) => sum + (cpuSecondsOf(Number(worker)) ?? 0), 0);
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      this.#child.kill('SIGTERM');
      await once(this.#child, 'exit');
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Everything that nginx is known to gain by: sendfile, open files kept, no log. */
function configuration(
  folder: string,
  dist: string,
  port: number,
  headers: Readonly<Record<string, string>>,
): string {
  const added = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}";`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
worker_processes 1;
error_log stderr error;
pid ${folder}/nginx.pid;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 512; }
http {
  ${temporary.map(name => `${name}_temp_path ${folder}/${name};`).join(' ')}
  types { text/html html; text/css css; text/javascript js; image/svg+xml svg; }
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000;
  open_file_cache max=100;
  access_log off;
  gzip_static on;
  gzip_vary on;
  server {
    listen 127.0.0.1:${port};
    root ${dist};
    ${added.join('\n    ')}
    location / { try_files $uri /index.html; }
  }
}
`;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('Expected a TCP port, got a pipe.');
  return address.port;
}

/** nginx does not say when it listens. */
async function listens(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) break;
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await wait(25);
  }
  throw new Error('Expected nginx to listen within 5 s.');
}
