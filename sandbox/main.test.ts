import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from './testing/sandboxRoom.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../scripts/sandbox.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exitCode: Promise<unknown>;
}

function start(env: Readonly<Record<string, string>>, args: readonly string[] = []): Started {
  return startNode(env, ['--import', 'tsx', MAIN, ...args]);
}

function startNode(env: Readonly<Record<string, string>>, args: readonly string[]): Started {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, SANDBOX_SCENARIO: '', ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => output, exitCode: once(child, 'exit').then(([code]) => code) };
}

async function readyOrigin({ output }: Started): Promise<string> {
  await eventually(output).toMatch(/^sandbox ready on http:\/\/127\.0\.0\.1:\d+$/m);
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0] ?? '';
}

describe('the sandbox as a program', { timeout: 30_000 }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends well on %s, with a socket open', async signal => {
    const started = start({ SANDBOX_PORT: '0' }, ['--scenario', 'walkthrough', '--seed', '7']);
    const socket = new WebSocket(
      `${(await readyOrigin(started)).replace('http', 'ws')}/stream/0.1/graphql/a:1`,
    );
    await once(socket, 'open');
    started.child.kill(signal);
    expect(await started.exitCode).toBe(0);
  });

  it('says in one line that the port is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    onTestFinished(() => void blocker.close());
    const address = blocker.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const started = start({ SANDBOX_PORT: port });
    expect(await started.exitCode).toBe(1);
    expect(started.output()).toBe(
      `sandbox: Port ${port} is taken. Stop what listens there, or choose another with SANDBOX_PORT.\n`,
    );
  });

  it.each([
    ['--host', { SANDBOX_PORT: '0' }, ['--host', '0.0.0.0']],
    ['SANDBOX_HOST', { SANDBOX_PORT: '0', SANDBOX_HOST: '0.0.0.0' }, []],
  ])('listens on this machine alone, and says why when %s asks otherwise', async (_how, env, args) => {
    const started = start(env, args);
    expect(await started.exitCode).toBe(1);
    expect(started.output()).toMatch(
      /^sandbox: .*127\.0\.0\.1 only, not on "0\.0\.0\.0".*its token is public.*\n$/,
    );
  });

  it('takes limits by a flag or from the environment', async () => {
    const started = start({ SANDBOX_PORT: '0', SANDBOX_LIMITS: 'sessionsPerMinute=1' });
    const origin = await readyOrigin(started);
    const query = 'mutation { startAgentSession(access_token: "sandbox-token") { session_id } }';
    const ask = () => fetch(`${origin}/graphql/request`, { method: 'POST', body: JSON.stringify({ query }) });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    const wrong = start({ SANDBOX_PORT: '0' }, ['--limits', 'speed=9']);
    expect(await wrong.exitCode).toBe(1);
    expect(wrong.output()).toMatch(/^sandbox: Not a limit: speed=9\. .*requestsPerMinute.*\n$/);
  });

  it('says everything that is wrong with its settings', async () => {
    const started = start({ SANDBOX_PORT: 'http' }, ['--scenario', 'nowhere']);
    expect(await started.exitCode).toBe(1);
    expect(started.output()).toMatch(
      /^sandbox: .*SANDBOX_PORT.*busy-evening, quiet, storm, walkthrough\.\n$/,
    );
  });

  it('names what there is, and the scenarios, when asked for help', async () => {
    const started = start({}, ['--help']);
    expect(await started.exitCode).toBe(0);
    expect(started.output()).toMatch(/--scenario NAME.*--seed NUMBER.* {2}busy-evening {2}Thirty visitors/s);
  });

  it('is run by npm run sandbox with its arguments', async () => {
    const started = startNode({ SANDBOX_PORT: '0' }, [SCRIPT, '--scenario', 'storm', '--seed', '7']);
    const state = await fetch(`${await readyOrigin(started)}/__sandbox/state`);
    expect(await state.json()).toHaveProperty('channels.length', 5000);
    started.child.kill('SIGTERM');
    expect(await started.exitCode).toBe(0);
  });

  it('says in one line which scenarios there are, whichever way it is run', async () => {
    const line =
      'sandbox: There is no scenario "nowhere". Expected one of: busy-evening, quiet, storm, walkthrough.\n';
    for (const program of [['--import', 'tsx', MAIN], [SCRIPT]]) {
      const started = startNode({ SANDBOX_PORT: '0' }, [...program, '--scenario', 'nowhere']);
      expect(await started.exitCode).toBe(1);
      expect(started.output()).toBe(line);
    }
  });

  it('ends when the process that started it is gone', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['--import', 'tsx', ${JSON.stringify(MAIN)}], { stdio: 'inherit' });
      console.log('pid ' + child.pid);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], {
      cwd: ROOT,
      env: { ...process.env, SANDBOX_PORT: '0' },
    });
    let output = '';
    parent.stdout.on('data', chunk => (output += String(chunk)));
    await eventually(() => output).toMatch(/sandbox ready/);
    const pid = Number(/pid (\d+)/.exec(output)?.[1]);
    parent.kill('SIGKILL');
    await eventually(() => isAlive(pid)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
