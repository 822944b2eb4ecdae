import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isRefreshDue, refreshInTurn, TokenKeeper } from './tokenKeeper.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The proxy, as far as it concerns the token: one that lasts `life` ms, and every tab's calls. */
function proxyWithToken(life: number) {
  const asked: string[] = [];
  const proxy = {
    asked,
    expiresAt: Date.now() + life,
    isSignedIn: true,
    refresh: async (): Promise<Response> => {
      proxy.expiresAt = Date.now() + life;
      return answer();
    },
  };
  const answer = () =>
    Response.json({
      signedIn: proxy.isSignedIn,
      subdomain: 'acme',
      mode: 'zendesk',
      expiresAt: proxy.expiresAt,
    });
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? 'GET'} ${path}`);
    return path === '/auth/refresh' ? proxy.refresh() : answer();
  });
  return proxy;
}

/** The browser's locks: one holder at a time, in order. */
function stubLocks() {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, work: () => Promise<unknown>) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  vi.stubGlobal('navigator', { onLine: true, locks: { request } });
}

beforeEach(() => {
  vi.useFakeTimers();
  stubLocks();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const posts = (asked: string[]) => asked.filter(call => call === 'POST /auth/refresh').length;

describe('a token', () => {
  const who = (expiresAt: number | null) =>
    ({ signedIn: true, subdomain: 'acme', mode: 'zendesk', expiresAt }) as const;

  it.each([
    ['holds for hours', who(10 * hour), false],
    ['ends in three minutes', who(3 * minute), true],
    ['has ended', who(-hour), true],
    ['has no known end', who(null), false],
    ['is nobody’s', { signedIn: false } as const, false],
  ])('that %s: due is %s', (_, identity, isDue) => {
    expect(isRefreshDue(identity, 0)).toBe(isDue);
  });
});

describe('the keeper', () => {
  it('asks for nothing while the token holds, and has it refreshed four minutes before its end', async () => {
    const proxy = proxyWithToken(10 * hour);
    const keeper = new TokenKeeper(proxy.expiresAt);
    await vi.advanceTimersByTimeAsync(10 * hour - 4 * minute - 1);
    expect(proxy.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(proxy.asked).toEqual(['GET /auth/me', 'POST /auth/refresh']);
    await vi.advanceTimersByTimeAsync(20 * hour);
    expect(posts(proxy.asked)).toBe(3);
    keeper.dispose();
  });

  it('asks once for all tabs: whoever comes second finds it done', async () => {
    const proxy = proxyWithToken(10 * hour);
    const tabs = Array.from({ length: 5 }, () => new TokenKeeper(proxy.expiresAt));
    await vi.advanceTimersByTimeAsync(10 * hour);
    expect(posts(proxy.asked)).toBe(1);
    expect(proxy.asked).toHaveLength(6);
    for (const tab of tabs) tab.dispose();
  });

  it('tries every half minute until the end when it can’t be done, and then leaves it', async () => {
    const proxy = proxyWithToken(10 * hour);
    proxy.refresh = async () => Response.json({ error: { name: 'UPSTREAM_UNREACHABLE' } }, { status: 502 });
    const keeper = new TokenKeeper(proxy.expiresAt);
    await vi.advanceTimersByTimeAsync(30 * hour);
    expect(posts(proxy.asked)).toBe(9);
    keeper.dispose();
  });

  it.each([
    ['Zendesk has ended the sign-in', async () => Response.json({}, { status: 401 })],
    ['nobody is signed in any more', async () => Response.json({ signedIn: false })],
  ])('leaves it when %s', async (_, refresh) => {
    const proxy = proxyWithToken(10 * hour);
    proxy.refresh = refresh;
    const keeper = new TokenKeeper(proxy.expiresAt);
    await vi.advanceTimersByTimeAsync(30 * hour);
    expect(posts(proxy.asked)).toBe(1);
    keeper.dispose();
  });

  it('never spins: a token that is always ending is refreshed twice a minute at the most', async () => {
    const proxy = proxyWithToken(2 * minute);
    const keeper = new TokenKeeper(proxy.expiresAt);
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(posts(proxy.asked)).toBeLessThanOrEqual(21);
    keeper.dispose();
  });

  it('waits for a month without asking before', async () => {
    const proxy = proxyWithToken(30 * 24 * hour);
    const keeper = new TokenKeeper(proxy.expiresAt);
    await vi.advanceTimersByTimeAsync(29 * 24 * hour);
    expect(proxy.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(24 * hour);
    expect(posts(proxy.asked)).toBe(1);
    keeper.dispose();
  });

  it('does nothing once it is disposed, even in the middle of a refresh', async () => {
    const proxy = proxyWithToken(10 * hour);
    const keeper = new TokenKeeper(proxy.expiresAt);
    await vi.advanceTimersByTimeAsync(10 * hour - 4 * minute);
    keeper.dispose();
    await vi.advanceTimersByTimeAsync(30 * hour);
    expect(posts(proxy.asked)).toBe(1);
  });
});

it('without Web Locks the token is refreshed all the same', async () => {
  vi.stubGlobal('navigator', { onLine: true });
  const proxy = proxyWithToken(minute);
  expect(await refreshInTurn()).toMatchObject({ signedIn: true });
  expect(posts(proxy.asked)).toBe(1);
});
