import { describe, expect, it } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import { chat } from '../testing/builders.ts';
import { Later } from '../testing/later.ts';
import { ScriptedClient, type Variables } from '../testing/scriptedClient.ts';
import { messageNode, type Node } from '../testing/wire.ts';
import { EarlierLogs } from './earlierLogs.ts';
import type { TimelineEntry } from './entries.ts';
import { idsOf, message } from './testEntries.ts';
import { TimelineStore } from './timelineStore.ts';

const manyMessages = (count: number) => Array.from({ length: count }, (_, i) => messageNode(`m${i}`, i));
const edges = (nodes: readonly Node[], from = 0) => ({
  edges: nodes.map((node, i) => ({ cursor: String(from + i), node })),
});
const refusal = { data: null, errors: [{ message: 'Cannot query field "cursor"' }] };

type Setting = { readonly logs: readonly Node[]; readonly held?: number; readonly chats?: number };

function open({ logs, held = 0, chats = 1 }: Setting) {
  const channels = Array.from({ length: chats }, (_, i) => ({
    __typename: 'VisitorChannel',
    id: `channel-v${i + 1}`,
    visitor: { __typename: 'Visitor', id: `v${i + 1}` },
  }));
  const page = ({ last, before }: Variables) => {
    const end = typeof before === 'string' ? Number(before) : logs.length;
    const start = Math.max(0, end - Number(last));
    return edges(logs.slice(start, end), start);
  };
  const answer = (variables: Variables) => {
    const { first, after } = variables;
    const from = typeof after === 'string' ? Number(after) + 1 : 0;
    const listed = channels.slice(from, typeof first === 'number' ? from + first : undefined);
    return { data: { channels: edges(listed.map(channel => ({ ...channel, logs: page(variables) }))) } };
  };
  const script = new ScriptedClient({
    EarlierLogs: answer,
    RecentLogs: answer,
    ChannelPlaces: () => ({ data: { channels: edges(channels) } }),
  });
  const timeline = new TimelineStore();
  const conversation = timeline.conversation('v1');
  for (const node of logs.slice(logs.length - held))
    conversation.append(message(String(node['id']), Number(node['timestamp'])));
  const known: { chat: Chat | null; kept: readonly TimelineEntry[] } = { chat: chat(), kept: [] };
  const earlier = new EarlierLogs({
    client: script.client,
    timeline,
    chatOf: () => known.chat,
    countChats: () => chats,
    kept: visitorId => Promise.resolve(known.kept.filter(() => visitorId === 'v1')),
  });
  const asked = () =>
    script.sent.map(({ name, variables }) => [name, variables['last'], variables['before'] ?? null]);
  return {
    earlier,
    conversation,
    script,
    asked,
    answer,
    known,
    state: () => earlier.stateOf('v1').getSnapshot(),
  };
}

describe('earlier logs', () => {
  it('come a page at a time, until the conversation begins', async () => {
    const logs = manyMessages(320);
    const { earlier, conversation, asked, state } = open({ logs, held: 50 });
    expect(state()).toEqual({ kind: 'more' });
    await earlier.read('v1');
    expect(conversation.length).toBe(150);
    expect(state()).toEqual({ kind: 'more' });
    await earlier.read('v1');
    await earlier.read('v1');
    expect(state()).toEqual({ kind: 'beginning' });
    expect(idsOf(conversation)).toEqual(logs.map(({ id }) => id));
    expect(asked()).toEqual([
      ['EarlierLogs', 150, null],
      ['EarlierLogs', 100, '170'],
      ['EarlierLogs', 100, '70'],
    ]);
    await earlier.read('v1');
    expect(asked()).toHaveLength(3);
  });

  it('are not asked for twice at once', async () => {
    const { earlier, script, asked, state } = open({ logs: manyMessages(10) });
    const answer = new Later<{ data: null }>();
    script.reply('EarlierLogs', () => answer.promise);
    const reading = earlier.read('v1');
    expect(state()).toEqual({ kind: 'reading' });
    await earlier.read('v1');
    expect(asked()).toHaveLength(1);
    answer.resolve({ data: null });
    await reading;
  });

  it('are read on until something is new, where much came live', async () => {
    const { earlier, conversation, asked } = open({ logs: manyMessages(5_000), held: 2_250 });
    await earlier.read('v1');
    expect(conversation.length).toBe(3_000);
    expect(asked().map(([, last]) => last)).toEqual([1_000, 1_000, 1_000]);
    await earlier.read('v1');
    expect(conversation.length).toBe(3_100);
  });

  it('that were let go are read again, from what is held back to the beginning', async () => {
    const logs = manyMessages(320);
    const { earlier, conversation, state } = open({ logs, held: 50 });
    for (let page = 0; page < 3; page += 1) await earlier.read('v1');
    expect(state()).toEqual({ kind: 'beginning' });
    earlier.noteLetGo('v1');
    conversation.keepLast(40);
    earlier.noteBeginning('v1');
    expect(state()).toEqual({ kind: 'more' });
    for (let page = 0; page < 3; page += 1) await earlier.read('v1');
    expect(state()).toEqual({ kind: 'beginning' });
    expect(idsOf(conversation)).toEqual(logs.map(({ id }) => id));
  });

  it('that were let go and are of another chat are those that this browser keeps, or are gone', async () => {
    const { earlier, conversation, known, state } = open({ logs: manyMessages(30), held: 30 });
    const before = ['a', 'b'].map((id, n) => message(id, n - 2));
    conversation.merge([...before, ...conversation.entries()]);
    const all = idsOf(conversation);
    earlier.noteLetGo('v1');
    conversation.keepLast(5);
    await earlier.read('v1');
    expect(idsOf(conversation)).toEqual(all.slice(2));
    expect(state()).toEqual({ kind: 'gone' });
    known.kept = before;
    await earlier.read('v1');
    expect(idsOf(conversation)).toEqual(all);
    expect(state()).toEqual({ kind: 'beginning' });
  });

  it('keep the conversation whole while they are read, whatever comes of it', async () => {
    const { earlier, conversation, script, state } = open({ logs: manyMessages(3) });
    const answer = new Later<never>();
    script.reply('EarlierLogs', () => answer.promise);
    const reading = earlier.read('v1');
    expect(conversation.isKeptWhole).toBe(true);
    answer.reject(new Error('no line'));
    await reading;
    expect(state()).toMatchObject({ kind: 'failed' });
    expect(conversation.isKeptWhole).toBe(false);
  });

  it('are read by depth where the service knows no cursors', async () => {
    const { earlier, conversation, script, asked, state } = open({ logs: manyMessages(230), held: 50 });
    script.reply('EarlierLogs', () => refusal);
    await earlier.read('v1');
    await earlier.read('v1');
    expect(conversation.length).toBe(230);
    expect(state()).toEqual({ kind: 'beginning' });
    expect(asked()).toEqual([
      ['EarlierLogs', 150, null],
      ['RecentLogs', 150, null],
      ['RecentLogs', 250, null],
    ]);
  });

  it('are found again when a cursor is refused, as after a new session', async () => {
    const { earlier, conversation, script, asked, answer } = open({ logs: manyMessages(400), held: 50 });
    await earlier.read('v1');
    script.reply('EarlierLogs', variables => (variables['before'] === null ? answer(variables) : refusal));
    await earlier.read('v1');
    expect(conversation.length).toBe(250);
    expect(asked().map(([name, last, before]) => [name, last, before])).toEqual([
      ['EarlierLogs', 150, null],
      ['EarlierLogs', 100, '250'],
      ['EarlierLogs', 250, null],
    ]);
  });

  it('say what went wrong, and can be asked for again', async () => {
    const { earlier, script, state, answer } = open({ logs: manyMessages(3) });
    script.reply('EarlierLogs', () => Promise.reject(new Error('no line')));
    await earlier.read('v1');
    expect(state()).toMatchObject({ kind: 'failed', error: { message: 'no line' } });
    script.reply('EarlierLogs', answer);
    await earlier.read('v1');
    expect(state()).toEqual({ kind: 'beginning' });
  });

  it('that could not be read are more to read once the service answers again, and nothing else changes', async () => {
    const { earlier, script, state, answer } = open({ logs: manyMessages(3) });
    script.reply('EarlierLogs', () => Promise.reject(new Error('no line')));
    await earlier.read('v1');
    earlier.noteBeginning('v2');
    earlier.tryAgain();
    expect(state()).toEqual({ kind: 'more' });
    expect(earlier.stateOf('v2').getSnapshot()).toEqual({ kind: 'beginning' });
    script.reply('EarlierLogs', answer);
    await earlier.read('v1');
    expect(state()).toEqual({ kind: 'beginning' });
  });

  it('of one chat among many are read alone', async () => {
    const { earlier, script, conversation } = open({ logs: manyMessages(30), chats: 21 });
    await earlier.read('v1');
    expect(conversation.length).toBe(30);
    expect(script.sent.map(({ name }) => name)).toEqual(['ChannelPlaces', 'EarlierLogs']);
    expect(script.sent[1]?.variables).toEqual({ last: 100, before: null, first: 1, after: null });
  });

  it('can’t be read of a chat that has ended', async () => {
    const { earlier, known, script, state } = open({ logs: manyMessages(3) });
    known.chat = null;
    await earlier.read('v1');
    expect(state()).toEqual({ kind: 'gone' });
    expect(script.sent).toEqual([]);
  });

  it('are not there when all was read before', async () => {
    const { earlier, script, state } = open({ logs: manyMessages(3) });
    earlier.noteBeginning('v1');
    await earlier.read('v1');
    expect(state()).toEqual({ kind: 'beginning' });
    expect(script.sent).toEqual([]);
  });

  it('of a chat that has ended are those that this browser keeps, once they were let go', async () => {
    const { earlier, conversation, known, state, asked } = open({ logs: manyMessages(30), held: 30 });
    await earlier.read('v1');
    expect(state()).toEqual({ kind: 'beginning' });
    known.kept = conversation.entries();
    known.chat = null;
    conversation.keepLast(5);
    earlier.noteLetGo('v1');
    expect(state()).toEqual({ kind: 'more' });
    const before = asked().length;
    await earlier.read('v1');
    expect(conversation.entries()).toEqual(known.kept);
    expect(state()).toEqual({ kind: 'gone' });
    expect(asked()).toHaveLength(before);
  });
});
