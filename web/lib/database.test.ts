import { openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { Database } from './database.ts';

const databases: Database[] = [];

afterEach(async () => {
  for (const database of databases.splice(0)) await database.close();
});

function createDatabase(name: string): Database {
  const database = new Database(name);
  databases.push(database);
  return database;
}

describe('the database', () => {
  it('has a store for each thing that is kept', async () => {
    const connection = await createDatabase('stores').open();
    expect([...connection.objectStoreNames]).toEqual([
      'answers',
      'drafts',
      'earlier',
      'ended',
      'experience',
      'notes',
      'outbox',
    ]);
  });

  it('is opened once, however many ask at once', async () => {
    const database = createDatabase('once');
    const [one, two] = await Promise.all([database.open(), database.open()]);
    expect(one).toBe(two);
  });

  it('can be opened again after it was closed', async () => {
    const database = createDatabase('again');
    await (await database.open()).put('notes', { visitorId: 'v', text: 'likes tea', at: 1 });
    await database.close();
    expect(await (await database.open()).get('notes', 'v')).toEqual({
      visitorId: 'v',
      text: 'likes tea',
      at: 1,
    });
  });

  it('takes the messages of version 1 over as they were, in their order, and leaves what it can’t read', async () => {
    const first = await openDB('upgrade', 1, {
      upgrade(connection) {
        const outbox = connection.createObjectStore('outbox', { keyPath: 'position', autoIncrement: true });
        outbox.createIndex('msgId', 'msgId', { unique: true });
        connection.createObjectStore('drafts', { keyPath: 'visitorId' });
        connection.createObjectStore('notes', { keyPath: 'visitorId' });
      },
    });
    const old = { visitorId: 'v', state: 'queued', text: 'Hello', options: ['yes'], backoff: true };
    await first.put('outbox', { msgId: 'b', item: { msgId: 'b', ...old } });
    await first.put('outbox', { msgId: 'a', item: 'no item' });
    await first.put('drafts', { visitorId: 'v', text: 'A draft', at: 1 });
    first.close();

    const connection = await createDatabase('upgrade').open();
    const act = { kind: 'message', text: 'Hello', options: ['yes'], backoff: true };
    expect(await connection.getAll('outbox')).toEqual([
      { position: 1, msgId: 'b', item: { msgId: 'b', visitorId: 'v', state: 'queued', act } },
      { position: 2, msgId: 'a', item: 'no item' },
    ]);
    expect(await connection.get('drafts', 'v')).toEqual({ visitorId: 'v', text: 'A draft', at: 1 });
  });

  it('gives way to a newer version of the page, and says so when it is asked again', async () => {
    const database = createDatabase('newer');
    await database.open();
    const newer = await openDB('newer', 99);
    await expect(database.open()).rejects.toMatchObject({ name: 'VersionError' });
    newer.close();
  });
});
