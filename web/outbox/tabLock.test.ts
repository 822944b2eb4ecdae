import { beforeEach, describe, expect, it } from 'vitest';
import { claimTab, type TabLocks } from './tabLock.ts';

/** Exclusive locks as the browser has them: one holder a name, the next when it lets go, abort while waiting. */
function createLocks(): TabLocks & { readonly names: () => readonly string[] } {
  const held = new Map<string, Promise<void>>();
  return {
    async request(name, { signal }, hold) {
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
      // Once the lock is held, an abort means nothing any more.
      aborted.catch(() => {});
      while (held.has(name)) await Promise.race([held.get(name), aborted]);
      const holding = hold();
      held.set(name, holding);
      await holding;
      held.delete(name);
    },
    names: () => [...held.keys()],
  };
}

function createIds() {
  let count = 0;
  return () => `tab-${++count}`;
}

beforeEach(() => sessionStorage.clear());

describe('the name of a tab', () => {
  it('is new in a new tab, and alive while the tab is', async () => {
    const locks = createLocks();
    const claim = await claimTab({ locks, createId: createIds() });
    expect(claim.tabId).toBe('tab-1');
    expect(locks.names()).toEqual([claim.lock]);
    claim.release();
    await expect.poll(locks.names).toEqual([]);
  });

  it('outlives a reload, also when the page before lets go a moment later', async () => {
    const locks = createLocks();
    const createId = createIds();
    const before = await claimTab({ locks, createId });
    const reloading = claimTab({ locks, createId });
    before.release();
    expect((await reloading).tabId).toBe(before.tabId);
  });

  it('is another one in a copy of the tab', async () => {
    const locks = createLocks();
    const createId = createIds();
    await claimTab({ locks, createId });
    expect((await claimTab({ locks, createId, handOver: 20 })).tabId).toBe('tab-2');
    expect(locks.names()).toHaveLength(2);
  });

  it('is new each time where nothing can be stored', async () => {
    const locks = createLocks();
    const createId = createIds();
    (await claimTab({ locks, createId, storage: null })).release();
    expect((await claimTab({ locks, createId, storage: null })).tabId).toBe('tab-2');
  });

  it('is new where locks are missing and the page was not reloaded, and nobody can tell who lives', async () => {
    sessionStorage.setItem('switchboard-tab', 'copied');
    const claim = await claimTab({ locks: null, createId: createIds() });
    expect(claim).toMatchObject({ tabId: 'tab-1', lock: null });
  });
});
