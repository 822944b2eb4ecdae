import { afterEach, describe, expect, it, vi } from 'vitest';
import { SignIn, signInUrl } from './signIn.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the sign-in', () => {
  const check = async (reply: (path?: unknown) => Promise<Response>) => {
    vi.stubGlobal('fetch', reply);
    const signIn = new SignIn();
    expect(signIn.state.getSnapshot()).toEqual({ kind: 'checking' });
    await signIn.check();
    return signIn.state.getSnapshot();
  };

  it('knows who is signed in', async () => {
    const identity = { signedIn: true, subdomain: 'acme', mode: 'zendesk', expiresAt: null };
    expect(await check(async () => Response.json(identity))).toEqual({ kind: 'signedIn', identity });
  });

  const me = (expiresAt: number) => ({ signedIn: true, subdomain: 'acme', mode: 'zendesk', expiresAt });

  /** A token that has ended, and what the proxy says to refreshing it. */
  const checkEnded = (refreshed: () => Response) => {
    const paths: string[] = [];
    const state = check(async (path?: unknown) => {
      paths.push(String(path));
      return path === '/auth/refresh' ? refreshed() : Response.json(me(1));
    });
    return state.then(result => ({ result, paths }));
  };

  it('has a token that has ended refreshed first', async () => {
    const later = me(Date.now() + 36_000_000);
    const { result, paths } = await checkEnded(() => Response.json(later));
    expect(result).toEqual({ kind: 'signedIn', identity: later });
    expect(paths).toEqual(['/auth/me', '/auth/me', '/auth/refresh']);
  });

  it('is over when a token that has ended is refused a new one', async () => {
    const { result } = await checkEnded(() => Response.json({}, { status: 401 }));
    expect(result).toEqual({ kind: 'signedOut' });
  });

  it('is taken as it is when the token can’t be refreshed just now', async () => {
    const { result } = await checkEnded(() => Response.json({ error: {} }, { status: 502 }));
    expect(result).toEqual({ kind: 'signedIn', identity: me(1) });
  });

  it('knows that nobody is', async () => {
    expect(await check(async () => Response.json({ signedIn: false }))).toEqual({ kind: 'signedOut' });
  });

  it.each([
    ['is away', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers with a page', async () => new Response('<!doctype html>')],
    ['is broken', async () => Response.json({}, { status: 500 })],
  ])('never throws when the proxy %s', async (_what, reply) => {
    expect(await check(reply)).toEqual({ kind: 'unreachable' });
  });

  it('comes back to the page where it began', () => {
    expect(signInUrl({ pathname: '/chats/a&b c' })).toBe('/auth/login?return_to=%2Fchats%2Fa%26b%20c');
  });
});
