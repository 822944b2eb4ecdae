import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';

/** Three Node processes with a loader start in seconds on a busy machine. */
const patience = 60_000;

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const launched: ChildProcess[] = [];

afterEach(() => {
  for (const child of launched.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

/** As `npm start` on a machine where nothing is configured, the build left out. */
function launch(
  env: Record<string, string> = {},
  args: readonly string[] = [],
  detached = false,
): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['scripts/start.mjs', '--no-build', '--no-env-file', ...args], {
    cwd: root,
    env: { PATH, HOME, PORT: '0', SANDBOX_PORT: '0', SANDBOX_SCENARIO: 'quiet', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached,
  });
  launched.push(child);
  return child;
}

/** The URLs that it prints once it is ready. */
async function readyUrls(child: ChildProcess): Promise<{ dashboard: string; visitorPage: string }> {
  const urls: string[] = [];
  if (!child.stdout) throw new Error('expected a pipe from the launcher');
  for await (const line of createInterface(child.stdout)) {
    const url = /^ {2}(?:Dashboard|Visitor page) +(\S+)$/.exec(line)?.[1];
    if (url) urls.push(url);
    const [dashboard, visitorPage] = urls;
    if (dashboard && visitorPage) return { dashboard, visitorPage };
  }
  throw new Error('the launcher ended before it was ready');
}

/** The launcher's child that is the sandbox: from /proc where that is, as bare machines have no ps, else from ps. */
async function pidOfSandbox({ pid }: ChildProcess): Promise<number> {
  const pids = existsSync('/proc/self') ? (await readdir('/proc')).filter(name => /^\d+$/.test(name)) : [];
  const rows = await Promise.all(pids.map(readProcess));
  const table =
    pids.length > 0 ? rows.join('\n') : (await run('ps', ['-A', '-o', 'pid=,ppid=,args='])).stdout;
  const found = new RegExp(`^ *(\\d+) +${pid} .*sandbox/main\\.ts`, 'm').exec(table);
  return Number(found?.[1]);
}

/** As ps prints it; empty for a process that is gone meanwhile. */
async function readProcess(pid: string): Promise<string> {
  try {
    const parent = /^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return `${pid} ${parent} ${(await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')}`;
  } catch {
    return '';
  }
}

function hasProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function isAlive(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

describe('the launcher', { timeout: patience }, () => {
  it.each([
    ['npm start', [], 'SIGINT'],
    ['npm run dev', ['--dev'], 'SIGTERM'],
  ] as const)('%s runs all of it, and a signal ends all of it', async (_, args, signal) => {
    const child = launch({}, args);
    const { dashboard, visitorPage } = await readyUrls(child);
    const me = await (await fetch(`${dashboard}/auth/me`)).json();
    expect(me).toEqual({
      signedIn: false,
      subdomain: 'sandbox',
      mode: 'sandbox',
      expiresAt: null,
    });
    expect((await fetch(visitorPage)).status).toBe(200);
    const exited = once(child, 'exit');
    child.kill(signal);
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect([await isAlive(dashboard), await isAlive(visitorPage)]).toEqual([false, false]);
  });

  it('ends without a word when a signal reaches a part just before the launcher', async () => {
    const child = launch();
    const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
    const { dashboard } = await readyUrls(child);
    const sandbox = await pidOfSandbox(child);
    const exited = once(child, 'exit');
    process.kill(sandbox, 'SIGTERM');
    await expect.poll(() => hasProcess(sandbox), { interval: 5, timeout: 15_000 }).toBe(false);
    child.kill('SIGTERM');
    expect([await exited, await errors]).toEqual([[0, null], '']);
    expect(await isAlive(dashboard)).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends without a word on %s to its whole group', async signal => {
    const child = launch({}, [], true);
    const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
    const { dashboard, visitorPage } = await readyUrls(child);
    const exited = once(child, 'exit');
    process.kill(-Number(child.pid), signal);
    expect([await exited, await errors]).toEqual([[0, null], '']);
    expect([await isAlive(dashboard), await isAlive(visitorPage)]).toEqual([false, false]);
  });

  it('leaves nothing behind even when it is killed', async () => {
    const child = launch();
    const { dashboard, visitorPage } = await readyUrls(child);
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(dashboard), { timeout: 15_000 }).toBe(false);
    await expect.poll(() => isAlive(visitorPage), { timeout: 15_000 }).toBe(false);
  });

  it('ends all of it, and says so, when the sandbox dies', async () => {
    const child = launch();
    const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
    const { dashboard } = await readyUrls(child);
    const exited = once(child, 'exit');
    process.kill(await pidOfSandbox(child), 'SIGKILL');
    expect(await exited).toEqual([1, null]);
    expect(await errors).toBe('The sandbox ended by itself (SIGKILL); so all of it ends.\n');
    expect(await isAlive(dashboard)).toBe(false);
  });

  it('names every bad variable in one error, without starting anything', async () => {
    const child = launch({ ZENDESK_SUBDOMAIN: 'acme', PORT: '70000' });
    const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect((await errors).match(/^ {2}\w+:/gm)).toEqual([
      '  PORT:',
      '  ZENDESK_CLIENT_ID:',
      '  ZENDESK_CLIENT_SECRET:',
      '  SESSION_SECRET:',
    ]);
  });

  it.each([
    ['PORT', 'npm start', []],
    ['SANDBOX_PORT', 'npm start', []],
    ['PORT', 'npm run dev', ['--dev']],
  ] as const)('says in one line what to do when %s is taken under %s', async (name, command, args) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const child = launch({ [name]: String(port) }, args);
    const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(await errors).toBe(
      `Port ${port} is taken. Set ${name} to a free one: ${name}=${port + 1} ${command}\n`,
    );
    other.close();
  });
});
