import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.ts';
import type { MessageEntry } from './entries.ts';
import { message } from './testEntries.ts';
import { TimelineStore } from './timelineStore.ts';

/** Methods of a list that look at one entry, however many it holds. */
const SINGLE: readonly string[] = ['push', 'pop', 'at', 'constructor'];

/** Counts how often entries are looked at, and how many there are in each list that is copied, searched or walked. */
class WorkCounter {
  count = 0;

  /** The same entry, which counts who reads it. */
  watch(entry: MessageEntry): MessageEntry {
    return new Proxy(entry, {
      get: (target, key, receiver) => {
        this.count += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  }

  /** What `work` looks at. */
  during(work: () => void): number {
    const restore = this.#watchLists();
    try {
      this.count = 0;
      work();
      return this.count;
    } finally {
      restore();
    }
  }

  #watchLists(): () => void {
    const names = [...Object.getOwnPropertyNames(Array.prototype), Symbol.iterator];
    const methods = names.filter(name => typeof name === 'symbol' || !SINGLE.includes(name));
    const originals = methods.map(name => [name, Reflect.get(Array.prototype, name)] as const);
    const noted = (length: number) => {
      this.count += length;
    };
    for (const [name, original] of originals) {
      if (typeof original !== 'function') continue;
      Reflect.set(Array.prototype, name, function (this: unknown[], ...given: unknown[]) {
        noted(this.length);
        return Reflect.apply(original, this, given);
      });
    }
    return () => {
      for (const [name, original] of originals) Reflect.set(Array.prototype, name, original);
    };
  }
}

/** One more message, and all that a row of the inbox reads then, in a conversation that holds `held`. */
function workOfAnAppend(held: number): number {
  const counter = new WorkCounter();
  const timeline = new TimelineStore({ schedule: tell => tell() });
  const conversation = timeline.conversation('v1');
  for (let at = 0; at < held; at += 1) conversation.append(counter.watch(message(`m${at}`, at)));
  let read = 0;
  conversation.subscribe(() => {
    read += conversation.getSnapshot().length;
    read += (conversation.waitingSince() ?? 0) + (conversation.last()?.at ?? 0);
    read += conversation.countVisitorMessagesAfter(`m${held - 1}`);
  });
  timeline.subscribe(() => {
    read += timeline.getSnapshot();
  });
  const next = counter.watch(message('next', held));
  const work = counter.during(() => void conversation.append(next));
  expect(read).toBeGreaterThan(held);
  return work;
}

/** As many more as come from one time that older ones are let go until the next, after `said`. */
function workOfAWindow(said: number, window: number): number {
  const counter = new WorkCounter();
  const timeline = new TimelineStore({ schedule: tell => tell(), window, canReadBack: () => true });
  const conversation = timeline.conversation('v1');
  const say = (from: number, count: number) => {
    for (let at = from; at < from + count; at += 1) conversation.append(counter.watch(message(`m${at}`, at)));
  };
  say(0, said);
  const work = counter.during(() => say(said, window + 1));
  expect(conversation.length).toBeLessThanOrEqual(2 * window);
  return work;
}

/** What a row counts while nobody looks at the chat. */
function workOfCountingUnread(held: number): number {
  const counter = new WorkCounter();
  const conversation = new TimelineStore().conversation('v1');
  for (let at = 0; at < held; at += 1) conversation.append(counter.watch(message(`m${at}`, at)));
  return counter.during(() => expect(conversation.countVisitorMessagesAfter('m0', 100)).toBe(100));
}

/** Bytes of the heap that is in use, after a collection. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

describe('a conversation that is let go', () => {
  it('takes the room of what is left, not that of what it held', () => {
    const said = Array.from({ length: 5_000 }, (_, at) => message(`m${at}`, at));
    const before = heapInUse();
    const conversations = Array.from({ length: 40 }, () => {
      const conversation = new Conversation();
      for (const entry of said) conversation.append(entry);
      conversation.keepLast(5);
      return conversation;
    });
    const bytesOfEach = (heapInUse() - before) / conversations.length;
    expect(conversations.every(({ length }) => length === 5)).toBe(true);
    expect(bytesOfEach).toBeLessThan(20_000);
  });
});

describe('a conversation that grows', () => {
  it('takes one more message with as much work at 100,000 as at 100', () => {
    const work = workOfAnAppend(100);
    expect(work).toBeGreaterThan(0);
    expect(work).toBeLessThan(50);
    expect(workOfAnAppend(100_000)).toBe(work);
  });

  it('with a window takes as much work after 100,000 as when it lets go for the second time', () => {
    const window = 900;
    const turn = window + 1;
    const second = workOfAWindow(2 * window + turn, window);
    expect(second / turn).toBeLessThan(50);
    expect(workOfAWindow(2 * window + 110 * turn, window)).toBe(second);
  });

  it('counts unread messages no further than they are shown', () => {
    expect(workOfCountingUnread(100_000)).toBe(workOfCountingUnread(200));
  });
});
