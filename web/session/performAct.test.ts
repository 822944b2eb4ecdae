import { ConnectionLostError, EnvelopeError, RequestTimeoutError } from 'graphql-ws-adapter-custom';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatDirectory } from '../apollo/chatDirectory.ts';
import { ada, ben, hold } from '../testing/builders.ts';
import { type Reply, ScriptedClient } from '../testing/scriptedClient.ts';
import { agentNode, channelNode, connection } from '../testing/wire.ts';
import { performAct } from './performAct.ts';

const leave = hold({ act: { kind: 'leave' } });
const channels =
  (...nodes: readonly unknown[]): Reply =>
  () => ({ data: { channels: connection(...nodes) } });
const servedBy = ({ id, name }: typeof ada) => channelNode('v1', { agents: connection(agentNode(id, name)) });
const success = (value: boolean | null) => () => ({
  data: { transferToDepartment: { success: value }, leaveChannel: { success: value } },
});
const fails =
  (error: Error): Reply =>
  () =>
    Promise.reject(error);
const lost = fails(new ConnectionLostError('x', true));

describe('carrying out a transfer or a leave', () => {
  const endings: (() => void)[] = [];
  afterEach(() => {
    for (const end of endings.splice(0)) end();
  });

  /** A chat of Ada's, and what comes of the act. */
  async function open(reply: Reply) {
    const script = new ScriptedClient({ Channels: channels(servedBy(ada)) });
    script.reply('TransferToDepartment', reply);
    script.reply('LeaveChannel', reply);
    const directory = new ChatDirectory(script.client);
    endings.push(
      () => directory.dispose(),
      () => script.client.stop(),
    );
    await directory.refresh();
    script.sent.length = 0;
    const act = (what = hold()) => performAct(what, { client: script.client, directory, me: () => ada.id });
    return { script, directory, act };
  }

  it('transfers the visitor’s present channel, then reads the chats', async () => {
    const { script, directory, act } = await open(success(true));
    script.reply('Channels', channels());
    await act();
    expect(script.sent).toEqual([
      { name: 'TransferToDepartment', variables: { channelId: 'channel-v1', departmentId: 'sales' } },
      { name: 'Channels', variables: {} },
    ]);
    expect(directory.chatOf('v1')).toBeNull();
  });

  it('leaves the visitor’s present channel', async () => {
    const { script, act } = await open(success(true));
    await act(leave);
    expect(script.sent[0]).toEqual({ name: 'LeaveChannel', variables: { channelId: 'channel-v1' } });
  });

  it('is done though the chats can’t be read after it', async () => {
    const { script, act } = await open(success(true));
    script.reply('Channels', fails(new Error('no line')));
    await act();
  });

  it.each([hold(), leave])('throws when Zendesk answers that it did not', async what => {
    const { act } = await open(success(false));
    await expect(act(what)).rejects.toThrow('Zendesk did not carry it out.');
  });

  it('throws a refusal as it is, and does not look further', async () => {
    const refusal = new EnvelopeError({ name: 'FORBIDDEN', message: 'No' }, 403);
    const { script, act } = await open(fails(refusal));
    await expect(act()).rejects.toBe(refusal);
    expect(script.countOf('Channels')).toBe(0);
  });

  it('throws when it was never sent, and does not look further', async () => {
    const { script, act } = await open(fails(new ConnectionLostError('x', false)));
    await expect(act()).rejects.toThrow(ConnectionLostError);
    expect(script.countOf('Channels')).toBe(0);
  });

  it.each([
    ['the chat is gone', lost, channels()],
    ['a colleague serves it', lost, channels(servedBy(ben))],
    ['it waits unserved', fails(new RequestTimeoutError(true, false)), channels(channelNode('v1'))],
  ])('was carried out when the answer is lost and %s', async (_what, reply, after) => {
    const { script, act } = await open(reply);
    script.reply('Channels', after);
    await act();
    expect(script.countOf('TransferToDepartment')).toBe(1);
  });

  it('was not carried out when the answer is lost and the chat is still mine', async () => {
    const { act } = await open(lost);
    await expect(act()).rejects.toThrow(ConnectionLostError);
  });

  it('throws when the answer is lost and the chats can’t be read', async () => {
    const { script, act } = await open(lost);
    script.reply('Channels', fails(new Error('no line')));
    await expect(act()).rejects.toThrow('no line');
  });

  it('sends nothing for a chat that has ended', async () => {
    const { script, act } = await open(success(true));
    await expect(act(hold({ visitorId: 'gone' }))).rejects.toThrow('This chat has ended.');
    expect(script.sent).toEqual([]);
  });
});
