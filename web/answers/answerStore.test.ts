import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../lib/database.ts';
import type { Answer } from './answer.ts';
import { AnswerStore } from './answerStore.ts';
import { wipeAnswers } from './wipeAnswers.ts';

const stores: AnswerStore[] = [];
const databases: Database[] = [];
let name = '';
let count = 0;

beforeEach(() => {
  name = `answers-${++count}`;
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

/** A tab of its own; they share the database and the channel. */
async function open(agent = 'ada', database = openDatabase()): Promise<AnswerStore> {
  const store = new AnswerStore({ database, channel: new BroadcastChannel(name), now: () => 5 });
  stores.push(store);
  await store.openFor(agent);
  return store;
}

const names = (store: AnswerStore) => store.list.getSnapshot().map(answer => answer.name);

function answer(id: string, parts: Partial<Answer> = {}): Answer {
  return { id, name: id, title: '', tags: [], body: { kind: 'text', text: id }, updatedAt: 0, ...parts };
}

describe('the canned answers', () => {
  it('are kept for their agent, in the order of their shortcuts', async () => {
    const store = await open();
    for (const id of ['b', 'a10', 'a9']) await store.save(answer(id));
    await (await open('ben')).save(answer('of-ben'));
    const again = await open();
    expect(names(again)).toEqual(['a9', 'a10', 'b']);
    expect(again.get('b')).toEqual(answer('b', { updatedAt: 5 }));
    expect(again.named('B')?.id).toBe('b');
    expect(again.state.getSnapshot()).toBe('kept');
  });

  it('keep the message of a structured one as it was given', async () => {
    const message = { kind: 'quickReplies', msg: 'Size?', replies: [{ text: 'S' }] };
    await (await open()).save(answer('size', { body: { kind: 'structured', message } }));
    expect((await open()).get('size')?.body).toEqual({ kind: 'structured', message });
  });

  it('that were removed are restored as they were', async () => {
    const store = await open();
    await store.save(answer('a'));
    const removed = await store.remove('a');
    expect(names(store)).toEqual([]);
    expect(removed).not.toBeNull();
    if (removed !== null) await store.restore(removed);
    expect((await open()).get('a')).toEqual(removed);
    expect(await store.remove('nobody')).toBeNull();
  });

  it('of an import are taken back as one', async () => {
    const store = await open();
    await store.save(answer('a', { title: 'Old' }));
    const undo = await store.importAll([answer('a', { title: 'New' }), answer('b')]);
    expect(store.exportAll().map(({ title }) => title)).toEqual(['New', '']);
    await undo();
    const again = await open();
    expect(again.exportAll().map(({ name: shortcut, title }) => [shortcut, title])).toEqual([['a', 'Old']]);
  });

  it('are the same in every tab of the agent, and in none of another’s', async () => {
    const [one, two, other] = [await open(), await open(), await open('ben')];
    await one.save(answer('a'));
    await vi.waitFor(() => expect(names(two)).toEqual(['a']));
    await two.remove('a');
    await vi.waitFor(() => expect(names(one)).toEqual([]));
    expect(names(other)).toEqual([]);
  });

  it('are not changed by what is no answer', async () => {
    const store = await open();
    await store.save(answer('a'));
    const stranger = new BroadcastChannel(name);
    for (const message of [null, 'text', { agent: 'ada' }, { agent: 'ada', put: [{ id: 7 }], removed: [7] }])
      stranger.postMessage(message);
    stranger.postMessage({ agent: 'ada', put: [answer('last')], removed: [] });
    await vi.waitFor(() => expect(names(store)).toEqual(['a', 'last']));
    stranger.close();
  });

  it('go with the sign-out, of all agents', async () => {
    await (await open('ada')).save(answer('a'));
    await (await open('ben')).save(answer('b'));
    await wipeAnswers(openDatabase());
    expect(names(await open('ada'))).toEqual([]);
    expect(names(await open('ben'))).toEqual([]);
  });

  it('live as long as the page where the browser stores nothing, and say so', async () => {
    const blocked = Object.assign(new Database(name), { open: () => Promise.reject(new Error('blocked')) });
    const store = await open('ada', blocked);
    expect(store.state.getSnapshot()).toBe('memoryOnly');
    await store.save(answer('a'));
    expect(names(store)).toEqual(['a']);
    expect(store.state.getSnapshot()).toBe('memoryOnly');
  });

  it('are nobody’s before somebody is known', async () => {
    const store = new AnswerStore({ database: openDatabase(), channel: null });
    await expect(store.save(answer('a'))).rejects.toThrow('Expected openFor');
  });
});
