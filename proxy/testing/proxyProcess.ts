import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export type ProxyProcess = {
  child: ChildProcess;
  /** Its code and its signal. */
  exited: Promise<unknown[]>;
  printed: Promise<string>;
  errors: Promise<string>;
  /** Resolves when it listens. */
  port: () => Promise<number>;
};

/** Runs the proxy as it is run in earnest, with nothing of this process's environment but the path. */
export function startProxyProcess(env: Record<string, string>, ...args: string[]): ProxyProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const listening = once(child, 'message');
  return {
    child,
    exited: once(child, 'exit'),
    printed: readAll(child.stdout),
    errors: readAll(child.stderr),
    port: async () => (await listening)[0].port,
  };
}

function readAll(stream: Readable | null): Promise<string> {
  return stream ? text(stream) : Promise.resolve('');
}
