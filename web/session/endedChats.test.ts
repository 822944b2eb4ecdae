import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import { Database } from '../lib/database.ts';
import { ada, ben, chat } from '../testing/builders.ts';
import { idsOf, joined, message } from '../timeline/testEntries.ts';
import { TimelineStore } from '../timeline/timelineStore.ts';
import { EndedArchive } from './endedArchive.ts';
import { EndedChats } from './endedChats.ts';

const book = (...chats: readonly Chat[]) => ({
  chats: new Map(chats.map(one => [one.visitorId, one])),
  loaded: true,
});
const mine = (visitorId: string) => chat({ visitorId, agents: [ada] });
const ids = ({ list }: EndedChats) => list.getSnapshot().map(item => `${item.chat.visitorId} ${item.at}`);

describe('chats that have ended', () => {
  it.each<[string, readonly Chat[]]>([
    ['is gone', []],
    ['is a colleague’s', [chat({ agents: [ben] })]],
    ['waits again', [chat()]],
    ['is closed', [chat({ agents: [ada], state: 'CLOSED' })]],
  ])('holds a chat that was mine and %s, as it was then', (_what, after) => {
    const ended = new EndedChats({ timeline: new TimelineStore() });
    ended.take(book(mine('v1')), ada.id, 1);
    expect(ids(ended)).toEqual([]);
    ended.take(book(...after), ada.id, 2);
    expect(ids(ended)).toEqual(['v1 2']);
    expect(ended.chatOf('v1')).toEqual(mine('v1'));
    expect(ended.chatOf('v2')).toBeNull();
  });

  it('does not hold what was never mine', () => {
    const ended = new EndedChats({ timeline: new TimelineStore() });
    ended.take(book(chat(), chat({ visitorId: 'v2', agents: [ben] })), ada.id, 1);
    ended.take(book(), ada.id, 2);
    expect(ids(ended)).toEqual([]);
  });

  it('puts the latest first', () => {
    const ended = new EndedChats({ timeline: new TimelineStore() });
    ended.take(book(mine('v1'), mine('v2')), ada.id, 1);
    ended.take(book(mine('v2')), ada.id, 2);
    ended.take(book(), ada.id, 3);
    expect(ids(ended)).toEqual(['v2 3', 'v1 2']);
  });

  it('drops a chat that becomes mine again, and holds it once when it ends again', () => {
    const ended = new EndedChats({ timeline: new TimelineStore() });
    ended.take(book(mine('v1')), ada.id, 1);
    ended.take(book(), ada.id, 2);
    ended.take(book(mine('v1')), ada.id, 3);
    expect(ids(ended)).toEqual([]);
    ended.take(book(), ada.id, 4);
    expect(ids(ended)).toEqual(['v1 4']);
  });

  it('concludes nothing before the chats are read and the agent is known', () => {
    const ended = new EndedChats({ timeline: new TimelineStore() });
    ended.take(book(mine('v1')), ada.id, 1);
    ended.take({ chats: new Map(), loaded: false }, ada.id, 2);
    ended.take(book(), null, 3);
    expect(ids(ended)).toEqual([]);
  });

  it('tells nobody when nothing has ended', () => {
    const ended = new EndedChats({ timeline: new TimelineStore() });
    const listener = vi.fn();
    ended.list.subscribe(listener);
    ended.take(book(mine('v1')), ada.id, 1);
    ended.take(book(mine('v1')), ada.id, 2);
    expect(listener).not.toHaveBeenCalled();
  });
});

const NOON = new Date(2026, 10, 22, 12).getTime();
const NEXT_DAY = new Date(2026, 10, 23, 1).getTime();

/** A browser whose storage outlives its pages. */
function browser() {
  const database = new Database(crypto.randomUUID());
  onTestFinished(() => database.close());
  return {
    openPage: (now = NOON) => {
      const timeline = new TimelineStore();
      const archive = new EndedArchive(database, () => now);
      const ended = new EndedChats({ timeline, openArchive: () => Promise.resolve(archive) });
      return { timeline, ended, archive };
    },
  };
}

describe('chats that ended before a reload', () => {
  const served = { ...mine('v1'), name: 'Astrid', tags: ['vip'], department: { id: 'd', name: 'Sales' } };

  async function endChat(openPage: ReturnType<typeof browser>['openPage']) {
    const { ended, timeline, archive } = openPage();
    timeline.conversation('v1').merge([message('hello', NOON - 9), joined('j', NOON - 5)]);
    ended.take(book(served), ada.id, NOON - 1);
    ended.take(book(), ada.id, NOON);
    await vi.waitFor(async () => expect(await archive.load(ada.id)).toHaveLength(1));
  }

  it('are there again with what was said', async () => {
    const { openPage } = browser();
    await endChat(openPage);
    const { ended, timeline } = openPage();
    ended.take(book(), ada.id, NOON + 1);
    await vi.waitFor(() => expect(ids(ended)).toEqual([`v1 ${NOON}`]));
    expect(ended.chatOf('v1')).toEqual(served);
    expect(idsOf(timeline.conversation('v1'))).toEqual(['hello', 'j']);
    expect(timeline.conversation('v1').at(0)).toEqual(message('hello', NOON - 9));
  });

  it('are held whole only as far as they are the latest, and read back from the archive', async () => {
    const { timeline, archive, ended: unused } = browser().openPage();
    expect(ids(unused)).toEqual([]);
    const onLetGo = vi.fn();
    const ended = new EndedChats({ timeline, openArchive: () => Promise.resolve(archive), onLetGo });
    const said = Array.from({ length: 8 }, (_, n) => message(`m${n}`, NOON - 100 + n));
    const names = Array.from({ length: 23 }, (_, n) => `v${n + 1}`);
    for (const name of names) timeline.conversation(name).merge(said);
    const watched = timeline.conversation('v2').subscribe(() => undefined);
    const release = timeline.conversation('v3').keepWhole();
    ended.take(book(...names.map(mine)), ada.id, NOON - 1);
    for (const [n] of names.entries()) ended.take(book(...names.slice(n + 1).map(mine)), ada.id, NOON + n);
    await vi.waitFor(async () => expect(await archive.load(ada.id)).toHaveLength(23));
    expect(timeline.conversation('v1').length).toBe(8);
    ended.take(book(mine('v24')), ada.id, NOON + 30);
    ended.take(book(), ada.id, NOON + 31);
    expect(new Set(onLetGo.mock.calls.flat())).toEqual(new Set(['v1']));
    expect(idsOf(timeline.conversation('v1'))).toEqual(['m3', 'm4', 'm5', 'm6', 'm7']);
    expect(timeline.conversation('v2').length).toBe(8);
    expect(timeline.conversation('v3').length).toBe(8);
    expect(timeline.conversation('v4').length).toBe(8);
    expect(await ended.entriesOf('v1')).toEqual(said);
    expect(await ended.entriesOf('nobody')).toEqual([]);
    watched();
    release();
  });

  it('are not shown to another agent of this browser', async () => {
    const { openPage } = browser();
    await endChat(openPage);
    const { archive } = openPage();
    expect(await archive.load(ben.id)).toEqual([]);
    expect(await archive.load(ada.id)).toHaveLength(1);
  });

  it('are forgotten with the day, at sign-out, and when the chat goes on', async () => {
    const { openPage } = browser();
    await endChat(openPage);
    expect(await openPage(NEXT_DAY).archive.load(ada.id)).toEqual([]);
    expect(await openPage().archive.load(ada.id)).toEqual([]);

    await endChat(openPage);
    const { ended, archive } = openPage();
    await ended.wipe();
    expect(await archive.load(ada.id)).toEqual([]);

    await endChat(openPage);
    const again = openPage();
    again.ended.take(book(), ada.id, NOON + 1);
    await vi.waitFor(() => expect(ids(again.ended)).toHaveLength(1));
    again.ended.take(book(served), ada.id, NOON + 2);
    expect(ids(again.ended)).toEqual([]);
    await vi.waitFor(async () => expect(await again.archive.load(ada.id)).toEqual([]));
  });

  it('leave the list when the day is over', () => {
    const { ended } = browser().openPage();
    ended.take(book(mine('v1')), ada.id, NOON);
    ended.take(book(), ada.id, NOON);
    expect(ids(ended)).toHaveLength(1);
    ended.take(book(), ada.id, NEXT_DAY);
    expect(ids(ended)).toEqual([]);
  });

  it('are not there where the browser stores nothing, and nothing breaks', async () => {
    const openArchive = vi.fn(() => Promise.reject(new Error('blocked')));
    const ended = new EndedChats({ timeline: new TimelineStore(), openArchive });
    ended.take(book(mine('v1')), ada.id, NOON);
    ended.take(book(), ada.id, NOON);
    await vi.waitFor(() => expect(openArchive).toHaveBeenCalledTimes(2));
    expect(ids(ended)).toEqual([`v1 ${NOON}`]);
  });
});
