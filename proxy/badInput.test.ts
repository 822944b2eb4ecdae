import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { createSeal } from './sealedSession.ts';
import type { Browser } from './testing/browser.ts';
import { type Breakage, breakage } from './testing/fakeZendesk.ts';
import { setUpProxy } from './testing/setUpProxy.ts';
import { beginSignIn, signIn } from './testing/testProxy.ts';

const here = setUpProxy({ upstreamTimeout: 400 });

afterEach(async () => {
  expect((await here.proxy.browser().get('/healthz')).status, 'the process lives').toBe(200);
  expect(here.proxy.logLines.join('')).not.toContain('unexpected error');
});

const routes = [
  ['GET', '/auth/login'],
  ['GET', '/auth/callback'],
  ['GET', '/auth/me'],
  ['POST', '/auth/refresh'],
  ['POST', '/auth/logout'],
  ['GET', '/agent-session'],
  ['POST', '/agent-session'],
  ['GET', '/healthz'],
  ['GET', '/readyz'],
  ['GET', '/metrics'],
  ['GET', '/'],
] as const;

/** What a route may answer to a request that is no use to it: JSON with a name, or a redirect of its own. */
async function expectClear(answer: Response, browser: Browser): Promise<void> {
  const body = await answer.clone().text();
  const location = answer.headers.get('location');
  if (location !== null) expect(location).toMatch(/^(\/(?![/\\])|http:\/\/127\.0\.0\.1:\d+\/oauth2\/chat\/)/);
  else if (answer.status >= 400 && body !== '') {
    expect(JSON.parse(body)).toEqual({
      error: { name: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String), uuid: null },
    });
  }
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expectNoSecret(browser);
}

function expectNoSecret(browser: Browser): void {
  const seen = [...browser.seen, ...here.proxy.logLines].join('\n');
  for (const [name, secret] of Object.entries({ ...here.zendesk.secrets, session: here.proxy.sessionSecret }))
    expect(seen.includes(secret), name).toBe(false);
}

describe.each(routes)('%s %s', (method, path) => {
  const own = () => ({ origin: here.proxy.publicOrigin, 'sec-fetch-site': 'same-origin' });
  const isPost = method === 'POST';

  it.each<[string, string, Record<string, string>]>([
    ['every parameter missing', '', {}],
    ['every parameter empty', '?code=&state=&error=&return_to=', {}],
    ['every parameter twice', '?code=a&code=b&state=a&state=b&return_to=/a&return_to=/b', {}],
    ['parameters of 8 kB', `?code=${'c'.repeat(4000)}&state=${'s'.repeat(4000)}`, {}],
    ['parameters of another type', '?code[]=a&state[x]=b&return_to=%00&error=1e999', {}],
    ['broken escapes', '?return_to=%zz&code=%E0%A4%A&state=%', {}],
    ['a header in a parameter', '?return_to=/%0d%0aSet-Cookie:%20a=b&error=%0d%0aX:%20y', {}],
    ['another origin to return to', '?return_to=https://evil.example/&return_to=//evil.example', {}],
    ['cookies of nonsense', '', { cookie: 'switchboard-session=a.b.c; switchboard-login="; =;;;%%%' }],
    ['cookies twice', '', { cookie: 'switchboard-session=a; switchboard-session=b; switchboard-login=c' }],
    ['a cookie of 8 kB', '', { cookie: `switchboard-session=${'x'.repeat(8000)}` }],
    ['a forwarded address that is none', '', { 'x-forwarded-for': '<script>, , 999.1.1.1' }],
    ['another host', '', { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }],
  ])('with %s answers clearly', async (_, query, headers) => {
    const browser = here.proxy.browser();
    const answer = await browser.send(method, path + query, { ...(isPost && own()), ...headers });
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('set-cookie') ?? '').not.toMatch(/(^|, )a=b/);
    expect(answer.headers.get('x')).toBeNull();
    await expectClear(answer, browser);
  });

  it('takes its own methods and no other', async () => {
    const taken = path === '/agent-session' ? ['GET', 'HEAD', 'POST'] : isPost ? ['POST'] : ['GET', 'HEAD'];
    for (const other of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const browser = here.proxy.browser();
      const answer = await browser.send(other, path, own());
      expect(answer.status === 405, other).toBe(!taken.includes(other));
      if (answer.status === 405) expect(answer.headers.get('allow')).toBe(taken.join(', '));
      await expectClear(answer, browser);
    }
  });

  it('does nothing for a page of another site', async () => {
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    const calls = here.zendesk.received.length;
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await browser.send(method, path, headers);
    if (isPost) expect(answer.status).toBe(403);
    const asked = here.zendesk.received.slice(calls).filter(({ method: verb }) => verb !== 'HEAD');
    expect(asked).toEqual([]);
    expect(await (await browser.get('/auth/me')).json()).toMatchObject({ signedIn: true });
    await expectClear(answer, browser);
  });

  it('takes no path around itself, no body of 2 kB and no header that never ends', async () => {
    const around = [
      `${path}/../../etc/passwd`,
      `/%2e%2e${path}`,
      `${path}%2f..%2f..%2fetc%2fpasswd`,
      `/./${path}`,
    ];
    for (const target of around) {
      const raw = `${method} ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
      const answer = await sendRaw(raw);
      expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /);
      expect(answer).not.toContain('root:');
    }
    if (isPost) {
      const large = await here.proxy.browser().send(method, path, own(), 'x'.repeat(2000));
      expect([large.status, (await large.json()).error.name]).toEqual([413, 'TOO_LARGE']);
    }
    const endless = `${method} ${path} HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await sendRaw(endless)).toMatch(/^HTTP\/1\.1 431 /);
  });
});

async function sendRaw(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(here.proxy.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return text(socket);
}

describe('what is replayed, expired or handed in for something else', () => {
  it.each([
    ['GET', '/auth/me', 200],
    ['POST', '/auth/refresh', 401],
    ['POST', '/agent-session', 401],
    ['GET', '/agent-session', 404],
    ['POST', '/auth/logout', 204],
  ] as const)('is no sign-in for %s %s', async (method, path, status) => {
    const { sessionSecret } = here.proxy;
    const value = {
      id: 'i',
      accessToken: 't',
      refreshToken: 'r',
      issuedAt: 0,
      expiresAt: Date.now() + 60_000,
    };
    const seal = (purpose: string, what: unknown, until: number) =>
      createSeal(purpose, [sessionSecret], v.unknown()).seal(what, until);
    const soon = Date.now() + 60_000;
    const forgeries = [
      await seal('session', value, Date.now() - 1000),
      await seal('login', value, soon),
      await seal('hand-over', value, soon),
      await seal('session', { ...value, accessToken: 7 }, soon),
      await seal('session', { id: 'i' }, soon),
      await seal('session', null, soon),
    ];
    for (const forgery of forgeries) {
      const browser = here.proxy.browser();
      browser.cookies.set('switchboard-session', forgery);
      const answer = await (method === 'POST' ? browser.post(path) : browser.get(path));
      expect(answer.status).toBe(status);
      if (path === '/auth/me') expect(await answer.clone().json()).toMatchObject({ signedIn: false });
      await expectClear(answer, browser);
    }
    expect(here.zendesk.received).toEqual([]);
  });

  it('is no answer to a sign-in: a state works once, and a session cookie is no login cookie', async () => {
    const browser = here.proxy.browser();
    const callback = await beginSignIn(browser, 'c');
    const copy = browser.copy();
    await browser.get(callback);
    expect((await copy.get(callback)).headers.get('location')).toBe('/?error=invalid_state');
    copy.cookies.set('switchboard-login', browser.cookies.get('switchboard-session') ?? '');
    expect((await copy.get(callback)).headers.get('location')).toBe('/?error=invalid_state');
    expect(here.zendesk.received).toHaveLength(1);
  });
});

const breakages: Breakage[] = [
  'nothing',
  'silence',
  'slow',
  'half',
  'endless',
  'redirect',
  'empty',
  'not json',
  'html',
  '500',
];

describe.each(breakages)('a Zendesk whose answer is: %s', kind => {
  it('fails a sign-in with a code', async () => {
    here.zendesk.onToken(breakage(kind));
    const browser = here.proxy.browser();
    const answer = await signIn(browser, here.zendesk);
    expect(answer.headers.get('location')).toMatch(/^\/\?error=(server_error|temporarily_unavailable)$/);
    expect(browser.cookies.size).toBe(0);
    await expectClear(answer, browser);
  });

  it('fails the start of a session with 502, and the sign-in stays', async () => {
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    here.zendesk.onApi(breakage(kind));
    const answer = await browser.post('/agent-session');
    expect([answer.status, (await answer.clone().json()).error.name]).toEqual([
      502,
      expect.stringMatching(/^UPSTREAM_/),
    ]);
    expect(await (await browser.get('/auth/me')).json()).toMatchObject({ signedIn: true });
    await expectClear(answer, browser);
  });

  it('fails a refresh with 502, and leaves the cookie as it is', async () => {
    const browser = here.proxy.browser();
    const seal = createSeal('session', [here.proxy.sessionSecret], v.unknown());
    const { accessToken, refreshToken } = here.zendesk.secrets;
    const expired = { id: 'i', accessToken, refreshToken, issuedAt: 0, expiresAt: Date.now() - 1000 };
    const cookie = await seal.seal(expired, Date.now() + 60_000);
    browser.cookies.set('switchboard-session', cookie);
    here.zendesk.onToken(breakage(kind));
    for (const path of ['/auth/refresh', '/agent-session']) {
      const answer = await browser.post(path);
      expect(answer.status).toBe(502);
      await expectClear(answer, browser);
    }
    expect(browser.cookies.get('switchboard-session')).toBe(cookie);
  });

  it('does not hold up signing out', async () => {
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    here.zendesk.on('/api/v2/chat/oauth/tokens', breakage(kind));
    const answer = await browser.post('/auth/logout');
    expect([answer.status, browser.cookies.size]).toEqual([204, 0]);
    await expectClear(answer, browser);
  });
});
