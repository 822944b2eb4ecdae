import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../lib/database.ts';
import type { MirrorStorage } from './draftMirror.ts';
import { DraftStore, type DraftStoreOptions } from './draftStore.ts';

const stores: DraftStore[] = [];
const databases: Database[] = [];
let name = '';
let count = 0;

/** Passes as soon as the check does; the limit is for a machine that is busy with other things. */
const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 4_000, interval: 5 });

beforeEach(() => {
  name = `drafts-${++count}`;
  sessionStorage.clear();
});

afterEach(async () => {
  for (const store of stores.splice(0)) store.dispose();
  for (const database of databases.splice(0)) await database.close();
});

function openDatabase(): Database {
  const database = new Database(name);
  databases.push(database);
  return database;
}

/** A tab of its own, unless told otherwise; they share the database and the channel. */
function open(options: DraftStoreOptions = {}): DraftStore {
  const channel = new BroadcastChannel(name);
  const store = new DraftStore({ database: openDatabase(), mirror: null, channel, ...options });
  stores.push(store);
  return store;
}

async function stored(): Promise<readonly (readonly [string, string])[]> {
  const connection = await openDatabase().open();
  return (await connection.getAll('drafts')).map(({ visitorId, text }) => [visitorId, text] as const);
}

describe('drafts', () => {
  it('belong to a visitor', () => {
    const drafts = open();
    drafts.set('v1', 'for the first');
    drafts.set('v2', 'for the second');
    expect([drafts.get('v1'), drafts.getSnapshot('v2'), drafts.get('v3')]).toEqual([
      'for the first',
      'for the second',
      '',
    ]);
    drafts.clear('v1');
    expect([drafts.has('v1'), drafts.has('v2')]).toEqual([false, true]);
    drafts.set('v2', ' \n');
    expect(drafts.has('v2')).toBe(false);
  });

  it('tell of each change once', () => {
    const drafts = open();
    const listener = vi.fn();
    const unsubscribe = drafts.subscribe(listener);
    drafts.set('v1', 'a');
    drafts.set('v1', 'a');
    drafts.clear('nobody');
    expect(listener).toHaveBeenCalledTimes(1);
    unsubscribe();
    drafts.set('v1', 'b');
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('are there again after a reload', async () => {
    const before = open();
    for (const text of ['H', 'He', 'Hel', 'Hello']) before.set('v1', text);
    before.set('v2', 'gone');
    before.clear('v2');
    await before.written();
    const after = open();
    expect(after.get('v1')).toBe('');
    await after.load();
    expect(after.get('v1')).toBe('Hello');
    expect(await stored()).toEqual([['v1', 'Hello']]);
  });

  it('are there at once after a reload that came right after a key press', () => {
    open({ mirror: sessionStorage }).set('v1', 'just typed');
    expect(open({ mirror: sessionStorage }).get('v1')).toBe('just typed');
  });

  it('that were about to be written when the page went are written by the next', async () => {
    const database = { open: () => new Promise<never>(() => {}), close: async () => {} };
    const dying = open({ mirror: sessionStorage, database: Object.assign(new Database(name), database) });
    dying.set('v1', 'just typed');
    const next = open({ mirror: sessionStorage });
    await next.load();
    await next.written();
    expect(await stored()).toEqual([['v1', 'just typed']]);
    expect(sessionStorage).toHaveLength(0);
  });

  it('that were cleared right before the page went do not come back', async () => {
    const before = open({ mirror: sessionStorage });
    before.set('v1', 'sent by now');
    await before.written();
    before.clear('v1');
    const after = open({ mirror: sessionStorage });
    await after.load();
    expect(after.get('v1')).toBe('');
  });

  it('typed before all was loaded are not overwritten by older ones', async () => {
    const before = open();
    before.set('v1', 'older');
    await before.written();
    const after = open();
    const loading = after.load();
    after.set('v1', 'newer');
    await loading;
    expect(after.get('v1')).toBe('newer');
    await after.written();
    expect(await stored()).toEqual([['v1', 'newer']]);
  });

  it('typed in one tab are seen in the others', async () => {
    const one = open();
    const two = open();
    one.set('v1', 'from one');
    await eventually(() => expect(two.get('v1')).toBe('from one'));
    two.set('v1', 'from two');
    await eventually(() => expect(one.get('v1')).toBe('from two'));
    one.clear('v1');
    await eventually(() => expect(two.has('v1')).toBe(false));
  });

  it('are not changed by what another tab wrote earlier, nor by what is no draft', async () => {
    let now = 100;
    const drafts = open({ now: () => now });
    drafts.set('v1', 'at 100');
    const stranger = new BroadcastChannel(name);
    for (const message of [
      'text',
      null,
      { visitorId: 'v1', text: 7, at: 200 },
      { visitorId: 'v1', text: 'older', at: 50 },
    ])
      stranger.postMessage(message);
    stranger.postMessage({ visitorId: 'v2', text: 'the last message', at: 50 });
    await eventually(() => expect(drafts.get('v2')).toBe('the last message'));
    expect(drafts.get('v1')).toBe('at 100');
    now = 10;
    drafts.set('v1', 'typed after the clock was set back');
    expect(drafts.get('v1')).toBe('typed after the clock was set back');
    stranger.close();
  });

  it('are wiped here, in the other tabs and in the database', async () => {
    const one = open({ mirror: sessionStorage });
    const two = open();
    one.set('v1', 'secret');
    await eventually(() => expect(two.has('v1')).toBe(true));
    two.set('v2', 'secret too');
    await two.written();
    await one.wipe();
    expect(one.get('v1')).toBe('');
    expect(await stored()).toEqual([]);
    expect(sessionStorage).toHaveLength(0);
    await eventually(() => expect(two.has('v2')).toBe(false));
  });
});

describe('drafts in a browser that refuses to store', () => {
  const blocked = () =>
    Object.assign(new Database(name), { open: () => Promise.reject(new Error('blocked')) });
  const full: MirrorStorage = {
    length: 0,
    key: () => null,
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => {},
  };

  it('live as long as the page', async () => {
    const drafts = open({ database: blocked(), mirror: null });
    await drafts.load();
    drafts.set('v1', 'kept in memory');
    await drafts.written();
    expect(drafts.get('v1')).toBe('kept in memory');
    await expect(drafts.wipe()).rejects.toThrow('blocked');
    expect(drafts.get('v1')).toBe('');
  });

  it('live as long as the tab when only the database is blocked', async () => {
    const drafts = open({ database: blocked(), mirror: sessionStorage });
    drafts.set('v1', 'kept in the tab');
    await drafts.written();
    expect(open({ database: blocked(), mirror: sessionStorage }).get('v1')).toBe('kept in the tab');
  });

  it('survive where only the tab’s own storage is full', async () => {
    const drafts = open({ mirror: full });
    drafts.set('v1', 'kept in the database');
    await drafts.written();
    expect(await stored()).toEqual([['v1', 'kept in the database']]);
  });
});
