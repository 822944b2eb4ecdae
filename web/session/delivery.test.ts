import { describe, expect, it, onTestFinished } from 'vitest';
import { ChatDirectory } from '../apollo/chatDirectory.ts';
import { messageAct } from '../outbox/act.ts';
import { outboxItem } from '../testing/builders.ts';
import { ScriptedClient } from '../testing/scriptedClient.ts';
import { sizes } from '../testing/structuredMessages.ts';
import { agentNode, channelNode, connection, messageNode } from '../testing/wire.ts';
import { CatchUp } from '../timeline/catchUp.ts';
import { message } from '../timeline/testEntries.ts';
import { TimelineStore } from '../timeline/timelineStore.ts';
import { Delivery } from './delivery.ts';

const reply = outboxItem({ msgId: 'm1', visitorId: 'v1' });

function open(agents: readonly string[], logs: readonly unknown[] = []) {
  const channel = channelNode('v1', { agents: connection(...agents.map(id => agentNode(id, id))) });
  const script = new ScriptedClient({
    Channels: () => ({ data: { channels: connection(channel) } }),
    RecentLogs: () => ({ data: { channels: connection({ ...channel, logs: connection(...logs) }) } }),
    SendMessage: () => ({ data: { sendMessage: { success: true } } }),
    SendQuickReplies: () => ({ data: { sendQuickReplies: null } }),
  });
  const { client } = script;
  const timeline = new TimelineStore();
  const directory = new ChatDirectory(client);
  const catchUp = new CatchUp({ client, timeline, visitorOf: () => 'v1', visitors: () => ['v1'] });
  const delivery = new Delivery({ client, directory, timeline, catchUp, me: () => 'me' });
  onTestFinished(() => {
    delivery.dispose();
    directory.dispose();
    client.stop();
  });
  return { script, timeline, directory, delivery };
}

describe('the delivery of a reply', () => {
  it('waits until the chats have been read', async () => {
    const { script, delivery } = open(['me']);
    expect(await delivery.send(reply)).toEqual({ kind: 'notSent' });
    expect(script.countOf('SendMessage')).toBe(0);
  });

  it('goes into the agent’s own chat, and is over when its echo has come', async () => {
    const { script, timeline, directory, delivery } = open(['me']);
    await directory.refresh();
    const sent = delivery.send(reply);
    await expect.poll(() => script.countOf('SendMessage')).toBe(1);
    timeline.conversation('v1').append({ ...message('e1', 1), msgId: 'm1' });
    expect(await sent).toEqual({ kind: 'sent' });
    expect(script.countOf('RecentLogs')).toBe(0);
  });

  it('reads the logs when the echo does not come', async () => {
    const { script, timeline, directory, delivery } = open(['me'], [messageNode('e1', 1, { msg_id: 'm1' })]);
    await directory.refresh();
    expect(await delivery.send(reply)).toEqual({ kind: 'sent' });
    expect(script.countOf('RecentLogs')).toBe(1);
    expect(timeline.conversation('v1').hasMsgId('m1')).toBe(true);
  });

  it('does not join a chat that the agent has left', async () => {
    const { script, directory, delivery } = open(['colleague']);
    await directory.refresh();
    expect(await delivery.send(reply)).toMatchObject({ kind: 'rejected', reason: { code: 'NOT_SERVED' } });
    expect(script.countOf('SendMessage')).toBe(0);
  });

  it('joins with what takes the visitor', async () => {
    const { script, timeline, directory, delivery } = open([]);
    await directory.refresh();
    timeline.conversation('v1').append({ ...message('e1', 1), msgId: 'm1' });
    expect(await delivery.send({ ...reply, act: messageAct('Hello', [], true) })).toEqual({ kind: 'sent' });
    expect(script.countOf('SendMessage')).toBe(1);
  });

  it('is looked up in the logs by its id', async () => {
    const found = open(['me'], [messageNode('e1', 1, { msg_id: 'm1' })]);
    expect(await found.delivery.lookUp(reply)).toBe('found');
    const absent = open(['me'], [messageNode('e2', 1)]);
    expect(await absent.delivery.lookUp(reply)).toBe('absent');
  });

  it('of a structured message is looked up by its text, among what came since it was first sent', async () => {
    const item = outboxItem({ msgId: 's1', visitorId: 'v1', act: { kind: 'structured', message: sizes } });
    const { timeline, directory, delivery } = open(['me']);
    const conversation = timeline.conversation('v1');
    const said = (id: string, at: number, text: string) =>
      conversation.append({
        ...message(id, at),
        from: { kind: 'agent', id: 'me', name: 'me' },
        text,
        msgId: null,
      });
    await directory.refresh();
    said('e1', 1, sizes.fallback?.text ?? '');
    expect(await delivery.lookUp(item)).toBe('unknown');
    expect(await delivery.send(item)).toMatchObject({ kind: 'unsure' });
    expect(await delivery.lookUp(item)).toBe('unknown');
    said('e2', 2, 'Something else');
    conversation.append({ ...message('e3', 3), text: 'Which size?' });
    expect(await delivery.lookUp(item)).toBe('unknown');
    said('e4', 4, 'Which size?');
    expect(await delivery.lookUp(item)).toBe('found');
  });
});
