import { describe, expect, it } from 'vitest';
import { messageAct } from './act.ts';
import { failureReasons } from './failureReasons.ts';
import type { OutboxItem, SendOutcome } from './outboxItem.ts';
import { emptyOutbox, MAX_RESENDS, type OutboxEvent, STALE_AFTER, stepOutbox } from './outboxMachine.ts';

const lost: SendOutcome = { kind: 'unsure', reason: { code: 'LOST', message: 'lost', uuid: null } };
const refused: SendOutcome = { kind: 'rejected', reason: { code: 'NO', message: 'no', uuid: 'u-1' } };
const notSent: SendOutcome = { kind: 'notSent' };

function item(msgId: string, changes: Partial<OutboxItem> = {}): OutboxItem {
  const fixed = { act: messageAct(msgId), text: msgId, createdAt: 0, agentId: null };
  return { msgId, visitorId: 'v', state: 'queued', reason: null, ...fixed, ...changes };
}

/** Takes the events one after the other; `tickets` are those of the send or look-up under way. */
function outbox() {
  let model = emptyOutbox;
  let done: string[] = [];
  const step = (event: OutboxEvent) => {
    const [next, effects] = stepOutbox(model, event);
    model = next;
    done = effects.map(effect => `${effect.kind} ${'item' in effect ? effect.item.msgId : effect.msgId}`);
    return effects;
  };
  const ticket = (msgId: string) => model.entries.find(entry => entry.item.msgId === msgId)?.ticket ?? 0;
  return {
    step,
    type: (msgId: string, changes?: Partial<OutboxItem>) =>
      step({ kind: 'enqueued', item: item(msgId, changes) }),
    connect: (now = 0) => step({ kind: 'connected', now }),
    answer: (msgId: string, outcome: SendOutcome) =>
      step({ kind: 'answered', msgId, ticket: ticket(msgId), outcome }),
    lookedUp: (
      msgId: string,
      outcome: 'found' | 'absent' | 'unknown',
      { visitorWrote = false, now = 0, late = false } = {},
    ) => step({ kind: 'lookedUp', msgId, ticket: late ? -1 : ticket(msgId), outcome, visitorWrote, now }),
    answerOfLookUp: (msgId: string, outcome: 'absent'): OutboxEvent => ({
      kind: 'lookedUp',
      msgId,
      ticket: ticket(msgId),
      outcome,
      visitorWrote: false,
      now: 0,
    }),
    states: () => model.entries.map(entry => `${entry.item.msgId} ${entry.item.state}`),
    reasonOf: (msgId: string) => model.entries.find(entry => entry.item.msgId === msgId)?.item.reason,
    did: (kind: string) => done.filter(effect => effect.startsWith(kind)),
    effects: () => done,
  };
}

/** An outbox whose item `a` went out and whose answer was lost, while connected. */
function unsure() {
  const box = outbox();
  box.connect();
  box.type('a');
  box.answer('a', lost);
  return box;
}

describe('sending', () => {
  it('waits for a connection', () => {
    const box = outbox();
    box.type('a');
    expect(box.effects()).toEqual(['store a']);
    box.connect();
    expect(box.effects()).toEqual(['store a', 'send a']);
  });

  it('is one at a time in a conversation, and apart from other conversations', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.type('b');
    expect(box.did('send')).toEqual([]);
    box.type('x', { visitorId: 'other' });
    expect(box.did('send')).toEqual(['send x']);
    box.answer('a', { kind: 'sent' });
    expect(box.effects()).toEqual(['remove a', 'store b', 'send b']);
  });

  it('stops at an item that was refused, and goes on when that one is discarded', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.type('b');
    box.answer('a', refused);
    expect(box.states()).toEqual(['a failed', 'b queued']);
    expect(box.reasonOf('a')?.uuid).toBe('u-1');
    box.step({ kind: 'discarded', msgId: 'a' });
    expect(box.states()).toEqual(['b sending']);
  });

  it('lets what takes the chat go past what failed, for that may be what it waits for', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.answer('a', refused);
    box.type('b');
    box.type('serve', { act: messageAct('serve', [], true) });
    expect(box.did('send')).toEqual(['send serve']);
    expect(box.states()).toEqual(['a failed', 'b queued', 'serve sending']);
    box.step({ kind: 'retried', msgId: 'a' });
    expect(box.did('send')).toEqual([]);
    box.answer('serve', { kind: 'sent' });
    expect(box.did('send')).toEqual(['send a']);
    box.answer('a', { kind: 'sent' });
    expect(box.did('send')).toEqual(['send b']);
  });

  it('lets nothing go past what may have gone out', () => {
    const box = unsure();
    box.type('serve', { act: messageAct('serve', [], true) });
    expect(box.did('send')).toEqual([]);
  });

  it('sends a refused item again on retry, before those behind it', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.type('b');
    box.answer('a', refused);
    box.step({ kind: 'retried', msgId: 'a' });
    expect(box.states()).toEqual(['a sending', 'b queued']);
    expect(box.reasonOf('a')).toBeNull();
  });

  it('keeps what the socket never took queued, and sends it on the next connection', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.step({ kind: 'disconnected' });
    box.answer('a', notSent);
    expect(box.states()).toEqual(['a queued']);
    box.connect();
    expect(box.did('send')).toEqual(['send a']);
  });

  it('sends at once what only an earlier connection did not take', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.step({ kind: 'disconnected' });
    box.connect();
    box.answer('a', notSent);
    expect(box.did('send')).toEqual(['send a']);
  });

  it('rests, longer each time, when an open connection does not take it', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    const rests: number[] = [];
    for (let i = 0; i < 7; i += 1) {
      for (const effect of box.answer('a', notSent)) if (effect.kind === 'rest') rests.push(effect.ms);
      expect(box.states()).toEqual(['a queued']);
      box.step({ kind: 'rested', msgId: 'a' });
      expect(box.states()).toEqual(['a sending']);
    }
    expect(rests).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('can’t be discarded while it is under way', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.step({ kind: 'discarded', msgId: 'a' });
    expect(box.states()).toEqual(['a sending']);
  });

  it('is done, in any state, as soon as the echo is seen', () => {
    for (const outcome of [refused, lost, notSent, null]) {
      const box = outbox();
      box.connect();
      box.type('a');
      box.type('b');
      if (outcome !== null) box.answer('a', outcome);
      box.step({ kind: 'settled', msgId: 'a' });
      expect(box.states()).toEqual(['b sending']);
    }
  });
});

describe('an item whose answer was lost', () => {
  it('is looked up at once while there is a connection, and holds back those behind it', () => {
    const box = unsure();
    expect(box.effects()).toEqual(['store a', 'lookUp a']);
    box.type('b');
    expect(box.states()).toEqual(['a unsure', 'b queued']);
  });

  it('is looked up on the next connection when there is none', () => {
    const box = outbox();
    box.connect();
    box.type('a');
    box.step({ kind: 'disconnected' });
    box.answer('a', lost);
    expect(box.did('lookUp')).toEqual([]);
    box.connect();
    expect(box.did('lookUp')).toEqual(['lookUp a']);
    expect(box.did('send')).toEqual([]);
  });

  it('is done when it is found, even by a look-up of an earlier connection', () => {
    const box = unsure();
    box.type('b');
    box.lookedUp('a', 'found', { late: true });
    expect(box.states()).toEqual(['b sending']);
  });

  it('is sent again under the same id when it is absent', () => {
    const box = unsure();
    box.lookedUp('a', 'absent', { now: STALE_AFTER });
    expect(box.did('send')).toEqual(['send a']);
  });

  it('is not sent for an absence that an earlier connection told', () => {
    const box = unsure();
    box.lookedUp('a', 'absent', { late: true });
    expect(box.states()).toEqual(['a unsure']);
  });

  it('is not sent for an absence that is told after the connection went', () => {
    const box = unsure();
    const answer = box.answerOfLookUp('a', 'absent');
    box.step({ kind: 'disconnected' });
    box.step(answer);
    box.connect();
    expect(box.states()).toEqual(['a unsure']);
    expect(box.effects()).toEqual(['lookUp a']);
  });

  it.each([
    ['the visitor has written since', { visitorWrote: true }, failureReasons.visitorWroteSince],
    ['it is older than five minutes', { now: STALE_AFTER + 1 }, failureReasons.tooOld],
    ['the clock was set back', { now: -STALE_AFTER - 1 }, failureReasons.tooOld],
  ])('asks the agent when it is absent and %s', (_, circumstances, reason) => {
    const box = unsure();
    box.lookedUp('a', 'absent', circumstances);
    expect(box.states()).toEqual(['a unsure']);
    expect(box.reasonOf('a')).toEqual(reason);
  });

  it('asks the agent after it was sent again too often', () => {
    const box = unsure();
    for (let i = 0; i < MAX_RESENDS; i += 1) {
      box.lookedUp('a', 'absent');
      expect(box.states()).toEqual(['a sending']);
      box.answer('a', lost);
    }
    box.lookedUp('a', 'absent');
    expect(box.reasonOf('a')).toEqual(failureReasons.resentTooOften);
  });

  it('stays unsure when the logs can’t be read', () => {
    const box = unsure();
    box.lookedUp('a', 'unknown');
    expect(box.states()).toEqual(['a unsure']);
    expect(box.reasonOf('a')).toEqual(failureReasons.notChecked);
  });

  it('is looked up before a retry sends it, old or not', () => {
    const box = unsure();
    box.lookedUp('a', 'absent', { visitorWrote: true });
    box.step({ kind: 'retried', msgId: 'a' });
    expect(box.effects()).toEqual(['lookUp a']);
    box.lookedUp('a', 'absent', { visitorWrote: true, now: 2 * STALE_AFTER });
    expect(box.states()).toEqual(['a sending']);
  });

  it('is sent by a retry although the logs can’t be read only to an agent who was told so', () => {
    const box = unsure();
    box.step({ kind: 'retried', msgId: 'a' });
    box.lookedUp('a', 'unknown');
    expect(box.states()).toEqual(['a unsure']);
    box.step({ kind: 'retried', msgId: 'a' });
    expect(box.effects()).toEqual(['lookUp a']);
    box.lookedUp('a', 'unknown');
    expect(box.states()).toEqual(['a sending']);
  });

  it('is retried on the next connection when there is none', () => {
    const box = unsure();
    box.lookedUp('a', 'absent', { visitorWrote: true });
    box.step({ kind: 'disconnected' });
    box.step({ kind: 'retried', msgId: 'a' });
    expect(box.effects()).toEqual([]);
    box.connect();
    expect(box.effects()).toEqual(['lookUp a']);
    box.lookedUp('a', 'absent', { visitorWrote: true });
    expect(box.states()).toEqual(['a sending']);
  });

  it('is not sent by a check, which only tells', () => {
    const box = unsure();
    box.lookedUp('a', 'unknown');
    box.step({ kind: 'checked', msgId: 'a' });
    expect(box.effects()).toEqual(['lookUp a']);
    box.lookedUp('a', 'absent');
    expect(box.states()).toEqual(['a unsure']);
    expect(box.reasonOf('a')).toEqual(failureReasons.notInChat);
  });
});

describe('a reload', () => {
  it('makes unsure what was under way, and looks it up before anything else goes out', () => {
    const box = outbox();
    box.connect();
    box.step({ kind: 'loaded', items: [item('a', { state: 'sending' }), item('b')], now: 1 });
    expect(box.states()).toEqual(['a unsure', 'b queued']);
    expect(box.effects()).toEqual(['store a', 'lookUp a']);
  });

  it('sends what waits since less than five minutes, and asks about what is older', () => {
    const box = outbox();
    box.connect();
    const items = [item('fresh', { createdAt: 1 }), item('old', { visitorId: 'other' })];
    box.step({ kind: 'loaded', items, now: STALE_AFTER + 1 });
    expect(box.states()).toEqual(['fresh sending', 'old failed']);
    expect(box.reasonOf('old')).toEqual(failureReasons.staleInQueue);
  });

  it('puts earlier items before those typed meanwhile, and takes none twice', () => {
    const box = outbox();
    box.type('c', { createdAt: 3 });
    box.step({
      kind: 'loaded',
      items: [item('a', { createdAt: 2 }), item('b', { createdAt: 1 }), item('c')],
      now: 4,
    });
    expect(box.states()).toEqual(['a queued', 'b queued', 'c queued']);
  });
});
