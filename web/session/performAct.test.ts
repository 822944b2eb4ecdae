import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryOutboxStore } from '../outbox/memoryOutboxStore.ts';
import { Outbox } from '../outbox/outbox.ts';
import type { LookUpOutcome, OutboxItem, SendOutcome } from '../outbox/outboxItem.ts';
import { ActRefusedError } from '../outbox/untilDone.ts';
import { hold } from '../testing/builders.ts';
import { performAct } from './performAct.ts';

const refused: SendOutcome = { kind: 'rejected', reason: { code: 'FORBIDDEN', message: 'No', uuid: 'u-1' } };
const lost: SendOutcome = { kind: 'unsure', reason: { code: 'LOST', message: 'lost', uuid: null } };

/** An outbox that is connected and answers every send and every look-up so. */
function open(answers: { send?: (item: OutboxItem) => SendOutcome; lookUp?: LookUpOutcome } = {}) {
  const { send = () => ({ kind: 'sent' }), lookUp = 'unknown' } = answers;
  const sent: string[] = [];
  let ids = 0;
  const outbox = new Outbox({
    store: createMemoryOutboxStore(),
    send: async item => {
      sent.push(item.act.kind);
      return send(item);
    },
    lookUp: async () => lookUp,
    visitorWroteSince: () => false,
    now: () => 1_000,
    createId: () => `m${++ids}`,
  });
  onTestFinished(() => outbox.dispose());
  outbox.connected();
  return { outbox, sent };
}

describe('carrying out what was held', () => {
  it('sends it through the outbox, and is done when it is answered', async () => {
    const { outbox, sent } = open();
    await performAct(hold(), outbox);
    expect(sent).toEqual(['transfer']);
    expect(outbox.pendingCount()).toBe(0);
  });

  it('sends the farewell first', async () => {
    const { outbox, sent } = open();
    await performAct(hold({ farewell: 'Goodbye!' }), outbox);
    expect(sent).toEqual(['message', 'transfer']);
  });

  it('throws a refusal with Zendesk’s words, and takes the act out of the outbox', async () => {
    const { outbox } = open({ send: () => refused });
    const error = await performAct(hold(), outbox).catch((reason: unknown) => reason);
    expect(ActRefusedError.is(error) && error.reason).toEqual({
      code: 'FORBIDDEN',
      message: 'No',
      uuid: 'u-1',
    });
    expect(outbox.pendingCount()).toBe(0);
  });

  it('does not happen when the farewell is refused, which stays to be seen', async () => {
    const { outbox, sent } = open({
      send: ({ act }) => (act.kind === 'message' ? refused : { kind: 'sent' }),
    });
    await expect(performAct(hold({ farewell: 'Goodbye!' }), outbox)).rejects.toThrow('has not gone out');
    expect(sent).toEqual(['message']);
    expect(outbox.getSnapshot('v1')).toMatchObject([{ text: 'Goodbye!', state: 'failed' }]);
  });

  it('is done when the answer is lost and it turns out to have happened', async () => {
    const { outbox, sent } = open({ send: () => lost, lookUp: 'found' });
    await performAct(hold(), outbox);
    expect(sent).toEqual(['transfer']);
    expect(outbox.pendingCount()).toBe(0);
  });

  it('is left to the outbox, which asks, when nobody can tell whether it happened', async () => {
    const { outbox } = open({ send: () => lost });
    await performAct(hold(), outbox);
    await vi.waitFor(() => expect(outbox.getSnapshot('v1')).toMatchObject([{ state: 'unsure' }]));
  });
});
