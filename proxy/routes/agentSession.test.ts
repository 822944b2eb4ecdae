import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser.ts';
import { breakage, html, json, type Script } from '../testing/fakeZendesk.ts';
import { setUpProxy } from '../testing/setUpProxy.ts';
import { signIn } from '../testing/testProxy.ts';

const here = setUpProxy();

async function signedInBrowser() {
  const browser = here.proxy.browser();
  await signIn(browser, here.zendesk);
  return browser;
}

describe('POST /agent-session', () => {
  it('starts a session, the token in a variable and nowhere else', async () => {
    const browser = await signedInBrowser();
    const answer = await browser.post('/agent-session');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(here.zendesk.session);

    const { headers, body, path } = here.zendesk.received.at(-1) ?? { headers: {}, body: '{}', path: '' };
    expect(path).toBe('/graphql/request');
    expect(headers.authorization).toBeUndefined();
    expect(headers['content-type']).toBe('application/json');
    const { query, variables, operationName } = JSON.parse(body);
    expect(query).toContain('startAgentSession(access_token: $access_token)');
    expect(query).not.toContain(here.zendesk.secrets.accessToken);
    expect(variables).toEqual({ access_token: here.zendesk.secrets.accessToken });
    expect(operationName).toBe('startAgentSession');
  });

  it('answers 401 to a browser that nobody signed in with, whether or not it says where it is', async () => {
    const silent = await here.proxy.browser().send('POST', '/agent-session', {});
    const spoken = await here.proxy.browser().post('/agent-session');
    for (const answer of [silent, spoken]) {
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: { name: 'UNAUTHORIZED', uuid: null } });
    }
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:1' }],
    ['an origin that is hidden', { origin: 'null' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a sibling', { 'sec-fetch-site': 'same-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['nobody knows where', {}],
  ])('refuses a request from %s', async (_, headers) => {
    const browser = await signedInBrowser();
    const answer = await browser.send('POST', '/agent-session', headers);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: { name: 'CROSS_ORIGIN' } });
    expect(here.zendesk.received).toHaveLength(1);
  });

  it('takes one from the same server under another name of this machine', async () => {
    const browser = await signedInBrowser();
    const { port } = new URL(here.proxy.url);
    const post = (origin: string, host: string) => rawPost(browser, { origin, host });
    expect(await post(`http://127.0.0.1:${port}`, `127.0.0.1:${port}`)).toBe(200);
    for (const [origin, host] of [
      [`http://127.0.0.1:${port}`, `localhost:${port}`],
      [`https://127.0.0.1:${port}`, `127.0.0.1:${port}`],
      ['http://127.0.0.1:1', '127.0.0.1:1'],
      [`http://evil.example:${port}`, `evil.example:${port}`],
      ['', ''],
    ] as const)
      expect(await post(origin, host), origin).toBe(403);
  });

  /** Sends a `Host` of its own, which fetch does not. */
  async function rawPost(browser: Browser, headers: Record<string, string>): Promise<number | undefined> {
    const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ');
    const { hostname, port } = new URL(here.proxy.url);
    const sent = request({
      method: 'POST',
      hostname,
      port,
      path: '/agent-session',
      headers: { ...headers, cookie },
    });
    sent.end();
    const [response] = await once(sent, 'response');
    response.resume();
    return response.statusCode;
  }

  it('refuses when one of two signs is wrong', async () => {
    const browser = await signedInBrowser();
    const headers = { origin: here.proxy.publicOrigin, 'sec-fetch-site': 'same-origin' };
    for (const wrong of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await browser.send('POST', '/agent-session', { ...headers, ...wrong })).status).toBe(403);
    }
  });

  const uuid = 'f4706a5c-5022-4dcf-b113-2baa0c848557';
  const refused = (name: string, key = 'errors') => ({ [key]: [{ name, message: 'no', UUID: uuid }] });

  it.each<[string, Script, object]>([
    ['refuses with 401', json(401, refused('UNAUTHORIZED')), { name: 'UNAUTHORIZED', message: 'no', uuid }],
    ['refuses with 200', json(200, refused('FORBIDDEN')), { name: 'FORBIDDEN', message: 'no', uuid }],
    ['refuses in the other spelling', json(403, refused('FORBIDDEN', 'error')), { name: 'FORBIDDEN', uuid }],
    ['refuses with data', json(200, { data: null, ...refused('RATE_LIMITED') }), { name: 'RATE_LIMITED' }],
    [
      'refuses without a name',
      json(500, { errors: [{ message: 'oh' }] }),
      { name: 'UNKNOWN_ERROR', message: 'oh' },
    ],
    ['refuses with a strange name', json(500, refused('<b>')), { name: 'UNKNOWN_ERROR' }],
    [
      'refuses without a word',
      json(500, { errors: [{}] }),
      { message: 'Zendesk gave no reason.', uuid: null },
    ],
    ['refuses with nothing', json(500, { errors: [] }), { name: 'UPSTREAM_BAD_ANSWER' }],
    ['refuses with a text', json(500, { body: 'down' }), { name: 'UPSTREAM_BAD_ANSWER' }],
    [
      'leaves out the session',
      json(200, { data: { startAgentSession: null } }),
      { name: 'UPSTREAM_BAD_ANSWER' },
    ],
    ['gives null', json(200, null), { name: 'UPSTREAM_BAD_ANSWER' }],
    ['answers HTML', html(502), { name: 'UPSTREAM_BAD_ANSWER' }],
    ['answers an empty object', breakage('empty'), { name: 'UPSTREAM_BAD_ANSWER' }],
    ['answers something that is not JSON', breakage('not json'), { name: 'UPSTREAM_BAD_ANSWER' }],
    ['answers without end', breakage('endless'), { name: 'UPSTREAM_BAD_ANSWER' }],
    ['sends elsewhere', breakage('redirect'), { name: 'UPSTREAM_BAD_ANSWER' }],
    ['answers half', breakage('half'), { name: 'UPSTREAM_UNREACHABLE' }],
    ['hangs up', breakage('nothing'), { name: 'UPSTREAM_UNREACHABLE' }],
  ])('answers 502 with a clear error when Zendesk %s', async (_, script, error) => {
    const browser = await signedInBrowser();
    here.zendesk.onApi(script);
    const answer = await browser.post('/agent-session');
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({
      error: {
        name: expect.any(String),
        message: expect.any(String),
        uuid: null,
        ...error,
        ...uuidOf(error),
      },
    });
    expect((await browser.get('/agent-session')).status).toBe(404);
  });

  it('answers 502 when Zendesk says nothing until the timeout', async () => {
    const impatient = await here.startReplica({ upstreamTimeout: 50 });
    const browser = (await signedInBrowser()).copy(impatient.url);
    here.zendesk.onApi(breakage('silence'));
    const answer = await browser.post('/agent-session');
    expect([answer.status, await answer.json()]).toEqual([
      502,
      { error: { name: 'UPSTREAM_TIMEOUT', message: 'Zendesk did not answer within 0.05 s.', uuid: null } },
    ]);
  });

  /** Where the table names no UUID, both are right. */
  function uuidOf(error: object) {
    return 'uuid' in error
      ? {}
      : { uuid: expect.toSatisfy((value: unknown) => value === null || value === uuid) };
  }

  it.each([
    'javascript:alert(1)',
    'https://chat-api.zopim.com/',
    'wss://',
    '',
    7,
    `wss://a/${'x'.repeat(4000)}`,
  ])('does not hand on %j as the socket’s URL', async websocketUrl => {
    const browser = await signedInBrowser();
    here.zendesk.onApi(
      json(200, { data: { startAgentSession: { ...here.zendesk.session, websocket_url: websocketUrl } } }),
    );
    expect((await browser.post('/agent-session')).status).toBe(502);
  });

  it('keeps the token to itself when Zendesk repeats it', async () => {
    const { accessToken } = here.zendesk.secrets;
    const browser = await signedInBrowser();
    here.zendesk.onApi(
      json(401, { errors: [{ name: accessToken, message: `bad ${accessToken}`, UUID: accessToken }] }),
    );
    const answer = await browser.post('/agent-session');
    expect(await answer.json()).toEqual({
      error: { name: 'UNKNOWN_ERROR', message: 'bad [token]', uuid: '[token]' },
    });
  });

  it('refuses an address that asks too often, and counts each address for itself behind a proxy', async () => {
    const limits = { login: 100, agentSession: 2 };
    const limited = await here.start({ limits, env: { TRUST_PROXY: '1' } });
    const post = (forwardedFor: string) =>
      limited.browser().send('POST', '/agent-session', { 'x-forwarded-for': forwardedFor });
    expect((await post('192.0.2.1')).status).toBe(401);
    expect((await post('192.0.2.1')).status).toBe(401);
    const refusal = await post('198.51.100.7, 192.0.2.1');
    expect(refusal.status).toBe(429);
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refusal.json()).toMatchObject({ error: { name: 'RATE_LIMITED' } });
    expect((await post('192.0.2.2')).status).toBe(401);
  });
});

describe('GET /agent-session', () => {
  it('answers 404 before a session was started', async () => {
    expect((await here.proxy.browser().get('/agent-session')).status).toBe(404);
    expect((await (await signedInBrowser()).get('/agent-session')).status).toBe(404);
  });

  it('gives the session that this browser started last, on any replica', async () => {
    const other = await here.startReplica();
    const browser = await signedInBrowser();
    await browser.post('/agent-session');
    const second = { ...here.zendesk.session, session_id: 'second' };
    here.zendesk.onApi(json(200, { data: { startAgentSession: second } }));
    await browser.post('/agent-session');
    const elsewhere = browser.copy(other.url);
    expect(await (await browser.get('/agent-session')).json()).toEqual(second);
    expect(await (await elsewhere.get('/agent-session')).json()).toEqual(second);
    expect(here.zendesk.received).toHaveLength(3);
  });

  it('forgets a session that belongs to an earlier sign-in', async () => {
    const browser = await signedInBrowser();
    await browser.post('/agent-session');
    const remembered = browser.cookies.get('switchboard-agent-session') ?? '';
    await browser.post('/auth/logout');
    browser.cookies.set('switchboard-agent-session', remembered);
    expect((await browser.get('/agent-session')).status).toBe(404);
    await signIn(browser, here.zendesk);
    browser.cookies.set('switchboard-agent-session', remembered);
    expect((await browser.get('/agent-session')).status).toBe(404);
  });

  it('opens what an older secret sealed, once a newer one stands in front', async () => {
    const browser = await signedInBrowser();
    await browser.post('/agent-session');
    const rotated = await here.startReplica({
      env: { SESSION_SECRET: `${'n'.repeat(32)}, ${here.proxy.sessionSecret}` },
    });
    const later = browser.copy(rotated.url);
    expect(await (await later.get('/agent-session')).json()).toEqual(here.zendesk.session);
  });
});
