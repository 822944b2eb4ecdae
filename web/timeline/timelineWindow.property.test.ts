import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { takePage, UNREAD } from './earlierLogs.ts';
import type { TimelineEntry } from './entries.ts';
import { idsOf } from './testEntries.ts';
import { serverLogs } from './testLogs.ts';
import { TimelineStore } from './timelineStore.ts';

vi.setConfig({ testTimeout: 60_000 });

const logs = serverLogs({ kinds: ['visitor', 'visitor', 'agent', 'joined'], waits: [0, 1, 5], most: 80 });

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('live'), count: fc.integer({ min: 1, max: 12 }) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('tell'), count: fc.constant(0) }) },
    fc.record({ do: fc.constantFrom('read back', 'catch up'), count: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ do: fc.constantFrom('repeat', 'read the chat before'), count: fc.nat(79) }),
    fc.record({ do: fc.constantFrom('keep whole', 'release'), count: fc.constant(0) }),
  ),
  { maxLength: 60 },
);

/** A conversation, the log of which it holds the newest part, and all that may happen to it. */
class History {
  there = 0;
  readonly conversation;
  readonly #log: readonly TimelineEntry[];
  #reach = UNREAD;
  #tell: (() => void) | null = null;
  #release: (() => void) | null = null;

  constructor(log: readonly TimelineEntry[], window: number) {
    this.#log = log;
    this.conversation = new TimelineStore({
      schedule: tell => {
        this.#tell = tell;
      },
      window,
      canReadBack: () => true,
      onLetGo: () => {
        this.#reach = UNREAD;
      },
    }).conversation('v1');
  }

  /** What has been said until now. */
  get said(): readonly TimelineEntry[] {
    return this.#log.slice(0, this.there);
  }

  take(step: string, count: number): void {
    const { conversation } = this;
    switch (step) {
      case 'live':
        for (const entry of this.#log.slice(this.there, this.there + count))
          conversation.append({ ...entry });
        this.there = Math.min(this.#log.length, this.there + count);
        return;
      case 'tell':
        this.#tell?.();
        this.#tell = null;
        return;
      case 'read back':
        this.readBack(count);
        return;
      case 'catch up':
        conversation.merge(this.said.slice(-count));
        return;
      case 'repeat':
        for (const entry of this.#before(count, 1)) conversation.append(entry);
        return;
      case 'read the chat before':
        conversation.merge(this.#before(count, 5));
        return;
      case 'keep whole':
        this.#release ??= conversation.keepWhole();
        return;
      default:
        this.#release?.();
        this.#release = null;
    }
  }

  /** Gives whether the log begins there. */
  readBack(count: number): boolean {
    const { cursor } = this.#reach;
    const asked = cursor === null ? this.conversation.length + count : count;
    const end = cursor === null ? this.there : Number(cursor);
    const start = Math.max(0, end - asked);
    const entries = this.said.slice(start, end);
    const page = { entries, size: entries.length, cursor: entries.length === 0 ? null : String(start) };
    const taken = takePage(this.#reach, page, asked);
    this.conversation.merge(taken.merge);
    this.#reach = taken.reach;
    return taken.isBeginning;
  }

  /** Messages of the time that was let go. */
  #before(place: number, count: number): readonly TimelineEntry[] {
    const { conversation, said } = this;
    if (!conversation.hasLetGo) return [];
    const oldest = conversation.entries().find(entry => entry.kind === 'message')?.at ?? 0;
    const gone = said.slice(0, said.length - conversation.length);
    const messages = gone.filter(entry => entry.kind === 'message' && entry.at < oldest);
    return messages.length === 0 ? [] : messages.slice(place % messages.length).slice(0, count);
  }
}

describe('a conversation with a window', () => {
  it('holds an unbroken newest part of the log, each entry once, at every moment and back to the beginning', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 9 }), steps, (log, window, story) => {
        const history = new History(log, window);
        const { conversation } = history;
        for (const step of story) {
          const before = {
            oldest: conversation.at(0),
            front: conversation.front,
            length: conversation.length,
          };
          history.take(step.do, step.count);
          const held = idsOf(conversation);
          expect(held).toEqual(history.said.slice(history.there - held.length).map(({ id }) => id));
          if (step.do === 'tell' && !conversation.isKeptWhole)
            expect(held.length).toBe(before.length > 2 * window ? window : before.length);
          if (before.oldest === undefined) continue;
          const place = conversation.front - before.front;
          if (place < 0) expect(held).not.toContain(before.oldest.id);
          else expect(held.indexOf(before.oldest.id)).toBe(place);
        }
        history.take('keep whole', 0);
        while (!history.readBack(7)) expect(conversation.length).toBeGreaterThan(0);
        expect(idsOf(conversation)).toEqual(history.said.map(({ id }) => id));
        expect(conversation.hasLetGo).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('knows who spoke last and since when the visitor waits as if it held all', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 9 }), steps, (log, window, story) => {
        const history = new History(log, window);
        const { conversation } = history;
        for (const step of story) {
          history.take(step.do, step.count);
          const messages = history.said.filter(entry => entry.kind === 'message');
          const lastAgent = messages.findLastIndex(entry => entry.from.kind === 'agent');
          expect(conversation.waitingSince()).toBe(messages[lastAgent + 1]?.at ?? null);
          expect(conversation.lastFrom('agent')?.id).toBe(messages[lastAgent]?.id);
          expect(conversation.lastFrom('visitor')?.id).toBe(
            messages.findLast(entry => entry.from.kind === 'visitor')?.id,
          );
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
