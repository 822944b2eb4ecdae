import { afterEach, describe, expect, it, vi } from 'vitest';
import { SeenStore } from './seenStore.ts';

const KEY = 'switchboard.seen';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

describe('what has been seen', () => {
  it('survives a reload', () => {
    const seen = new SeenStore();
    seen.see('v1', 'a');
    seen.see('v2', 'b');
    seen.see('v1', 'c');
    const reloaded = new SeenStore();
    expect([reloaded.lastSeen('v1'), reloaded.lastSeen('v2')]).toEqual(['c', 'b']);
    expect(reloaded.lastSeen('v3')).toBeNull();
  });

  it('tells of each change, and of nothing else', () => {
    const seen = new SeenStore();
    const listener = vi.fn();
    seen.state.subscribe(listener);
    seen.see('v1', 'a');
    seen.see('v1', 'a');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(seen.state.getSnapshot()).toEqual(new Map([['v1', 'a']]));
  });

  it('is forgotten for good at sign-out', () => {
    const seen = new SeenStore();
    seen.see('v1', 'a');
    seen.wipe();
    expect(seen.lastSeen('v1')).toBeNull();
    expect(new SeenStore().lastSeen('v1')).toBeNull();
  });

  it('keeps the 500 chats that were looked at last', () => {
    const seen = new SeenStore();
    for (let i = 0; i < 500; i += 1) seen.see(`v${i}`, 'a');
    seen.see('v0', 'b');
    seen.see('one more', 'a');
    const reloaded = new SeenStore();
    expect([reloaded.lastSeen('v0'), reloaded.lastSeen('v1'), reloaded.lastSeen('one more')]).toEqual([
      'b',
      null,
      'a',
    ]);
  });

  it.each(['', '{', '{}', 'null', '7', '[7, "x", null, [], ["v9"], ["v9", 7]]'])(
    'begins empty where %j is stored',
    stored => {
      localStorage.setItem(KEY, stored);
      expect(new SeenStore().state.getSnapshot().size).toBe(0);
    },
  );

  it('saves what can be read beside what can’t', () => {
    localStorage.setItem(KEY, '[null, ["v1", "a"]]');
    expect(new SeenStore().lastSeen('v1')).toBe('a');
  });

  it('works for the life of the page where the storage is blocked', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
    const seen = new SeenStore();
    seen.see('v1', 'a');
    expect(seen.lastSeen('v1')).toBe('a');
  });
});
