import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerChild } from './serverChild.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The proxy as the container runs it: one file, without a loader. `close` removes the file again. */
export async function startBundledProxy(env: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  const bundler = spawn(process.execPath, [join(root, 'deploy/bundle.mjs'), folder], { stdio: 'inherit' });
  const [code] = await once(bundler, 'exit');
  if (code !== 0) throw new Error(`Expected deploy/bundle.mjs to end well, it ended with ${code}.`);
  await symlink(join(root, 'dist'), join(folder, 'dist'));
  const server = await ServerChild.start(join(folder, 'proxy/main.mjs'), { PORT: '0', ...env });
  return {
    server,
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
