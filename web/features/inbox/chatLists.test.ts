import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Chat } from '../../apollo/chat.ts';
import { ada, ben, chat } from '../../testing/builders.ts';
import { Conversation } from '../../timeline/conversation.ts';
import { agent, joined, message } from '../../timeline/testEntries.ts';
import { TimelineStore } from '../../timeline/timelineStore.ts';
import { ChatLister, waitsSince } from './chatLists.ts';

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

const bookOf = (chats: readonly Chat[]) => ({
  chats: new Map(chats.map(one => [one.visitorId, one])),
  loaded: true,
});

function list(chats: readonly Chat[], timeline = timelineOf({})) {
  return new ChatLister(timeline).list(bookOf(chats), ada.id);
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

describe('lists that are made again', () => {
  const said = (from: typeof agent | null, at: number) => {
    const entry = message(`said at ${at}`, at);
    return from === null ? entry : { ...entry, from };
  };

  function crowd(count: number) {
    const names = Array.from({ length: count }, (_, n) => `v${String(n).padStart(4, '0')}`);
    const timeline = timelineOf(Object.fromEntries(names.map((name, n) => [name, [`v${n + 1}`]])));
    const book = bookOf([...names.map(waiting), mine('m')]);
    return { timeline, book, lister: new ChatLister(timeline) };
  }

  it('are the same objects while nothing that they show has changed', () => {
    const { timeline, book, lister } = crowd(3);
    const lists = lister.list(book, ada.id);
    expect(lister.list(book, ada.id)).toBe(lists);
    // They wait already, and go on waiting where they stand.
    timeline.conversation('v0001').append(said(null, 50));
    expect(lister.list(book, ada.id)).toBe(lists);
  });

  it('change where a chat has moved, and nowhere else', () => {
    const { timeline, book, lister } = crowd(3);
    const before = lister.list(book, ada.id);
    timeline.conversation('v0000').append(said(agent, 50));
    const after = lister.list(book, ada.id);
    expect(ids(after.unserved)).toEqual(['v0001', 'v0002', 'v0000']);
    expect(after.mine).toBe(before.mine);
    expect(after.all).toBe(before.all);
    expect(after.longest.unserved).toBe(2);
  });

  it('look into the one conversation that has changed, and into no other', () => {
    const { timeline, book, lister } = crowd(500);
    lister.list(book, ada.id);
    timeline.conversation('v0007').append(said(agent, 900));
    const looked = vi.spyOn(Conversation.prototype, 'waitingSince');
    onTestFinished(() => looked.mockRestore());
    expect(ids(lister.list(book, ada.id).unserved).at(-1)).toBe('v0007');
    expect(looked).toHaveBeenCalledTimes(1);
  });

  it('follow the book and who the agent is', () => {
    const { book, lister } = crowd(2);
    lister.list(book, ada.id);
    const served = bookOf([waiting('v0001'), mine('v0000')]);
    const lists = lister.list(served, ada.id);
    expect([ids(lists.unserved), ids(lists.mine)]).toEqual([['v0001'], ['v0000']]);
    expect(ids(lists.all).toSorted()).toEqual(['v0000', 'v0001']);
    expect(ids(lister.list(served, ben.id).colleagues)).toEqual(['v0000']);
  });

  it('are what a fresh start would make of it, whatever came before', () => {
    const step = fc.record({
      visitor: fc.constantFrom('a', 'b', 'c', 'd'),
      act: fc.constantFrom('says', 'is answered', 'is served', 'is let go', 'leaves'),
      at: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), steps => {
        const timeline = timelineOf({});
        const lister = new ChatLister(timeline);
        let chats = ['a', 'b', 'c', 'd'].map(waiting);
        let book = bookOf(chats);
        for (const [n, { visitor, act, at }] of steps.entries()) {
          const entry = { ...message(`e${n}`, at), ...(act === 'is answered' && { from: agent }) };
          if (act === 'says' || act === 'is answered') timeline.conversation(visitor).append(entry);
          else {
            chats = chats.filter(({ visitorId }) => visitorId !== visitor);
            if (act === 'is served') chats = [mine(visitor), ...chats];
            if (act === 'is let go') chats = [...chats, waiting(visitor)];
            book = bookOf(chats);
          }
          const fresh = new ChatLister(timeline).list(book, ada.id);
          const { all, ...lists } = lister.list(book, ada.id);
          expect(lists).toEqual({ ...fresh, all: undefined });
          expect(ids(all).toSorted()).toEqual(ids(fresh.all).toSorted());
        }
      }),
    );
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
