import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Conversation } from './conversation.ts';
import { takePage, UNREAD } from './earlierLogs.ts';
import type { TimelineEntry } from './entries.ts';
import { idsOf, message } from './testEntries.ts';
import { serverLogs } from './testLogs.ts';

vi.setConfig({ testTimeout: 60_000 });

const logs = serverLogs({ kinds: ['visitor', 'agent', 'joined'], waits: [0, 0, 1, 5], most: 40 });

/** Before each page this many more entries of the log have come live. */
const stories = fc.record({
  log: logs,
  known: fc.nat(10),
  pages: fc.array(fc.record({ size: fc.integer({ min: 1, max: 9 }), live: fc.nat(3) }), {
    minLength: 1,
    maxLength: 60,
  }),
});

describe('reading back', () => {
  it('holds at each step an unbroken end of the log, in its order, until all is there', () => {
    fc.assert(
      fc.property(stories, ({ log, known, pages }) => {
        const conversation = new Conversation();
        let there = Math.max(1, log.length - pages.length * 2);
        conversation.merge(log.slice(Math.max(0, there - known), there));
        let reach = UNREAD;
        for (const { size, live } of pages) {
          for (const entry of log.slice(there, there + live)) conversation.append({ ...entry });
          there = Math.min(log.length, there + live);
          const asked = reach === UNREAD ? Math.max(size, conversation.length) : size;
          const taken = takePage(reach, pageBefore(log.slice(0, there), reach.cursor, asked), asked);
          conversation.merge(taken.merge);
          reach = taken.reach;
          const held = idsOf(conversation);
          expect(held).toEqual(log.slice(there - held.length, there).map(({ id }) => id));
          if (!taken.isBeginning) continue;
          expect(held).toHaveLength(there);
          return;
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('knows the beginning by a page that is not full', () => {
    const entries = [message('a', 1), message('b', 2)];
    expect(takePage(UNREAD, { entries, size: 2, cursor: '0' }, 2).isBeginning).toBe(false);
    expect(takePage(UNREAD, { entries, size: 2, cursor: '0' }, 3).isBeginning).toBe(true);
    // Logs of a kind that is not understood count: the page was full.
    expect(takePage(UNREAD, { entries, size: 3, cursor: '0' }, 3).isBeginning).toBe(false);
  });

  it('ties a page to what was read before it, and goes on from its oldest log', () => {
    const seam = message('c', 3);
    const page = { entries: [message('a', 1), message('b', 2)], size: 2, cursor: '0' };
    const { merge, reach } = takePage({ cursor: '2', seam }, page, 2);
    expect(merge.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(reach).toEqual({ cursor: '0', seam: message('a', 1) });
  });

  it('stays where it is when a page is empty', () => {
    const reach = { cursor: '2', seam: message('c', 3) };
    expect(takePage(reach, { entries: [], size: 0, cursor: null }, 2)).toMatchObject({
      reach,
      isBeginning: true,
    });
  });
});

/** As the service answers `logs(last:, before:)`; a cursor is the place in the log. */
function pageBefore(log: readonly TimelineEntry[], before: string | null, last: number) {
  const end = before === null ? log.length : Number(before);
  const start = Math.max(0, end - last);
  const entries = log.slice(start, end);
  return { entries, size: entries.length, cursor: entries.length === 0 ? null : String(start) };
}
