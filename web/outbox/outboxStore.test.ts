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
  return { msgId, state: 'queued', reason: null, agentId: null, ...fixed, ...changes };
}

const stores = [
  ['in IndexedDB', () => createOutboxStore(createDatabase())],
  ['in memory', createMemoryOutboxStore],
] as const;

describe.each(stores)('the outbox store %s', (_, create) => {
  it('gives back what was put, in the order of first being put', async () => {
    const store = create();
    const failed = item('a', { state: 'failed', reason: { code: 'NO', message: 'no', uuid: 'u' } });
    await store.put(item('a'));
    await store.put(item('b', { createdAt: 1 }));
    await store.put(failed);
    await store.put(item('c'));
    await store.remove('c');
    await store.remove('never there');
    expect(await store.load()).toEqual([failed, item('b', { createdAt: 1 })]);
  });

  it('is empty once it was wiped', async () => {
    const store = create();
    await store.put(item('a'));
    await store.put(item('b'));
    await store.wipe();
    expect(await store.load()).toEqual([]);
  });
});

describe('the outbox store in IndexedDB', () => {
  it('outlives the page', async () => {
    const database = createDatabase('outlives');
    await createOutboxStore(database).put(item('a'));
    await database.close();
    const next = createOutboxStore(createDatabase('outlives'));
    expect(await next.load()).toEqual([item('a')]);
  });

  it('passes over what it can’t read', async () => {
    const database = createDatabase();
    const store = createOutboxStore(database);
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
    expect(await store.load()).toEqual([item('z', { act: messageAct('z', ['a']), reason })]);
  });

  it('hands an outbox 1,000 items of an earlier life in typed order, without writing one', async () => {
    const database = createDatabase();
    const store = createOutboxStore(database);
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
    });
    await outbox.load();
    expect(outbox.pendingCount()).toBe(1_000);
    expect(outbox.getSnapshot('v3')).toEqual(items.filter(({ visitorId }) => visitorId === 'v3'));
    expect(written).toEqual([]);
    outbox.dispose();
  });
});
