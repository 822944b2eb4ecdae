import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { textAt } from './testing/agentClient.ts';
import { openRoom, type SandboxRoom } from './testing/sandboxRoom.ts';

const REDIRECT = 'http://localhost:3000/auth/callback';
const REQUEST = {
  response_type: 'code',
  client_id: 'client',
  redirect_uri: REDIRECT,
  scope: 'read write chat',
  state: 'a b&c',
};

function ask(room: SandboxRoom, request: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${room.urls.authorize}?${new URLSearchParams(request)}`, { redirect: 'manual' });
}

async function decide(room: SandboxRoom, fields: Readonly<Record<string, string>> = {}): Promise<URL> {
  const agentId = room.control.state().agents[1]?.id ?? '';
  const answer = await fetch(`${room.urls.origin}/oauth2/chat/authorizations`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...REQUEST, agent_id: agentId, decision: 'allow', ...fields }),
  });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('Location') ?? '');
}

async function exchange(room: SandboxRoom, fields: Readonly<Record<string, string>>) {
  const secret = { client_id: 'client', client_secret: 'secret' };
  const answer = await fetch(room.urls.token, {
    method: 'POST',
    body: new URLSearchParams({ ...secret, ...fields }),
  });
  return { status: answer.status, body: await answer.json() };
}

async function codeGrant(room: SandboxRoom, fields: Readonly<Record<string, string>> = {}) {
  const code = (await decide(room, fields)).searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', redirect_uri: REDIRECT, code };
}

describe('the authorize page', () => {
  it('offers the demo agents, the first chosen, with Allow and Deny', async () => {
    const room = await openRoom();
    const answer = await ask(room, REQUEST);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(page.match(/type="radio"/g)).toHaveLength(4);
    expect(page).toMatch(/value="[^"]+" checked[\s\S]*Alex Morgan/);
    expect(page).toContain('>Allow</button>');
    expect(page).toContain('>Deny</button>');
    expect(page).toContain('name="state" value="a b&amp;c"');
  });

  it('comes back with code and state, or with access_denied', async () => {
    const room = await openRoom();
    const allowed = await decide(room);
    expect(allowed.origin + allowed.pathname).toBe(REDIRECT);
    expect(allowed.searchParams.get('state')).toBe('a b&c');
    expect(allowed.searchParams.get('code')).toMatch(/^[0-9a-f]{64}$/);
    const denied = await decide(room, { decision: 'deny' });
    expect(Object.fromEntries(denied.searchParams)).toEqual({ error: 'access_denied', state: 'a b&c' });
  });

  it.each([
    ['client_id', ''],
    ['redirect_uri', ''],
    ['redirect_uri', '/auth/callback'],
    ['redirect_uri', 'http://example.com/cb'],
    ['redirect_uri', 'javascript:alert(1)'],
  ])('refuses %s "%s" without a redirect', async (name, value) => {
    const answer = await ask(await openRoom(), { ...REQUEST, [name]: value });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(name);
  });

  it.each([
    ['response_type', 'token', 'unsupported_response_type'],
    ['scope', 'read everything', 'invalid_scope'],
  ])('answers %s "%s" with %s at the redirect_uri', async (name, value, error) => {
    const answer = await ask(await openRoom(), { ...REQUEST, [name]: value });
    expect(answer.status).toBe(302);
    expect(new URL(answer.headers.get('Location') ?? '').searchParams.get('error')).toBe(error);
  });
});

describe('the token endpoint', () => {
  it('gives tokens with which the chosen agent starts a session', async () => {
    const room = await openRoom();
    const { status, body } = await exchange(room, await codeGrant(room));
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      token_type: 'Bearer',
      scope: 'read write chat',
      expires_in: 36_000,
    });
    await room.startSession(textAt(body, 'access_token'));
    expect(room.control.state().sessions).toMatchObject([{ agent: 'Priya Nair' }]);
  });

  it('takes the client from HTTP Basic too', async () => {
    const room = await openRoom();
    const answer = await fetch(room.urls.token, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from('client:secret').toString('base64')}` },
      body: new URLSearchParams(await codeGrant(room)),
    });
    expect(answer.status).toBe(200);
  });

  it('exchanges a code once', async () => {
    const room = await openRoom();
    const grant = await codeGrant(room);
    expect((await exchange(room, grant)).status).toBe(200);
    expect(await exchange(room, grant)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('refuses a code after 60 s', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const grant = await codeGrant(room);
    clock.advance(60_000);
    expect(await exchange(room, grant)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it.each([
    [{ redirect_uri: 'http://localhost:3000/other' }, 400, 'invalid_grant'],
    [{ client_id: 'another' }, 400, 'invalid_grant'],
    [{ code: 'nonsense' }, 400, 'invalid_grant'],
    [{ code: '' }, 400, 'invalid_request'],
    [{ client_secret: '' }, 401, 'invalid_client'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ grant_type: 'refresh_token' }, 400, 'invalid_request'],
  ])('answers %j with %i %s', async (fields, status, error) => {
    const room = await openRoom();
    expect(await exchange(room, { ...(await codeGrant(room)), ...fields })).toMatchObject({
      status,
      body: { error },
    });
  });

  it('exchanges a refresh token once', async () => {
    const room = await openRoom();
    const { body } = await exchange(room, await codeGrant(room));
    const refresh = { grant_type: 'refresh_token', refresh_token: textAt(body, 'refresh_token') };
    const renewed = await exchange(room, refresh);
    expect(renewed).toMatchObject({ status: 200, body: { scope: 'read write chat' } });
    await room.startSession(textAt(renewed.body, 'access_token'));
    expect(await exchange(room, refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('gives a token without the chat scope, with which no session starts', async () => {
    const room = await openRoom();
    const { body } = await exchange(room, await codeGrant(room, { scope: 'read' }));
    const query = `mutation { startAgentSession(access_token: "${textAt(body, 'access_token')}") { session_id } }`;
    expect(await room.call('/graphql/request', { query })).toMatchObject({
      status: 403,
      body: { errors: [{ name: 'FORBIDDEN', message: expect.stringContaining('chat') }] },
    });
  });
});
