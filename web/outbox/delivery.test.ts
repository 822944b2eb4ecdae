import { describe, expect, it } from 'vitest';
import { outboxItem } from '../testing/builders.ts';
import { ScriptedClient } from '../testing/scriptedClient.ts';
import { sizes } from '../testing/structuredMessages.ts';
import { agentNode, channelNode, connection, messageNode } from '../testing/wire.ts';
import { messageAct } from './act.ts';
import { Delivery } from './delivery.ts';
import { Ledger } from './ledger.ts';
import { textOfStructured } from './structuredMessage.ts';

const reply = outboxItem({ msgId: 'm1', visitorId: 'v1' });
const leave = outboxItem({ act: { kind: 'leave' }, text: '' });

function open(agents: readonly string[], logs: readonly unknown[] = [], me: string | null = 'me') {
  const serving = { now: agents };
  const channel = () =>
    channelNode('v1', { agents: connection(...serving.now.map(id => agentNode(id, id))) });
  const script = new ScriptedClient({
    Channels: () => ({ data: { channels: connection(channel()) } }),
    RecentLogs: () => ({ data: { channels: connection({ ...channel(), logs: connection(...logs) }) } }),
    SendMessage: () => ({ data: { sendMessage: { success: true } } }),
    SendQuickReplies: () => ({ data: { sendQuickReplies: null } }),
    LeaveChannel: () => ({ data: { leaveChannel: { success: true } } }),
  });
  const ledger = new Ledger({ ask: script.ask, onEcho: () => undefined });
  const delivery = new Delivery({ ask: script.ask, ledger, me: () => me });
  return { script, ledger, delivery, serving };
}

describe('the delivery of an act', () => {
  it('waits until the agent is known', async () => {
    const { script, delivery } = open(['me'], [], null);
    expect(await delivery.send(reply)).toEqual({ kind: 'notSent' });
    expect(script.sent).toEqual([]);
  });

  it('goes into the agent’s own chat, which is read first when it is not known', async () => {
    const { script, delivery } = open(['me']);
    expect(await delivery.send(reply)).toEqual({ kind: 'sent' });
    expect(script.sent.map(({ name }) => name)).toEqual(['Channels', 'SendMessage']);
  });

  it('does not join a chat that the agent has left', async () => {
    const { script, delivery } = open(['colleague']);
    expect(await delivery.send(reply)).toMatchObject({ kind: 'rejected', reason: { code: 'NOT_SERVED' } });
    expect(await delivery.send(leave)).toMatchObject({ kind: 'rejected', reason: { code: 'NOT_SERVED' } });
    expect(script.countOf('SendMessage') + script.countOf('LeaveChannel')).toBe(0);
  });

  it('is not refused for what an older reading says, when the chats can’t be read just now', async () => {
    const { script, ledger, delivery, serving } = open([]);
    await ledger.refresh();
    serving.now = ['me'];
    script.reply('Channels', () => ({ errors: [{ message: 'Busy' }] }));
    expect(await delivery.send(reply)).toEqual({ kind: 'notSent' });
    script.reply('Channels', () => ({ errors: [{ name: 'UNAUTHORIZED', message: 'Expired' }] }));
    expect(await delivery.send(reply)).toMatchObject({ kind: 'rejected', reason: { code: 'UNAUTHORIZED' } });
    expect(script.countOf('SendMessage')).toBe(0);
  });

  it('joins with what takes the visitor', async () => {
    const { script, delivery } = open([]);
    expect(await delivery.send({ ...reply, act: messageAct('Hello', [], true) })).toEqual({ kind: 'sent' });
    expect(script.countOf('SendMessage')).toBe(1);
  });

  it('reads the chats anew when something other than words has gone out', async () => {
    const { script, ledger, delivery, serving } = open(['me']);
    await ledger.refresh();
    serving.now = [];
    expect(await delivery.send(leave)).toEqual({ kind: 'sent' });
    expect(script.countOf('Channels')).toBe(2);
    expect(ledger.chatOf('v1')?.agents).toEqual([]);
  });

  it('looks for a message in the logs, by its id', async () => {
    const found = open(['me'], [messageNode('e1', 1, { msg_id: 'm1' })]);
    expect(await found.delivery.lookUp(reply)).toBe('found');
    const absent = open(['me'], [messageNode('e2', 1)]);
    expect(await absent.delivery.lookUp(reply)).toBe('absent');
  });

  it('looks for a structured message by its text, among what came since it was first sent', async () => {
    const item = outboxItem({ msgId: 's1', act: { kind: 'structured', message: sizes } });
    const said = (id: string, content: string) =>
      messageNode(id, 1, { content, from: agentNode('me', 'Me'), sender_name: 'Me' });
    const logs: unknown[] = [messageNode('e0', 0), said('e1', textOfStructured(sizes))];
    const { ledger, delivery } = open(['me'], logs);
    expect(await delivery.lookUp(item)).toBe('unknown');
    await ledger.lookFor('nothing', 'v1', 0);
    expect(await delivery.send(item)).toMatchObject({ kind: 'unsure' });
    expect(await delivery.lookUp(item)).toBe('unknown');
    logs.push(said('e2', 'Something else'), messageNode('e3', 3, { content: textOfStructured(sizes) }));
    expect(await delivery.lookUp(item)).toBe('unknown');
    logs.push(said('e4', textOfStructured(sizes)));
    expect(await delivery.lookUp(item)).toBe('found');
  });

  it('looks for a leave in the channels', async () => {
    const { delivery, serving } = open(['me']);
    expect(await delivery.lookUp(leave)).toBe('absent');
    serving.now = [];
    expect(await delivery.lookUp(leave)).toBe('found');
  });
});
