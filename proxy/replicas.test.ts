import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Browser } from './testing/browser.ts';
import { type FakeZendesk, startFakeZendesk } from './testing/fakeZendesk.ts';
import { replicaHeader, startBalancer } from './testing/nginx.ts';
import { type ProxyProcess, startProxyProcess } from './testing/proxyProcess.ts';
import { freePort, stopProgram } from './testing/systemProgram.ts';
import { accountAt, beginSignIn, signIn } from './testing/testProxy.ts';

let zendesk: FakeZendesk;
let balancer: Awaited<ReturnType<typeof startBalancer>>;
let replicas: (ProxyProcess & { address: string })[];
let origin: string;

/**
 * Three processes with one secret behind nginx, which hands requests to them by turns. They are started once, for that
 * takes seconds, and the tests need them in this order: all three, then two of them, then none.
 */
beforeAll(async () => {
  zendesk = await startFakeZendesk();
  const port = await freePort();
  origin = `http://localhost:${port}`;
  const env = {
    ...accountAt(zendesk),
    PORT: '0',
    PUBLIC_URL: origin,
    SESSION_SECRET: randomBytes(48).toString('base64'),
    TRUST_PROXY: '1',
  };
  const started = [1, 2, 3].map(() => startProxyProcess(env));
  replicas = await Promise.all(
    started.map(async each => ({ ...each, address: `127.0.0.1:${await each.port()}` })),
  );
  balancer = await startBalancer(
    port,
    replicas.map(({ address }) => Number(address.split(':')[1])),
  );
  await vi.waitFor(() => fetch(`http://127.0.0.1:${port}/healthz`), { timeout: 10_000 });
}, 60_000);

afterAll(async () => {
  await balancer.close();
  await Promise.all(replicas.map(({ child }) => stopProgram(child)));
  await zendesk.close();
});

const newBrowser = () => new Browser(origin.replace('localhost', '127.0.0.1'), origin);

/** The replica that gave this answer. */
const replicaOf = (answer: Response) => answer.headers.get(replicaHeader)?.split(', ').at(-1);

describe('three replicas behind a balancer without sticky sessions', { timeout: 60_000 }, () => {
  it('share a sign-in: begun at one, answered at another, its session started at the third', async () => {
    const browser = newBrowser();
    const login = await browser.get('/auth/login?return_to=/chats/2.abc');
    const { searchParams } = new URL(login.headers.get('location') ?? '');
    const callback = await browser.get(`/auth/callback?code=c&state=${searchParams.get('state')}`);
    const started = await browser.post('/agent-session');
    expect(callback.headers.get('location')).toBe('/chats/2.abc');
    expect([started.status, await started.json()]).toEqual([200, zendesk.session]);
    const took = [login, callback, started].map(replicaOf);
    expect(new Set(took)).toEqual(new Set(replicas.map(({ address }) => address)));
  });

  it('sign nobody out when one of them is killed', async () => {
    const agents = [newBrowser(), newBrowser(), newBrowser(), newBrowser()];
    for (const agent of agents) await signIn(agent, zendesk);
    const half = newBrowser();
    const callback = await beginSignIn(half, 'c');
    for (const agent of agents) expect((await agent.post('/agent-session')).status).toBe(200);

    const [killed] = replicas;
    if (killed) await stopProgram(killed.child, 'SIGKILL');
    const answers: Response[] = [];
    for (const agent of agents) {
      for (const path of ['/auth/me', '/agent-session', '/healthz']) answers.push(await agent.get(path));
      answers.push(await agent.post('/agent-session'));
      expect(await (await agent.get('/auth/me')).json()).toMatchObject({ signedIn: true });
    }
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(replicaOf))).toEqual(new Set(replicas.slice(1).map(({ address }) => address)));
    expect((await half.get(callback)).headers.get('location')).toBe('/');
  });

  it('lose no request that runs when one of them is stopped', async () => {
    const browser = newBrowser();
    await signIn(browser, zendesk);
    const asked = new Promise<() => void>(resolve => {
      zendesk.onApi(response => {
        resolve(() =>
          response.writeHead(200).end(JSON.stringify({ data: { startAgentSession: zendesk.session } })),
        );
      });
    });
    const answer = browser.post('/agent-session');
    const answerNow = await asked;
    const left = replicas.slice(1);
    for (const { child } of left) child.kill('SIGTERM');
    answerNow();
    expect((await answer).status).toBe(200);
    for (const { exited } of left) expect(await exited).toEqual([0, null]);
  });
});
