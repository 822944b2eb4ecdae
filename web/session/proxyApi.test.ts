import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  fetchIdentity,
  fetchLastSession,
  SessionRefusedError,
  SignedOutError,
  signOut,
  startSession,
} from './proxyApi.ts';

const URL = 'ws://127.0.0.1:1/stream/0.1/graphql/abcdef:1';
const html = () =>
  new Response('<!doctype html><title>Oops</title>', { headers: { 'content-type': 'text/html' } });
const away = () => Promise.reject(new TypeError('fetch failed'));

const answer = vi.fn<(path: string, init?: RequestInit) => Promise<Response>>();
const asked = () => answer.mock.calls.map(([path, init]) => `${init?.method ?? 'GET'} ${path}`);

beforeEach(() => {
  answer.mockReset();
  vi.stubGlobal('fetch', answer);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  localStorage.clear();
});

describe('who is signed in', () => {
  it('is read from the proxy', async () => {
    const identity = { signedIn: true, subdomain: 'acme', mode: 'sandbox', expiresAt: 5_000 };
    answer.mockResolvedValue(Response.json(identity));
    expect(await fetchIdentity()).toEqual(identity);
    expect(asked()).toEqual(['GET /auth/me']);
  });

  it('is nobody when the proxy says so', async () => {
    answer.mockResolvedValue(Response.json({ signedIn: false, subdomain: 'acme' }));
    expect(await fetchIdentity()).toEqual({ signedIn: false });
  });

  it('is taken for somebody at Zendesk where the proxy leaves the rest out', async () => {
    answer.mockResolvedValue(Response.json({ signedIn: true, expiresAt: null }));
    expect(await fetchIdentity()).toEqual({
      signedIn: true,
      subdomain: '',
      mode: 'zendesk',
      expiresAt: null,
    });
  });

  it('says what came when the proxy answers something else', async () => {
    answer.mockResolvedValue(Response.json({ error: 'x' }, { status: 500 }));
    await expect(fetchIdentity()).rejects.toThrow('got status 500. Is the proxy running?');
  });

  it.each([html, away])('throws when there is no proxy to ask', async reply => {
    answer.mockImplementation(async () => await reply());
    await expect(fetchIdentity()).rejects.toThrow();
  });
});

describe('starting a session', () => {
  it('posts, and gives the socket’s address', async () => {
    answer.mockResolvedValue(Response.json({ websocket_url: URL, session_id: 'abcdef', client_id: '1' }));
    expect(await startSession()).toBe(URL);
    expect(asked()).toEqual(['POST /agent-session']);
  });

  it('says that nobody is signed in', async () => {
    answer.mockResolvedValue(Response.json({}, { status: 401 }));
    await expect(startSession()).rejects.toThrow(SignedOutError);
  });

  it('takes Zendesk’s UNAUTHORIZED for the same', async () => {
    const error = { name: 'UNAUTHORIZED', message: 'Bad token', uuid: 'u-1' };
    answer.mockResolvedValue(Response.json({ error }, { status: 502 }));
    await expect(startSession()).rejects.toThrow(SignedOutError);
  });

  it('says what Zendesk refuses, with the UUID', async () => {
    const error = { name: 'FORBIDDEN', message: 'No API access', uuid: 'u-1' };
    answer.mockResolvedValue(Response.json({ error }, { status: 502 }));
    const refusal = await startSession().catch((reason: unknown) => reason);
    expect(SessionRefusedError.is(refusal)).toBe(true);
    expect(refusal).toMatchObject({ code: 'FORBIDDEN', message: 'No API access', uuid: 'u-1' });
  });

  it('makes do with the name of a refusal', async () => {
    answer.mockResolvedValue(Response.json({ error: { name: 'FORBIDDEN' } }, { status: 502 }));
    await expect(startSession()).rejects.toMatchObject({ message: 'FORBIDDEN', uuid: null });
  });

  it.each([
    ['a page of a proxy between', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 502],
    ['no address', () => Response.json({ session_id: 'abcdef' }), 200],
    ['an error without a name', () => Response.json({ error: {} }, { status: 500 }), 500],
  ])('takes %s for something that passes', async (_what, reply, status) => {
    answer.mockImplementation(async () => reply());
    const error = await startSession().catch((reason: unknown) => reason);
    expect([SignedOutError.is(error), SessionRefusedError.is(error)]).toEqual([false, false]);
    expect(error).toMatchObject({ message: expect.stringContaining(`got status ${status}`) });
  });

  it('throws what fetch throws when the proxy is away', async () => {
    answer.mockImplementation(away);
    await expect(startSession()).rejects.toThrow(TypeError);
  });
});

describe('the session that was started last', () => {
  const startOne = async () => {
    answer.mockResolvedValueOnce(Response.json({ websocket_url: URL }));
    await startSession();
    answer.mockClear();
  };

  it('is not asked for before there was one', async () => {
    expect(await fetchLastSession()).toBeNull();
    expect(asked()).toEqual([]);
  });

  it('is asked for after that', async () => {
    await startOne();
    answer.mockResolvedValue(Response.json({ websocket_url: URL }));
    expect(await fetchLastSession()).toBe(URL);
    expect(asked()).toEqual(['GET /agent-session']);
  });

  it.each([404, 401, 502])('is none when the proxy answers with status %i', async status => {
    await startOne();
    answer.mockResolvedValue(new Response('no', { status }));
    expect(await fetchLastSession()).toBeNull();
  });

  it('is none when the answer has no address', async () => {
    await startOne();
    answer.mockResolvedValue(Response.json({ websocket_url: 7 }));
    expect(await fetchLastSession()).toBeNull();
  });

  it('is asked for where the storage is blocked, which can’t tell', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    answer.mockResolvedValue(Response.json({ websocket_url: URL }));
    expect(await fetchLastSession()).toBe(URL);
  });

  it('is over with the sign-in', async () => {
    await startOne();
    answer.mockResolvedValue(new Response(null, { status: 204 }));
    await signOut();
    expect(asked()).toEqual(['POST /auth/logout']);
    expect(await fetchLastSession()).toBeNull();
  });

  it('is kept when signing out fails, which throws', async () => {
    await startOne();
    answer.mockResolvedValueOnce(new Response('no', { status: 500 }));
    await expect(signOut()).rejects.toThrow('got 500');
    answer.mockResolvedValueOnce(Response.json({ websocket_url: URL }));
    expect(await fetchLastSession()).toBe(URL);
  });
});
