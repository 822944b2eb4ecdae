import { describe, expect, it } from 'vitest';
import type { Chat } from '../../apollo/chat.ts';
import { ada, ben, chat } from '../../testing/builders.ts';
import { agent, joined, message } from '../../timeline/testEntries.ts';
import { TimelineStore } from '../../timeline/timelineStore.ts';
import { listChats, waitsSince } from './chatLists.ts';

const waiting = (visitorId: string) => chat({ visitorId });
const mine = (visitorId: string) => chat({ visitorId, agents: [ada] });
const ids = (chats: readonly Chat[]) => chats.map(({ visitorId }) => visitorId);

/** Each visitor with what was said: `v` at a time by the visitor, `a` by an agent. */
function timelineOf(said: Readonly<Record<string, readonly string[]>>) {
  const timeline = new TimelineStore();
  for (const [visitorId, words] of Object.entries(said)) {
    for (const word of words) {
      const entry = message(`${visitorId}-${word}`, Number(word.slice(1)));
      timeline.conversation(visitorId).append(word.startsWith('a') ? { ...entry, from: agent } : entry);
    }
  }
  return timeline;
}

function list(chats: readonly Chat[], timeline = timelineOf({})) {
  const book = { chats: new Map(chats.map(one => [one.visitorId, one])), loaded: true };
  return listChats(book, ada.id, timeline);
}

describe('the lists of chats', () => {
  it('hold who waits for somebody, who is mine, and whom a colleague serves', () => {
    const {
      unserved,
      mine: own,
      colleagues,
    } = list([
      waiting('w'),
      mine('m'),
      chat({ visitorId: 'colleague', agents: [ben] }),
      chat({ visitorId: 'closed', state: 'CLOSED' }),
    ]);
    expect([ids(unserved), ids(own), ids(colleagues)]).toEqual([['w'], ['m'], ['colleague']]);
  });

  it('put the longest unanswered first, then the latest activity', () => {
    const timeline = timelineOf({
      answeredEarly: ['v10', 'a20'],
      waitsShort: ['v5', 'a6', 'v300'],
      answeredLate: ['v30', 'a40'],
      waitsLong: ['v100', 'v400'],
    });
    const chats = ['silent', 'answeredEarly', 'waitsShort', 'answeredLate', 'waitsLong'].map(mine);
    expect(ids(list(chats, timeline).mine)).toEqual([
      'waitsLong',
      'waitsShort',
      'answeredLate',
      'answeredEarly',
      'silent',
    ]);
  });

  it('keep one order where times tie', () => {
    const timeline = timelineOf({ b: ['v1'], a: ['v1'] });
    expect(ids(list([waiting('b'), waiting('a')], timeline).unserved)).toEqual(['a', 'b']);
    expect(ids(list([mine('d'), mine('c')]).mine)).toEqual(['c', 'd']);
  });

  it('tell since when the first of the unserved waits, and how many of mine do', () => {
    const timeline = timelineOf({ w1: ['v200'], w2: ['v100'], m1: ['v1'], m2: ['v1', 'a2'] });
    const lists = list([waiting('w1'), waiting('w2'), mine('m1'), mine('m2')], timeline);
    const longest = { unserved: 100, mine: 1, colleagues: null };
    expect(lists).toMatchObject({ longest, waitingForMe: 1 });
    const none = { unserved: null, mine: null, colleagues: null };
    expect(list([])).toMatchObject({ longest: none, waitingForMe: 0 });
  });
});

describe('since when a visitor waits', () => {
  const conversationOf = (...words: readonly string[]) => timelineOf({ v: words }).conversation('v');

  it('is the first word that nobody answered', () => {
    expect(waitsSince(conversationOf('v1', 'a2', 'v3', 'v4'), false)).toBe(3);
  });

  it('is never for one whom I answered', () => {
    expect(waitsSince(conversationOf('v1', 'a2'), false)).toBeNull();
  });

  it('is the last word for one whom nobody serves, as after a transfer', () => {
    const conversation = conversationOf('v1', 'a2');
    expect(waitsSince(conversation, true)).toBe(2);
    conversation.append({ ...joined('l', 5), kind: 'left' });
    expect(waitsSince(conversation, true)).toBe(5);
  });

  it('is not known before anything was said', () => {
    expect(waitsSince(conversationOf(), true)).toBeNull();
  });
});
