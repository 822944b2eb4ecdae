import { afterEach, describe, expect, it, vi } from 'vitest';
import { SignIn, signInUrl } from './signIn.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the sign-in', () => {
  const check = async (reply: () => Promise<Response>) => {
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
