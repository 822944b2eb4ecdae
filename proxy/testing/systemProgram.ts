import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where Debian puts servers, which is not on every user's path. */
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin'];

/**
 * Finds a program of the system.
 *
 * @throws when it is not there, saying how to get it.
 */
export function findProgram(name: string, packageName: string): string {
  const path = folders.map(folder => join(folder, name)).find(existsSync);
  if (path) return path;
  throw new Error(
    `Expected ${name} in ${folders.join(', ')}, and it is not there. Install it: apt-get install ${packageName}.`,
  );
}

/** Starts a program and waits until it prints a line that fits. Throws what it printed when it ends before that. */
export async function startProgram(path: string, args: string[], readyLine?: RegExp): Promise<ChildProcess> {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (!readyLine) {
    await once(child, 'spawn');
    return child;
  }
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    if (!readyLine.test(line)) continue;
    // Else the program stands still when the pipe is full.
    child.stdout.resume();
    return child;
  }
  throw new Error(`${path} ended before it was ready:\n${printed.join('\n')}`);
}

/** Ends the program, and waits until it has. */
export async function stopProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** A port of 127.0.0.1 that was free a moment ago, for programs that can't choose one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
