import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeZendesk, startFakeZendesk } from './testing/fakeZendesk.ts';
import { startProxyProcess } from './testing/proxyProcess.ts';
import { accountAt } from './testing/testProxy.ts';

/** Starting Node with a loader takes seconds on a busy machine. */
const patience = 30_000;

let zendesk: FakeZendesk;
let env: Record<string, string>;
const children: ChildProcess[] = [];

beforeEach(async () => {
  zendesk = await startFakeZendesk();
  env = { ...accountAt(zendesk), SESSION_SECRET: 's'.repeat(32), PORT: '0' };
});

afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  await zendesk.close();
});

function start(overrides: Record<string, string> = {}, ...args: string[]) {
  const started = startProxyProcess({ ...env, ...overrides }, ...args);
  children.push(started.child);
  return started;
}

describe('the process', { timeout: patience }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('serves until %s, and then ends well', async signal => {
    const { child, exited, printed, errors, port } = start();
    expect((await fetch(`http://127.0.0.1:${await port()}/healthz`)).status).toBe(200);
    child.kill(signal);
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(await errors).toBe('');
    const messages = (await printed)
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).msg);
    expect(messages).toEqual(['listening', 'stopping']);
  });

  it('names every bad variable in one error, and exits with 1', async () => {
    const { exited, errors } = start({ PORT: 'x', SESSION_SECRET: '', LOG_LEVEL: 'loud' });
    expect(await exited).toEqual([1, null]);
    expect((await errors).match(/^ {2}\w+:/gm)).toEqual(['  PORT:', '  LOG_LEVEL:', '  SESSION_SECRET:']);
  });

  it('says in one line what to do when its port is taken, and exits with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { exited, errors } = start({ PORT: String(port) });
    expect(await exited).toEqual([1, null]);
    expect(await errors).toMatch(/^Port \d+ is taken\. Set PORT to a free one, such as PORT=\d+\.\n$/);
    other.close();
  });

  it('ends on a defect as Node does, and tells the log where and not what', async () => {
    const planted = randomBytes(16).toString('hex');
    const defect = "process.on('SIGUSR2', () => { throw new Error(process.env.PLANTED); })";
    const { child, exited, printed, errors, port } = start({
      PLANTED: planted,
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(defect)}`,
    });
    await port();
    child.kill('SIGUSR2');
    expect(await exited).toEqual([1, null]);
    expect(await printed).toContain('unexpected error');
    expect((await printed) + (await errors)).not.toContain(planted);
  });

  it('ends at once when it is only asked about its configuration', async () => {
    const { exited, printed } = start({}, '--check-config');
    expect(await exited).toEqual([0, null]);
    expect(await printed).toBe('');
  });
});
