import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Conversation } from './conversation.ts';
import type { TimelineEntry } from './entries.ts';
import { agent, idsOf, joined, message, visitor } from './testEntries.ts';

/** The server's log: times never fall and often tie; joins have none, so their `at` is anything. */
const serverLogs = fc
  .array(
    fc.record({
      kind: fc.constantFrom('visitor', 'agent', 'joined'),
      wait: fc.constantFrom(0, 0, 1, 5),
      guess: fc.integer({ min: -20, max: 200 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map(draws => {
    let now = 0;
    return draws.map(({ kind, wait, guess }, i): TimelineEntry => {
      now += wait;
      if (kind === 'joined') return joined(`e${i}`, guess);
      return message(`e${i}`, now, kind === 'agent' ? agent : visitor);
    });
  });

type Delivery = { readonly live: number } | { readonly from: number; readonly size: number };

/** Anything that may come before the pages that close all gaps: live entries and pages, in any order, often twice. */
const deliveries = fc.array(
  fc.oneof(
    fc.record({ live: fc.nat(29) }),
    fc.record({ from: fc.nat(29), size: fc.integer({ min: 1, max: 12 }) }),
  ),
  { maxLength: 40 },
);

/** Pages that cover the log, each sharing an entry with the next, in any order. */
const coverings = fc.record({ step: fc.integer({ min: 1, max: 8 }), order: fc.infiniteStream(fc.nat()) });

function deliver(conversation: Conversation, log: readonly TimelineEntry[], delivery: Delivery): void {
  if ('live' in delivery) {
    const entry = log[delivery.live];
    if (entry !== undefined) conversation.append({ ...entry });
    return;
  }
  conversation.merge(log.slice(delivery.from, delivery.from + delivery.size));
}

function cover(log: readonly TimelineEntry[], step: number, order: Iterator<number>): TimelineEntry[][] {
  const pages: TimelineEntry[][] = [];
  for (let start = 0; start === 0 || start < log.length - 1; start += step)
    pages.splice((order.next().value ?? 0) % (pages.length + 1), 0, log.slice(start, start + step + 1));
  return pages;
}

const runs = { numRuns: 3_000 };

vi.setConfig({ testTimeout: 60_000 });

describe('a conversation', () => {
  it('ends in the server’s order with each entry once, whatever came before the overlapping pages', () => {
    fc.assert(
      fc.property(serverLogs, deliveries, coverings, deliveries, (log, before, { step, order }, after) => {
        const conversation = new Conversation();
        for (const delivery of before) deliver(conversation, log, delivery);
        for (const page of cover(log, step, order[Symbol.iterator]())) conversation.merge(page);
        for (const delivery of after) deliver(conversation, log, delivery);
        expect(idsOf(conversation)).toEqual(log.map(entry => entry.id));
      }),
      runs,
    );
  });

  it('holds each delivered entry exactly once at every moment, and says what was new', () => {
    fc.assert(
      fc.property(serverLogs, deliveries, (log, history) => {
        const conversation = new Conversation();
        const delivered = new Set<string>();
        for (const delivery of history) {
          const earlier = delivered.size;
          const part =
            'live' in delivery
              ? log.slice(delivery.live, delivery.live + 1)
              : log.slice(delivery.from, delivery.from + delivery.size);
          for (const entry of part) delivered.add(entry.id);
          if ('live' in delivery) deliver(conversation, log, delivery);
          else expect(conversation.merge(part)).toBe(delivered.size - earlier);
          expect(new Set(idsOf(conversation))).toEqual(delivered);
          expect(conversation.length).toBe(delivered.size);
        }
      }),
      runs,
    );
  });

  it('orders messages whose times differ by time, even when they only came live and reordered', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1_000), { maxLength: 40 }), times => {
        const conversation = new Conversation();
        for (const at of times) conversation.append(message(`at ${at}`, at));
        expect(idsOf(conversation)).toEqual(times.toSorted((a, b) => a - b).map(at => `at ${at}`));
      }),
      runs,
    );
  });

  it('answers its questions as a plain reading of the list would', () => {
    fc.assert(
      fc.property(serverLogs, deliveries, fc.nat(29), (log, history, seen) => {
        const conversation = new Conversation();
        for (const delivery of history) {
          deliver(conversation, log, delivery);
          expect(readPlainly(conversation, `e${seen}`)).toEqual({
            waitingSince: conversation.waitingSince(),
            lastVisitor: conversation.lastFrom('visitor'),
            lastAgent: conversation.lastFrom('agent'),
            unread: conversation.countVisitorMessagesAfter(`e${seen}`),
          });
        }
      }),
      runs,
    );
  });
});

function readPlainly(conversation: Conversation, seen: string) {
  const entries = Array.from({ length: conversation.length }, (_, i) => conversation.at(i));
  const messages = entries.filter(entry => entry?.kind === 'message');
  const lastAgent = messages.findLast(entry => entry.from.kind === 'agent') ?? null;
  const unanswered = messages.slice(lastAgent === null ? 0 : messages.indexOf(lastAgent) + 1);
  const unread = entries.slice(entries.findIndex(entry => entry?.id === seen) + 1);
  return {
    waitingSince: unanswered[0]?.at ?? null,
    lastVisitor: messages.findLast(entry => entry.from.kind === 'visitor') ?? null,
    lastAgent,
    unread: unread.filter(entry => entry?.kind === 'message' && entry.from.kind === 'visitor').length,
  };
}
