import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createSeal } from '../sealedSession.ts';
import { breakage, html, json, type Script } from '../testing/fakeZendesk.ts';
import { setUpProxy } from '../testing/setUpProxy.ts';
import { beginSignIn, signIn } from '../testing/testProxy.ts';

const here = setUpProxy();

describe('GET /auth/login', () => {
  it('sends the browser to the authorize page with all that Zendesk asks for', async () => {
    const login = await here.proxy.browser().get('/auth/login');
    expect(login.status).toBe(302);
    const { origin, pathname, searchParams } = new URL(login.headers.get('location') ?? '');
    expect(origin + pathname).toBe(`${here.zendesk.url}/oauth2/chat/authorizations/new`);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'switchboard-client',
      redirect_uri: `${here.proxy.publicOrigin}/auth/callback`,
      scope: 'read write chat',
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('seals the login into a cookie that scripts and other sites do not get', async () => {
    const login = await here.proxy.browser().get('/auth/login');
    const [cookie = ''] = login.headers.getSetCookie();
    expect(cookie).toMatch(/^switchboard-login=[\w.-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    const { searchParams } = new URL(login.headers.get('location') ?? '');
    expect(cookie).not.toContain(searchParams.get('state'));
  });

  it('refuses an address that signs in too often', async () => {
    const limited = await here.start({ limits: { login: 1, agentSession: 100 } });
    expect((await limited.browser().get('/auth/login')).status).toBe(302);
    const refused = await limited.browser().get('/auth/login');
    expect([refused.status, (await refused.json()).error.name]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await limited.browser().get('/auth/me')).status).toBe(200);
  });

  it('sends a person who signs in too often to a page that says so', async () => {
    const limited = await here.start({ limits: { login: 0, agentSession: 100 } });
    const login = await limited.browser().get('/auth/login', { accept: 'text/html,*/*;q=0.8' });
    expect([login.status, login.headers.get('location')]).toEqual([302, '/?error=rate_limited']);
    expect(login.headers.get('cache-control')).toBe('no-store');
  });

  it('gives every sign-in a state of its own', async () => {
    const [first, second] = [
      await here.proxy.browser().get('/auth/login'),
      await here.proxy.browser().get('/auth/login'),
    ];
    expect(first.headers.get('location')).not.toBe(second.headers.get('location'));
  });
});

describe('a sign-in', () => {
  it('exchanges the code, remembers the agent and goes on to the wanted page', async () => {
    const browser = here.proxy.browser();
    const callback = await signIn(browser, here.zendesk, '/chats/2.abc?panel=visitor#last');
    expect(callback.status).toBe(302);
    expect(callback.headers.get('location')).toBe('/chats/2.abc?panel=visitor#last');

    const [exchange] = here.zendesk.received;
    expect(exchange?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({
      grant_type: 'authorization_code',
      code: here.zendesk.secrets.code,
      client_id: 'switchboard-client',
      client_secret: here.zendesk.secrets.clientSecret,
      redirect_uri: `${here.proxy.publicOrigin}/auth/callback`,
      scope: 'read write chat',
    });

    const me = await (await browser.get('/auth/me')).json();
    expect(me).toMatchObject({ signedIn: true, subdomain: 'acme', mode: 'zendesk' });
    expect(me.expiresAt - Date.now()).toBeGreaterThan(35_990_000);
    expect(me.expiresAt - Date.now()).toBeLessThanOrEqual(36_000_000);
  });

  it('lasts twelve hours when Zendesk does not say how long the token does', async () => {
    const { expires_in: _, ...endless } = here.zendesk.token;
    here.zendesk.onToken(json(200, endless));
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    const { expiresAt } = await (await browser.get('/auth/me')).json();
    expect(Math.round((expiresAt - Date.now()) / 60_000)).toBe(12 * 60);
  });

  it('takes a token without a scope for one with the scope that was asked for', async () => {
    const { scope: _, ...unscoped } = here.zendesk.token;
    here.zendesk.onToken(json(200, unscoped));
    expect((await signIn(here.proxy.browser(), here.zendesk)).headers.get('location')).toBe('/');
  });

  it('sends a code challenge, and the verifier with the code, when PKCE is on', async () => {
    const pkce = await here.start({ env: { ZENDESK_PKCE: 'on' } });
    const browser = pkce.browser();
    const login = await browser.get('/auth/login');
    const { searchParams } = new URL(login.headers.get('location') ?? '');
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    await browser.get(`/auth/callback?code=c&state=${searchParams.get('state')}`);
    expect(new URLSearchParams(here.zendesk.received[0]?.body).get('code_verifier')).toMatch(/^[\w-]{43}$/);
  });

  it('begun on one replica ends on another that has the same secret', async () => {
    const other = await here.startReplica();
    const browser = here.proxy.browser();
    const path = await beginSignIn(browser, here.zendesk.secrets.code);
    const there = browser.copy(other.url);
    expect((await there.get(path)).headers.get('location')).toBe('/');
    expect(await (await there.get('/auth/me')).json()).toMatchObject({ signedIn: true });
  });
});

describe('a return_to that leads elsewhere', () => {
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    '/auth/login',
    '/AUTH/login?return_to=/',
    '/chats\r\nSet-Cookie: a=b',
    `/${'x'.repeat(600)}`,
    `/${'漢'.repeat(500)}`,
    '',
  ])('%j does not leave this origin', async returnTo => {
    const location =
      (await signIn(here.proxy.browser(), here.zendesk, returnTo)).headers.get('location') ?? '';
    expect(['/', '/chatsSet-Cookie:%20a=b']).toContain(location);
  });

  it('is not believed when it comes twice', async () => {
    const browser = here.proxy.browser();
    const login = await browser.get('/auth/login?return_to=/chats/a&return_to=/chats/b');
    const { searchParams } = new URL(login.headers.get('location') ?? '');
    const callback = await browser.get(`/auth/callback?code=c&state=${searchParams.get('state')}`);
    expect(callback.headers.get('location')).toBe('/');
  });
});

describe('a callback that does not fit', () => {
  const codeOf = (response: Response) => response.headers.get('location');

  it('without a sign-in under way ends in invalid_state', async () => {
    const callback = await here.proxy.browser().get('/auth/callback?code=c&state=s');
    expect([callback.status, codeOf(callback)]).toEqual([302, '/?error=invalid_state']);
  });

  it.each([
    ['another state', 'code=c&state=forged', 'invalid_state'],
    ['no state', 'code=c', 'invalid_state'],
    ['two states', 'code=c&state=a&state=b', 'invalid_state'],
    ['no code', 'state=s', 'invalid_request'],
    ['nothing', '', 'invalid_request'],
    ['a refusal by the agent', 'error=access_denied', 'access_denied'],
    ['a refused client', 'error=invalid_client&state=s', 'invalid_client'],
    ['an error spelled otherwise', 'error=Invalid%20scope', 'invalid_scope'],
    ['an error of no standard', 'error=%3Cscript%3E', 'server_error'],
    ['an error that carries a header', 'error=a%0D%0ASet-Cookie:%20x=y', 'server_error'],
  ])('with %s ends in an error and no cookie', async (_, query, code) => {
    const browser = here.proxy.browser();
    await browser.get('/auth/login');
    const callback = await browser.get(`/auth/callback?${query}`);
    expect([callback.status, codeOf(callback)]).toEqual([302, `/?error=${code}`]);
    expect(here.zendesk.received).toEqual([]);
    expect(browser.cookies.size).toBe(0);
  });

  it('after the ten minutes of its sign-in ends in expired_state', async () => {
    const seal = createSeal('login', [here.proxy.sessionSecret], v.unknown());
    const browser = here.proxy.browser();
    const login = { state: 's', codeVerifier: null, returnPath: '/' };
    browser.cookies.set('switchboard-login', await seal.seal(login, Date.now() - 1000));
    expect(codeOf(await browser.get('/auth/callback?code=c&state=s'))).toBe('/?error=expired_state');
  });

  it('spends the state: the same answer a second time ends in invalid_state', async () => {
    const browser = here.proxy.browser();
    const path = await beginSignIn(browser, here.zendesk.secrets.code);
    const thief = browser.copy();
    await browser.get(path);
    expect(codeOf(await browser.get(path))).toBe('/?error=invalid_state');
    expect(codeOf(await thief.get(path))).toBe('/?error=invalid_state');
    expect(here.zendesk.received).toHaveLength(1);
  });

  it.each<[string, Script, string]>([
    ['refuses the code', json(400, { error: 'invalid_grant' }), 'invalid_grant'],
    ['refuses the client', json(401, { error: 'invalid_client' }), 'invalid_client'],
    ['refuses the scope', json(400, { error: 'invalid_scope' }), 'invalid_scope'],
    ['invents an error', json(400, { error: 'out_of_cheese' }), 'server_error'],
    [
      'gives too small a scope',
      json(200, { access_token: 'a', token_type: 'Bearer', scope: 'read' }),
      'invalid_scope',
    ],
    ['gives no token', json(200, { token_type: 'Bearer' }), 'server_error'],
    ['gives a token that is a number', json(200, { access_token: 7, token_type: 'Bearer' }), 'server_error'],
    [
      'gives a token of 5 kB',
      json(200, { access_token: 'a'.repeat(5000), token_type: 'Bearer' }),
      'server_error',
    ],
    ['answers HTML', html(200), 'server_error'],
    ['fails', html(500), 'server_error'],
    ['sends elsewhere', breakage('redirect'), 'server_error'],
    ['answers without end', breakage('endless'), 'server_error'],
    ['answers half', breakage('half'), 'temporarily_unavailable'],
    ['hangs up', breakage('nothing'), 'temporarily_unavailable'],
  ])('ends in an error and no session when Zendesk %s', async (_, script, code) => {
    here.zendesk.onToken(script);
    const browser = here.proxy.browser();
    const callback = await signIn(browser, here.zendesk);
    expect([callback.status, codeOf(callback)]).toEqual([302, `/?error=${code}`]);
    expect(await (await browser.get('/auth/me')).json()).toMatchObject({ signedIn: false, expiresAt: null });
    expect((await browser.get('/healthz')).status).toBe(200);
  });
});

describe('a Zendesk that says nothing', () => {
  it('is waited for until the timeout, and no longer', async () => {
    const impatient = await here.start({ upstreamTimeout: 50 });
    here.zendesk.onToken(breakage('silence'));
    const callback = await signIn(impatient.browser(), here.zendesk);
    expect(callback.headers.get('location')).toBe('/?error=temporarily_unavailable');
  });
});

describe('GET /auth/me', () => {
  it('answers 200 to a browser that nobody signed in with', async () => {
    const me = await here.proxy.browser().get('/auth/me');
    expect(me.status).toBe(200);
    expect(me.headers.get('cache-control')).toBe('no-store');
    expect(await me.json()).toEqual({ signedIn: false, subdomain: 'acme', mode: 'zendesk', expiresAt: null });
  });

  it('takes a login for no session, nor another secret’s session, nor a torn one', async () => {
    const browser = here.proxy.browser();
    await browser.get('/auth/login');
    const login = browser.cookies.get('switchboard-login') ?? '';
    await signIn(browser, here.zendesk);
    const session = browser.cookies.get('switchboard-session') ?? '';
    const stranger = await here.start();
    for (const [where, value] of [
      [here.proxy, login],
      [here.proxy, session.slice(0, -2)],
      [here.proxy, ''],
      [here.proxy, 'a.b.c'],
      [stranger, session],
    ] as const) {
      const forger = where.browser();
      forger.cookies.set('switchboard-session', value);
      expect(await (await forger.get('/auth/me')).json()).toMatchObject({ signedIn: false });
    }
  });
});

describe('POST /auth/logout', () => {
  it('answers 204 and leaves no cookie behind', async () => {
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    await browser.post('/agent-session');
    expect(browser.cookies.size).toBe(2);
    expect((await browser.post('/auth/logout')).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    expect(await (await browser.get('/auth/me')).json()).toMatchObject({ signedIn: false });
  });

  it('is refused when another site asks for it', async () => {
    const browser = here.proxy.browser();
    await signIn(browser, here.zendesk);
    const answer = await browser.send('POST', '/auth/logout', { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(await (await browser.get('/auth/me')).json()).toMatchObject({ signedIn: true });
  });
});
