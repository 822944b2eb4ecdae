import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Browser } from './testing/browser.ts';
import { breakage, html, json, type Script } from './testing/fakeZendesk.ts';
import { setUpProxy } from './testing/setUpProxy.ts';
import { signIn } from './testing/testProxy.ts';
import { createTokenMint } from './testing/tokenMint.ts';

const here = setUpProxy();

afterEach(() => {
  vi.useRealTimers();
});

/** A browser whose token lasts `expiresIn` seconds; half of that must be over before a refresh is due. */
async function signInFor(expiresIn: number) {
  const mint = createTokenMint(here.zendesk.session, expiresIn);
  here.zendesk.onToken(mint.answer);
  here.zendesk.onApi(mint.startSession);
  const browser = here.proxy.browser();
  await signIn(browser, here.zendesk);
  return { mint, browser };
}

/** Sets the clock that the sign-ins are read by, not the timers. */
function travel(ms: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

const whoIs = async (browser: Browser) => (await browser.get('/auth/me')).json();
const most = (counts: ReadonlyMap<string, number>) => Math.max(...counts.values());
const hour = 3_600_000;

describe('POST /auth/refresh', () => {
  it('changes nothing as long as the token holds', async () => {
    const { mint, browser } = await signInFor(36_000);
    const before = await whoIs(browser);
    const answer = await browser.post('/auth/refresh');
    expect([answer.status, await answer.json()]).toEqual([200, before]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(mint.handedIn.size).toBe(0);
  });

  it('gives a new token shortly before the end of the old one, and the new end', async () => {
    const { mint, browser } = await signInFor(36_000);
    const before = await whoIs(browser);
    travel(10 * hour - 4 * 60_000);
    const answer = await browser.post('/auth/refresh');
    const after = await answer.json();
    expect(answer.status).toBe(200);
    expect(after).toEqual({ ...before, expiresAt: expect.any(Number) });
    expect(after.expiresAt - before.expiresAt).toBeGreaterThan(9 * hour);
    expect(await whoIs(browser)).toEqual(after);
    expect(mint.handedIn.size).toBe(1);
    const { body } = here.zendesk.received.at(-1) ?? { body: '' };
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: mint.givenOut[1],
      client_id: 'switchboard-client',
      client_secret: here.zendesk.secrets.clientSecret,
    });
  });

  it('keeps a sign-in over the end of its token, time and again, and its agent session with it', async () => {
    const { browser } = await signInFor(36_000);
    await browser.post('/agent-session');
    for (const hours of [10, 16, 30]) {
      travel(hours * hour);
      expect(await whoIs(browser)).toMatchObject({ signedIn: true });
      expect((await browser.post('/auth/refresh')).status).toBe(200);
      expect((await whoIs(browser)).expiresAt).toBeGreaterThan(Date.now());
    }
    expect(await (await browser.get('/agent-session')).json()).toEqual(here.zendesk.session);
  });

  it('ends the sign-in of a browser that was away for a week', async () => {
    const { browser } = await signInFor(36_000);
    travel(7 * 24 * hour + 1000);
    expect(await whoIs(browser)).toMatchObject({ signedIn: false });
    expect((await browser.post('/auth/refresh')).status).toBe(401);
  });

  it('keeps the refresh token where Zendesk gives no new one', async () => {
    const { browser } = await signInFor(36_000);
    const { refresh_token: _, ...withoutRefresh } = here.zendesk.token;
    here.zendesk.onToken(json(200, withoutRefresh));
    travel(10 * hour);
    await browser.post('/auth/refresh');
    travel(9 * hour);
    travel(10 * hour);
    await browser.post('/auth/refresh');
    const handedIn = here.zendesk.received
      .map(({ body }) => new URLSearchParams(body).get('refresh_token'))
      .filter(token => token !== null);
    expect(handedIn).toHaveLength(2);
    expect(new Set(handedIn).size).toBe(1);
  });

  it('changes nothing where there is no refresh token, and the sign-in ends with its token', async () => {
    const { refresh_token: _, ...withoutRefresh } = here.zendesk.token;
    here.zendesk.onToken(json(200, withoutRefresh));
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    travel(10 * hour - 1000);
    const answer = await browser.post('/auth/refresh');
    expect([answer.status, (await answer.json()).signedIn]).toEqual([200, true]);
    travel(2000);
    expect(await whoIs(browser)).toMatchObject({ signedIn: false, expiresAt: null });
    expect(here.zendesk.received).toHaveLength(1);
  });

  it('takes a refresh token that is too long for a cookie for none', async () => {
    here.zendesk.onToken(json(200, { ...here.zendesk.token, refresh_token: 'r'.repeat(5000) }));
    const browser = here.proxy.browser();
    expect((await signIn(browser, here.zendesk)).headers.get('location')).toBe('/');
    expect(await whoIs(browser)).toMatchObject({ signedIn: true });
  });

  it('is refused to other sites, and answers 401 to a browser that nobody signed in with', async () => {
    const { browser, mint } = await signInFor(36_000);
    travel(10 * hour);
    const foreign = await browser.send('POST', '/auth/refresh', { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(mint.handedIn.size).toBe(0);
    expect((await here.proxy.browser().post('/auth/refresh')).status).toBe(401);
  });

  it.each<[string, Script, number, string]>([
    ['refuses', json(400, { error: 'invalid_grant' }), 401, 'UNAUTHORIZED'],
    ['no longer knows the client', json(401, { error: 'invalid_client' }), 401, 'UNAUTHORIZED'],
    [
      'gives too small a scope',
      json(200, { access_token: 'a', token_type: 'Bearer', scope: 'read' }),
      401,
      'UNAUTHORIZED',
    ],
    [
      'gives a token that no cookie can hold',
      json(200, { access_token: 'a'.repeat(5000), token_type: 'Bearer' }),
      502,
      'UPSTREAM_BAD_ANSWER',
    ],
    ['answers HTML', html(200), 502, 'UPSTREAM_BAD_ANSWER'],
    ['hangs up', breakage('nothing'), 502, 'UPSTREAM_UNREACHABLE'],
    ['answers half', breakage('half'), 502, 'UPSTREAM_UNREACHABLE'],
  ])('says so when Zendesk %s, and leaves the cookie as it is', async (_, script, status, name) => {
    const { browser } = await signInFor(36_000);
    const cookie = browser.cookies.get('switchboard-session');
    here.zendesk.onToken(script);
    travel(10 * hour);
    const answer = await browser.post('/auth/refresh');
    expect([answer.status, (await answer.json()).error.name]).toEqual([status, name]);
    expect(browser.cookies.get('switchboard-session')).toBe(cookie);
    expect((await browser.post('/agent-session')).status).toBe(status);
  });

  it('goes on with the old token to its end when Zendesk can’t refresh it before', async () => {
    const { browser } = await signInFor(36_000);
    here.zendesk.onToken(html(500));
    travel(10 * hour - 60_000);
    expect((await browser.post('/auth/refresh')).status).toBe(200);
    expect((await browser.post('/agent-session')).status).toBe(200);
  });
});

describe('POST /agent-session', () => {
  it('refreshes an expired token first', async () => {
    const { mint, browser } = await signInFor(36_000);
    travel(11 * hour);
    expect((await browser.post('/agent-session')).status).toBe(200);
    expect(mint.handedIn.size).toBe(1);
    expect((await browser.post('/agent-session')).status).toBe(200);
    expect(mint.handedIn.size).toBe(1);
  });

  it('refreshes a token that Zendesk refuses before its time, and starts with the new one', async () => {
    const { mint, browser } = await signInFor(36_000);
    mint.endToken();
    const answer = await browser.post('/agent-session');
    expect([answer.status, await answer.json()]).toEqual([200, here.zendesk.session]);
    expect(mint.handedIn.size).toBe(1);
    expect((await browser.post('/agent-session')).status).toBe(200);
    expect(mint.handedIn.size).toBe(1);
  });

  it('hands on the refusal when the new token is refused too, after one refresh', async () => {
    const { mint, browser } = await signInFor(36_000);
    here.zendesk.onApi(json(401, { errors: [{ name: 'UNAUTHORIZED', message: 'no', UUID: 'u' }] }));
    const answer = await browser.post('/agent-session');
    expect([answer.status, (await answer.json()).error.name]).toEqual([502, 'UNAUTHORIZED']);
    expect(mint.handedIn.size).toBe(1);
  });

  it('hands on the refusal when there is no new token', async () => {
    const { browser } = await signInFor(36_000);
    here.zendesk.onToken(json(400, { error: 'invalid_grant' }));
    here.zendesk.onApi(json(401, { errors: [{ name: 'UNAUTHORIZED', message: 'no', UUID: 'u' }] }));
    const answer = await browser.post('/agent-session');
    expect([answer.status, (await answer.json()).error]).toEqual([
      502,
      { name: 'UNAUTHORIZED', message: 'no', uuid: 'u' },
    ]);
  });
});

describe('tabs that refresh at once', () => {
  it('hand in each refresh token once, and all go on', async () => {
    const { mint, browser } = await signInFor(36_000);
    travel(10 * hour);
    const release = mint.holdRefreshes();
    const tabs = Array.from({ length: 8 }, () => browser.copy());
    const answers = tabs.map((tab, i) => tab.post(i % 2 ? '/auth/refresh' : '/agent-session'));
    await vi.waitFor(() => expect(mint.handedIn.size).toBe(1));
    release();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(tabs.map(() => 200));
    expect(most(mint.handedIn)).toBe(1);
    // Whichever answer came last, its cookie holds the token that is valid.
    for (const tab of tabs) expect((await tab.post('/agent-session')).status).toBe(200);
    expect(most(mint.handedIn)).toBe(1);
  });

  it('include one whose answer was lost and who asks again with the old cookie', async () => {
    const { mint, browser } = await signInFor(36_000);
    travel(10 * hour);
    const old = browser.copy();
    await browser.post('/auth/refresh');
    expect((await old.post('/auth/refresh')).status).toBe(200);
    expect(await whoIs(old)).toEqual(await whoIs(browser));
    expect(most(mint.handedIn)).toBe(1);
  });
});

it('tokens that were refreshed are in no answer and no log line either', async () => {
  const { mint, browser } = await signInFor(36_000);
  travel(10 * hour);
  await browser.post('/auth/refresh');
  travel(10 * hour);
  await browser.post('/agent-session');
  await browser.post('/auth/refresh');
  here.zendesk.onToken(json(400, { error: 'invalid_grant', error_description: mint.givenOut.join(' ') }));
  travel(10 * hour);
  await browser.post('/auth/refresh');
  await browser.get('/metrics');
  const everything = [...browser.seen, ...here.proxy.logLines].join('\n');
  expect(mint.givenOut).toHaveLength(6);
  for (const token of mint.givenOut) expect(everything.includes(token)).toBe(false);
  expect(everything).toContain('switchboard_token_refreshes_total{outcome="refreshed"} 2');
  expect(everything).toContain('switchboard_token_refreshes_total{outcome="invalid_grant"} 1');
});
