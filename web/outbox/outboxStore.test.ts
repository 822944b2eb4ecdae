import { afterEach, describe, expect, it } from 'vitest';
import { Database } from '../lib/database.ts';
import { messageAct } from './act.ts';
import { createMemoryOutboxStore } from './memoryOutboxStore.ts';
import { Outbox } from './outbox.ts';
import type { OutboxItem } from './outboxItem.ts';
import { createOutboxStore } from './outboxStore.ts';

const databases: Database[] = [];
let count = 0;

afterEach(async () => {
  for (const database of databases.splice(0)) await database.close();
});

function createDatabase(name = `outbox-store-${++count}`): Database {
  const database = new Database(name);
  databases.push(database);
  return database;
}

function item(msgId: string, changes: Partial<OutboxItem> = {}): OutboxItem {
  const act = messageAct(msgId, ['yes'], true);
  const fixed = { visitorId: 'v', act, text: msgId, createdAt: 5 };
  return { msgId, state: 'queued', reason: null, agentId: null, tabId: 'own', ...fixed, ...changes };
}

const stores = [
  [
    'in IndexedDB',
    (alive: ReadonlySet<string> | null) =>
      createOutboxStore({ database: createDatabase(), liveTabs: async () => alive }),
  ],
  [
    'in memory',
    (alive: ReadonlySet<string> | null) => createMemoryOutboxStore({ liveTabs: async () => alive }),
  ],
] as const;

describe.each(stores)('the outbox store %s', (_, create) => {
  it('gives back what was put, in the order of first being put', async () => {
    const store = create(null);
    const failed = item('a', { state: 'failed', reason: { code: 'NO', message: 'no', uuid: 'u' } });
    await store.put(item('a'));
    await store.put(item('b', { createdAt: 1 }));
    await store.put(failed);
    await store.put(item('c'));
    await store.remove('c');
    await store.remove('never there');
    expect(await store.load('own')).toEqual([failed, item('b', { createdAt: 1 })]);
  });

  it('is empty once it was wiped', async () => {
    const store = create(null);
    await store.put(item('a'));
    await store.put(item('b', { tabId: 'other' }));
    await store.wipe();
    expect(await store.load('own')).toEqual([]);
    expect(await store.load('other')).toEqual([]);
  });

  it('gives a tab its own items and those of tabs that are gone, which are its own from then on', async () => {
    const store = create(new Set(['own', 'alive']));
    for (const [msgId, tabId] of [
      ['a', 'gone'],
      ['b', 'own'],
      ['c', 'alive'],
    ] as const)
      await store.put(item(msgId, { tabId }));
    expect(await store.load('own')).toEqual([item('a'), item('b')]);
    expect(await store.load('alive')).toEqual([item('c', { tabId: 'alive' })]);
  });

  it('gives only own items where nobody can tell which tabs live', async () => {
    const store = create(null);
    await store.put(item('a', { tabId: 'other' }));
    await store.put(item('b'));
    expect(await store.load('own')).toEqual([item('b')]);
  });
});

describe('the outbox store in IndexedDB', () => {
  it('outlives the page', async () => {
    const database = createDatabase('outlives');
    await createOutboxStore({ database }).put(item('a'));
    await database.close();
    const next = createOutboxStore({ database: createDatabase('outlives') });
    expect(await next.load('own')).toEqual([item('a')]);
  });

  it('gives an orphan to one of two tabs that reach for it at once', async () => {
    const name = 'orphans';
    const liveTabs = async () => new Set(['one', 'two']);
    const one = createOutboxStore({ database: createDatabase(name), liveTabs });
    const two = createOutboxStore({ database: createDatabase(name), liveTabs });
    for (let i = 0; i < 20; i += 1) await one.put(item(`m${i}`, { tabId: 'gone' }));
    const [toOne, toTwo] = await Promise.all([one.load('one'), two.load('two')]);
    const given = [...toOne, ...toTwo].map(({ msgId }) => msgId);
    expect(given.toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => `m${i}`).toSorted());
  });

  it('passes over what it can’t read', async () => {
    const database = createDatabase();
    const store = createOutboxStore({ database });
    const connection = await database.open();
    const broken = [
      null,
      'text',
      { msgId: 1 },
      { ...item('x'), state: 'sent' },
      { ...item('y'), createdAt: 'now' },
    ];
    for (const [i, value] of broken.entries())
      await connection.put('outbox', { msgId: `b${i}`, item: value });
    await connection.put('outbox', {
      msgId: 'z',
      item: { ...item('z'), act: { ...messageAct('z'), options: ['a', 1] }, reason: { code: 7 } },
    });
    const reason = { code: 'UNKNOWN', message: '', uuid: null };
    expect(await store.load('own')).toEqual([item('z', { act: messageAct('z', ['a']), reason })]);
  });

  it('hands an outbox 1,000 items of an earlier life in typed order, without writing one', async () => {
    const database = createDatabase();
    const store = createOutboxStore({ database });
    const items = Array.from({ length: 1_000 }, (_, i) =>
      item(`m${i}`, { visitorId: `v${i % 7}`, state: 'failed' }),
    );
    for (const one of items) await store.put(one);
    const written: string[] = [];
    const outbox = new Outbox({
      store: { ...store, put: async one => void written.push(one.msgId) },
      send: () => Promise.resolve({ kind: 'sent' }),
      lookUp: () => Promise.resolve('unknown'),
      visitorWroteSince: () => false,
      now: () => 5,
      createId: () => 'id',
      tabId: 'own',
    });
    await outbox.load();
    expect(outbox.pendingCount()).toBe(1_000);
    expect(outbox.getSnapshot('v3')).toEqual(items.filter(({ visitorId }) => visitorId === 'v3'));
    expect(written).toEqual([]);
    outbox.dispose();
  });
});
