import { describe, expect, it, vi } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import { ada, ben, chat } from '../testing/builders.ts';
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
    const ended = new EndedChats();
    ended.take(book(mine('v1')), ada.id, 1);
    expect(ids(ended)).toEqual([]);
    ended.take(book(...after), ada.id, 2);
    expect(ids(ended)).toEqual(['v1 2']);
    expect(ended.chatOf('v1')).toEqual(mine('v1'));
    expect(ended.chatOf('v2')).toBeNull();
  });

  it('does not hold what was never mine', () => {
    const ended = new EndedChats();
    ended.take(book(chat(), chat({ visitorId: 'v2', agents: [ben] })), ada.id, 1);
    ended.take(book(), ada.id, 2);
    expect(ids(ended)).toEqual([]);
  });

  it('puts the latest first', () => {
    const ended = new EndedChats();
    ended.take(book(mine('v1'), mine('v2')), ada.id, 1);
    ended.take(book(mine('v2')), ada.id, 2);
    ended.take(book(), ada.id, 3);
    expect(ids(ended)).toEqual(['v2 3', 'v1 2']);
  });

  it('drops a chat that becomes mine again, and holds it once when it ends again', () => {
    const ended = new EndedChats();
    ended.take(book(mine('v1')), ada.id, 1);
    ended.take(book(), ada.id, 2);
    ended.take(book(mine('v1')), ada.id, 3);
    expect(ids(ended)).toEqual([]);
    ended.take(book(), ada.id, 4);
    expect(ids(ended)).toEqual(['v1 4']);
  });

  it('concludes nothing before the chats are read and the agent is known', () => {
    const ended = new EndedChats();
    ended.take(book(mine('v1')), ada.id, 1);
    ended.take({ chats: new Map(), loaded: false }, ada.id, 2);
    ended.take(book(), null, 3);
    expect(ids(ended)).toEqual([]);
  });

  it('tells nobody when nothing has ended', () => {
    const ended = new EndedChats();
    const listener = vi.fn();
    ended.list.subscribe(listener);
    ended.take(book(mine('v1')), ada.id, 1);
    ended.take(book(mine('v1')), ada.id, 2);
    expect(listener).not.toHaveBeenCalled();
  });
});
