import {
  ConnectionLostError,
  EnvelopeError,
  RequestTimeoutError,
  SessionEndedError,
} from 'graphql-ws-adapter-custom';
import { describe, expect, it } from 'vitest';
import { chat, outboxItem } from '../testing/builders.ts';
import { type Reply, ScriptedClient } from '../testing/scriptedClient.ts';
import { messageAct } from './act.ts';
import { sendItem } from './sendItem.ts';

async function send(reply: Reply, item = outboxItem(), to: Parameters<typeof sendItem>[1] = chat()) {
  const script = new ScriptedClient({ SendMessage: reply });
  const outcome = await sendItem(script.ask, to, item);
  return { outcome, sent: script.sent };
}

const answer = (success: boolean | null) => ({ data: { sendMessage: { success } } });
const taken: Reply = () => answer(true);
const refused = (code: string) => ({ kind: 'rejected', reason: { code } });

describe('sending one message', () => {
  it('sends text, id and channel, and is done when Zendesk takes it', async () => {
    const { outcome, sent } = await send(taken, outboxItem({ text: 'He said "hi"\n', msgId: 'm-7' }));
    expect(outcome).toEqual({ kind: 'sent' });
    expect(sent).toEqual([
      {
        name: 'SendMessage',
        variables: {
          channelId: 'channel-v1',
          text: 'He said "hi"\n',
          msgId: 'm-7',
          options: null,
          backoff: null,
        },
      },
    ]);
  });

  it('sends options and backoff where the item has them', async () => {
    const { sent } = await send(taken, outboxItem({ act: messageAct('Hello', ['yes', 'no'], true) }));
    expect(sent[0]?.variables).toMatchObject({ options: ['yes', 'no'], backoff: true });
  });

  it('is rejected without a request when the chat is gone', async () => {
    const { outcome, sent } = await send(taken, outboxItem(), null);
    expect(outcome).toMatchObject(refused('CHAT_ENDED'));
    expect(sent).toEqual([]);
  });

  it('is rejected when Zendesk answers that it did not take it', async () => {
    expect((await send(() => answer(false))).outcome).toMatchObject(refused('NOT_TAKEN'));
  });

  it('is unsure when the answer does not say', async () => {
    expect((await send(() => answer(null))).outcome).toMatchObject({ kind: 'unsure' });
  });

  it('says that a colleague serves the visitor when a first message is held back', async () => {
    const { outcome } = await send(() => answer(false), outboxItem({ act: messageAct('Hello', [], true) }));
    expect(outcome).toMatchObject(refused('SERVED'));
  });

  it('is rejected with name, words and UUID of Zendesk’s refusal', async () => {
    const error = new EnvelopeError({ name: 'RATE_LIMITED', message: 'Slow down', UUID: 'u-1' }, 429);
    expect((await send(() => Promise.reject(error))).outcome).toEqual({
      kind: 'rejected',
      reason: { code: 'RATE_LIMITED', message: 'Slow down', uuid: 'u-1' },
    });
  });

  it('is rejected when the result has errors', async () => {
    const errors = [{ message: 'No such channel', extensions: { UUID: 'u-2' } }];
    expect((await send(() => ({ errors }))).outcome).toEqual({
      kind: 'rejected',
      reason: { code: 'GRAPHQL_EXEC_ERROR', message: 'No such channel', uuid: 'u-2' },
    });
  });

  it.each([
    ['the socket went after it was sent', new ConnectionLostError('x', true), 'CONNECTION_LOST'],
    ['no answer came in time', new RequestTimeoutError(true, false), 'REQUEST_TIMEOUT'],
  ])('is unsure when %s', async (_what, error, code) => {
    const { outcome } = await send(() => Promise.reject(error));
    expect(outcome).toMatchObject({ kind: 'unsure', reason: { code } });
  });

  it.each([
    ['there was no socket', new ConnectionLostError('x', false)],
    ['no socket came in time', new RequestTimeoutError(false, true)],
    ['the session had ended', new SessionEndedError('taken over')],
  ])('was not sent when %s', async (_what, error) => {
    expect((await send(() => Promise.reject(error))).outcome).toEqual({ kind: 'notSent' });
  });
});
