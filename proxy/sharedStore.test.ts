import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog } from './requestLog.ts';
import { openSharedStore } from './sharedStore.ts';
import type { Browser } from './testing/browser.ts';
import { TestRedis } from './testing/redis.ts';
import { setUpProxy } from './testing/setUpProxy.ts';
import { beginSignIn, signIn, type TestProxy } from './testing/testProxy.ts';
import { createTokenMint } from './testing/tokenMint.ts';

let redis: TestRedis;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  redis = await TestRedis.start();
  process.on('unhandledRejection', note);
});

afterAll(async () => {
  process.off('unhandledRejection', note);
  await redis.kill();
});

const here = setUpProxy();
const limits = { login: 5, agentSession: 100 };
let one: TestProxy;
let two: TestProxy;

/** Two replicas with a limit of five sign-ins a minute, on an empty Redis. */
beforeEach(async () => {
  const client = await createClient({ url: redis.url }).connect();
  await client.flushAll();
  client.destroy();
  const env = { SESSION_SECRET: randomBytes(48).toString('base64'), REDIS_URL: redis.url };
  one = await here.start({ env, limits });
  two = await here.start({ env: { ...env, PUBLIC_URL: one.publicOrigin }, limits });
  await Promise.all([redisIs(one, 'up'), redisIs(two, 'up')]);
});

afterEach(async () => {
  vi.useRealTimers();
  expect(unhandled.splice(0)).toEqual([]);
});

async function redisIs(proxy: TestProxy, state: 'up' | 'away') {
  const look = async () =>
    expect(await (await proxy.browser().get('/readyz')).json()).toMatchObject({ redis: state });
  await vi.waitFor(look, { timeout: 10_000 });
}

const logIn = async (proxy: TestProxy) => (await proxy.browser().get('/auth/login')).status;
const countOf = (statuses: number[], status: number) => statuses.filter(each => each === status).length;

/** Ten sign-ins, by turns at one replica and at the other. */
async function logInTenTimes() {
  const statuses: number[] = [];
  for (let i = 0; i < 10; i += 1) statuses.push(await logIn(i % 2 ? two : one));
  return { let: countOf(statuses, 302), refused: countOf(statuses, 429) };
}

describe('two replicas with Redis', () => {
  it('count sign-ins together', async () => {
    expect(await logInTenTimes()).toEqual({ let: 5, refused: 5 });
  });

  it('count each for itself while Redis is away, say so, and together again when it is back', async () => {
    expect([await logIn(one), await logIn(two)]).toEqual([302, 302]);
    await redis.kill();
    const statuses = await Promise.all(Array.from({ length: 12 }, (_, i) => logIn(i % 2 ? two : one)));
    expect(statuses.every(status => status === 302 || status === 429)).toBe(true);
    expect(countOf(statuses, 302)).toBe(10);
    await redisIs(one, 'away');
    expect((await one.browser().get('/readyz')).status).toBe(200);
    expect(await (await one.browser().get('/metrics')).text()).toContain('\nswitchboard_redis_up 0\n');
    expect(one.logLines.filter(line => line.includes('Redis is away'))).toHaveLength(1);

    await redis.startAgain();
    await Promise.all([redisIs(one, 'up'), redisIs(two, 'up')]);
    expect(await (await one.browser().get('/metrics')).text()).toContain('\nswitchboard_redis_up 1\n');
    expect(one.logLines.filter(line => line.includes('Redis is back'))).toHaveLength(1);
    expect(await logInTenTimes()).toEqual({ let: 5, refused: 5 });
  });

  it('wait half a second for a Redis that is frozen, once, and then leave it alone', async () => {
    redis.freeze();
    try {
      expect(await logIn(one)).toBe(302);
      expect(await (await one.browser().get('/readyz')).json()).toMatchObject({ redis: 'away' });
      const began = performance.now();
      for (let i = 0; i < 4; i += 1) expect(await logIn(one)).toBe(302);
      expect(await logIn(one)).toBe(429);
      expect(performance.now() - began).toBeLessThan(2000);
    } finally {
      redis.thaw();
    }
    await redisIs(one, 'up');
  });

  it('refuse a sign-in’s answer that the other has had', async () => {
    const browser = one.browser();
    const path = await beginSignIn(browser, here.zendesk.secrets.code);
    const thief = browser.copy(two.url);
    expect((await browser.get(path)).headers.get('location')).toBe('/');
    expect((await thief.get(path)).headers.get('location')).toBe('/?error=invalid_state');
    expect(here.zendesk.received.filter(({ path: asked }) => asked === '/oauth2/chat/token')).toHaveLength(1);
  });
});

describe('tabs that refresh at once, at two replicas', () => {
  const hours = 3_600_000;

  async function signedIn() {
    const mint = createTokenMint(here.zendesk.session, 36_000);
    here.zendesk.onToken(mint.answer);
    here.zendesk.onApi(mint.startSession);
    const browser = one.browser();
    await signIn(browser, here.zendesk);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * hours });
    return { mint, browser };
  }

  const tabsOf = (browser: Browser) =>
    Array.from({ length: 6 }, (_, i) => browser.copy(i % 2 ? two.url : one.url));
  const refreshAll = (tabs: Browser[]) => tabs.map(tab => tab.post('/auth/refresh'));
  const statusesOf = async (answers: Promise<Response>[]) =>
    (await Promise.all(answers)).map(({ status }) => status);

  it('hand in each refresh token once, and all go on', async () => {
    const { mint, browser } = await signedIn();
    const release = mint.holdRefreshes();
    const tabs = tabsOf(browser);
    const answers = refreshAll(tabs);
    await vi.waitFor(() => expect(mint.handedIn.size).toBe(1));
    release();
    expect(await statusesOf(answers)).toEqual(tabs.map(() => 200));
    expect([...mint.handedIn.values()]).toEqual([1]);
    for (const tab of tabs) expect((await tab.post('/agent-session')).status).toBe(200);
    expect([...mint.handedIn.values()]).toEqual([1]);
  });

  it('include one that comes late to the other replica, with the old cookie', async () => {
    const { mint, browser } = await signedIn();
    const old = browser.copy(two.url);
    expect((await browser.post('/auth/refresh')).status).toBe(200);
    expect((await old.post('/auth/refresh')).status).toBe(200);
    expect([...mint.handedIn.values()]).toEqual([1]);
  });

  it('try again at the other replica when the first could not', async () => {
    const { mint, browser } = await signedIn();
    here.zendesk.onToken(response => response.destroy());
    expect((await browser.copy(two.url).post('/auth/refresh')).status).toBe(502);
    here.zendesk.onToken(mint.answer);
    expect((await browser.post('/auth/refresh')).status).toBe(200);
  });

  it('go on when Redis is away: one replica by itself still spends the token once', async () => {
    const { mint, browser } = await signedIn();
    await redis.kill();
    try {
      const tabs = Array.from({ length: 4 }, () => browser.copy());
      expect(await statusesOf(refreshAll(tabs))).toEqual(tabs.map(() => 200));
      expect([...mint.handedIn.values()]).toEqual([1]);
    } finally {
      await redis.startAgain();
    }
  });

  it('leave nothing in Redis that could be used', async () => {
    const { mint, browser } = await signedIn();
    const path = await beginSignIn(one.browser(), 'c');
    await browser.post('/auth/refresh');
    await browser.get(path);
    const client = await createClient({ url: redis.url }).connect();
    const keys = await client.keys('*');
    const values = await Promise.all(keys.map(key => client.get(key)));
    const lifetimes = await Promise.all(keys.map(key => client.pTTL(key)));
    client.destroy();
    expect(keys.join(' ')).toContain('switchboard:refresh:');
    const everything = [...keys, ...values].join('\n');
    const state = new URLSearchParams(path.split('?')[1]).get('state') ?? '';
    for (const secret of [...mint.givenOut, state, one.sessionSecret])
      expect(everything).not.toContain(secret);
    for (const lifetime of lifetimes) expect(lifetime).toBeGreaterThan(0);
  });
});

/** A line to Redis whose connections can be made to swallow everything and close nothing. */
async function openLine(redisUrl: string) {
  const dead = new WeakSet<Socket>();
  const open = new Set<Socket>();
  const line = createServer(near => {
    const far = connect(Number(new URL(redisUrl).port), '127.0.0.1');
    open.add(near).add(far);
    const pass = (from: Socket, to: Socket) => {
      from.on('data', bytes => dead.has(near) || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    };
    pass(near, far);
    pass(far, near);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const address = line.address();
  return {
    url: `redis://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    die() {
      for (const socket of open) dead.add(socket);
    },
    async close() {
      for (const socket of open) socket.destroy();
      line.close();
      await once(line, 'close');
    },
  };
}

it('a connection to Redis that died without a word is made anew', async () => {
  const line = await openLine(redis.url);
  const lines: string[] = [];
  const log = createLog('info', { write: text => void lines.push(text) });
  const store = openSharedStore(line.url, log, { pingEvery: 100, silence: 300 });
  await vi.waitFor(() => expect(store.isUp()).toBe(true));
  line.die();
  await expect(store.read('key')).rejects.toThrow();
  await vi.waitFor(() => expect(lines.join('')).toContain('Redis is back'), { timeout: 10_000 });
  expect(await store.claim(randomBytes(8).toString('hex'), '1', 1000)).toBe(true);
  store.close();
  await line.close();
});

it('a password in REDIS_URL is in no log line', async () => {
  const password = randomBytes(16).toString('hex');
  const wrong = await here.start({ env: { REDIS_URL: redis.url.replace('//', `//user:${password}@`) } });
  await vi.waitFor(() => expect(wrong.logLines.join('')).toContain('Redis is away'));
  expect(wrong.logLines.join('')).not.toContain(password);
  expect(await logIn(wrong)).toBe(302);
});

it('a Redis that is away at the start holds up nobody, and is found when it comes', async () => {
  const late = await TestRedis.start();
  await late.kill();
  const early = await here.start({ env: { REDIS_URL: late.url }, limits });
  expect(await logIn(early)).toBe(302);
  await redisIs(early, 'away');
  await late.startAgain();
  await redisIs(early, 'up');
  expect(early.logLines.filter(line => line.includes('Redis is'))).toHaveLength(2);
  await early.close();
  await late.kill();
});
