import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { failureReasons } from './failureReasons.ts';
import type { OutboxItem } from './outboxItem.ts';
import { TestLine } from './testLine.ts';

vi.setConfig({ testTimeout: 60_000 });

/** `n` picks among what is there at that moment. */
type Action =
  | { readonly do: 'type'; readonly visitor: number }
  | { readonly do: 'connect' | 'cut' | 'reload' }
  | { readonly do: 'arrive' | 'echo' | 'retry' | 'check' | 'discard' | 'rested'; readonly n: number }
  | { readonly do: 'answer'; readonly n: number; readonly mood: number }
  | { readonly do: 'lookedUp'; readonly n: number; readonly isKnown: boolean; readonly visitorWrote: boolean }
  | { readonly do: 'wait'; readonly ms: number };

const n = fc.nat(9);
const weighted = (weight: number, arbitrary: fc.Arbitrary<Action>) => ({ weight, arbitrary });
const actions: fc.Arbitrary<Action> = fc.oneof(
  weighted(6, fc.record({ do: fc.constant('type' as const), visitor: fc.nat(1) })),
  weighted(
    4,
    fc.record({
      do: fc.constantFrom('connect' as const, 'connect' as const, 'cut' as const, 'reload' as const),
    }),
  ),
  weighted(6, fc.record({ do: fc.constant('arrive' as const), n })),
  weighted(6, fc.record({ do: fc.constant('answer' as const), n, mood: fc.nat(2) })),
  weighted(
    4,
    fc.record({ do: fc.constant('lookedUp' as const), n, isKnown: fc.boolean(), visitorWrote: fc.boolean() }),
  ),
  weighted(
    5,
    fc.record({
      do: fc.constantFrom(
        'echo' as const,
        'retry' as const,
        'check' as const,
        'discard' as const,
        'rested' as const,
      ),
      n,
    }),
  ),
  weighted(1, fc.record({ do: fc.constant('wait' as const), ms: fc.nat(200_000) })),
);
const histories = fc.array(actions, { maxLength: 60, size: 'max' });

function perform(line: TestLine, action: Action): void {
  switch (action.do) {
    case 'type':
      line.type(`v${action.visitor}`);
      break;
    case 'connect':
      line.step({ kind: 'connected', now: line.now });
      break;
    case 'cut':
      line.cut();
      break;
    case 'reload':
      line.reload();
      break;
    case 'arrive':
      on(line.flights, action.n, flight => line.arrive(flight));
      break;
    case 'answer':
      on(line.flights, action.n, flight => line.answer(flight, action.mood));
      break;
    case 'lookedUp':
      on(line.lookUps, action.n, lookUp => line.answerLookUp(lookUp, action.isKnown, action.visitorWrote));
      break;
    case 'echo':
      on(line.allArrived, action.n, msgId => line.step({ kind: 'settled', msgId }));
      break;
    case 'retry':
      on(line.items.filter(isSafeToRetry), action.n, ({ msgId }) => line.step({ kind: 'retried', msgId }));
      break;
    case 'check':
      on(line.items, action.n, ({ msgId }) => line.step({ kind: 'checked', msgId }));
      break;
    case 'discard':
      on(line.items, action.n, item => line.discard(item));
      break;
    case 'rested':
      on(line.resting, action.n, msgId => line.step({ kind: 'rested', msgId }));
      break;
    case 'wait':
      line.wait(action.ms);
      break;
  }
}

function on<T>(list: readonly T[], place: number, act: (one: T) => void): void {
  const one = list[place % Math.max(1, list.length)];
  if (one !== undefined) act(one);
}

/** Who retries after being told that the chat can't be read takes the risk of a second copy. */
function isSafeToRetry({ reason }: OutboxItem): boolean {
  return reason?.code !== failureReasons.notChecked.code;
}

/** What is wrong with the world, in words; empty when all is well. */
function faultsOf(line: TestLine): string[] {
  const faults: string[] = [];
  for (const [visitorId, typed] of line.typed) {
    const arrived = line.arrived.get(visitorId) ?? [];
    const inOrder = typed.filter(msgId => arrived.includes(msgId));
    if (arrived.join() !== inOrder.join()) faults.push(`${visitorId} received ${arrived.join()}`);
    for (const msgId of typed) if (line.hasVanished(msgId)) faults.push(`${msgId} vanished`);
    const sending = line.items.filter(item => item.visitorId === visitorId && item.state === 'sending');
    if (sending.length > 1) faults.push(`${sending.length} under way to ${visitorId}`);
  }
  for (const item of line.items)
    if (line.disk.get(item.msgId) !== item) faults.push(`${item.msgId} is not on the disk as it is`);
  if (line.disk.size !== line.items.length) faults.push('the disk holds more than the outbox');
  return faults;
}

/** The line is good again and the agent retries whatever asks for it. */
function settleAll(line: TestLine): void {
  line.step({ kind: 'connected', now: line.now });
  for (let round = 0; line.items.length > 0 && round < 500; round += 1) {
    for (const flight of line.flights) {
      line.arrive(flight);
      line.answer(flight, 0);
    }
    for (const lookUp of line.lookUps) line.answerLookUp(lookUp, true, false);
    for (const { msgId, state } of line.items)
      if (state === 'failed' || state === 'unsure') line.step({ kind: 'retried', msgId });
    for (const msgId of line.resting) line.step({ kind: 'rested', msgId });
  }
}

describe('the outbox, whatever happens on the line', () => {
  it('delivers in typed order, nothing twice, and lets nothing go that did not arrive or was not discarded', () => {
    fc.assert(
      fc.property(histories, history => {
        const line = new TestLine();
        for (const action of history) {
          perform(line, action);
          const faults = faultsOf(line);
          if (faults.length > 0) throw new Error(faults.join('; '));
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('empties when the line is good and the agent retries: all that was not discarded has arrived', () => {
    fc.assert(
      fc.property(histories, history => {
        const line = new TestLine();
        for (const action of history) perform(line, action);
        settleAll(line);
        expect(faultsOf(line)).toEqual([]);
        expect(line.items).toEqual([]);
        const kept = [...line.typed.values()].flat().filter(msgId => !line.discarded.has(msgId));
        expect(kept.filter(msgId => !line.hasArrived(msgId))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
