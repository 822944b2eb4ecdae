import { afterEach, describe, expect, it, vi } from 'vitest';
import { Later } from '../testing/later.ts';
import { type Reply, ScriptedClient } from '../testing/scriptedClient.ts';
import { channelNode, connection } from '../testing/wire.ts';
import { ChatDirectory } from './chatDirectory.ts';

const answer = (...nodes: readonly unknown[]) => ({ data: { channels: connection(...nodes) } });
const names = ({ book }: ChatDirectory) => [...book.getSnapshot().chats.keys()];

describe('the chat directory', () => {
  const endings: (() => void)[] = [];
  const open = (replies: Readonly<Record<string, Reply>>) => {
    const script = new ScriptedClient(replies);
    const directory = new ChatDirectory(script.client);
    endings.push(
      () => directory.dispose(),
      () => script.client.stop(),
    );
    return { script, directory };
  };
  afterEach(() => {
    for (const end of endings.splice(0)) end();
  });

  it('asks for nothing by itself, and is not loaded before the first answer', async () => {
    const { script, directory } = open({ Channels: () => answer(channelNode('v1')) });
    await Promise.resolve();
    expect(script.sent).toEqual([]);
    expect(directory.book.getSnapshot()).toEqual({ chats: new Map(), loaded: false });
  });

  it('shows the chats of an answer, and no more those that the next one lacks', async () => {
    const { script, directory } = open({ Channels: () => answer(channelNode('v1'), channelNode('v2')) });
    await directory.refresh();
    expect(names(directory)).toEqual(['v1', 'v2']);
    expect(directory.chatOf('v2')).toMatchObject({ channelId: 'channel-v2' });
    script.reply('Channels', () => answer(channelNode('v1')));
    await directory.refresh();
    expect(names(directory)).toEqual(['v1']);
    expect(directory.chatOf('v2')).toBeNull();
  });

  it('shows an answer when the read is over, and tells of it once', async () => {
    const { script, directory } = open({ Channels: () => answer(channelNode('v1')) });
    await directory.refresh();
    const listener = vi.fn();
    directory.book.subscribe(listener);
    script.reply('Channels', () => answer(channelNode('v2')));
    await directory.refresh();
    expect(names(directory)).toEqual(['v2']);
    await new Promise(resolve => setTimeout(resolve));
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('tells of nothing where a read brings nothing new, and keeps the chats that did not change', async () => {
    const answers = (city: string) => () => answer(channelNode('v1'), channelNode('v2', { city }));
    const { script, directory } = open({ Channels: answers('Oslo') });
    await directory.refresh();
    const listener = vi.fn();
    directory.book.subscribe(listener);
    await directory.refresh();
    expect(listener).not.toHaveBeenCalled();
    const [first, second] = [directory.chatOf('v1'), directory.chatOf('v2')];
    script.reply('Channels', answers('Rome'));
    await directory.refresh();
    expect(directory.chatOf('v1')).toBe(first);
    expect(directory.chatOf('v2')).toEqual({ ...second, place: 'Rome' });
  });

  it('is loaded by an answer without a chat', async () => {
    const { directory } = open({ Channels: () => answer() });
    await directory.refresh();
    expect(directory.book.getSnapshot()).toEqual({ chats: new Map(), loaded: true });
  });

  it('reads once more, and only once, when it is asked during a read', async () => {
    const first = new Later<ReturnType<typeof answer>>();
    const { script, directory } = open({ Channels: () => first.promise });
    const asked = directory.refresh();
    const again = [directory.refresh(), directory.refresh()];
    await vi.waitFor(() => expect(script.countOf('Channels')).toBe(1));
    script.reply('Channels', () => answer(channelNode('late')));
    first.resolve(answer());
    await Promise.all([asked, ...again]);
    expect(script.countOf('Channels')).toBe(2);
    expect(names(directory)).toEqual(['late']);
  });

  it('throws what the read threw, keeps the chats, and can be asked again', async () => {
    const { script, directory } = open({ Channels: () => answer(channelNode('v1')) });
    await directory.refresh();
    script.reply('Channels', () => Promise.reject(new Error('no line')));
    await expect(directory.refresh()).rejects.toThrow('no line');
    expect(names(directory)).toEqual(['v1']);
    script.reply('Channels', () => answer(channelNode('v2')));
    await directory.refresh();
    expect(names(directory)).toEqual(['v2']);
  });

  it('leaves `state` out for good when the service refuses the field', async () => {
    const { script, directory } = open({
      Channels: () => ({ errors: [{ message: 'Cannot query field "state" on type "VisitorChannel".' }] }),
      ChannelsWithoutState: () => answer({ ...channelNode('v1'), state: undefined }),
    });
    await directory.refresh();
    expect(names(directory)).toEqual(['v1']);
    await directory.refresh();
    expect(script.sent.map(({ name }) => name)).toEqual([
      'Channels',
      'ChannelsWithoutState',
      'ChannelsWithoutState',
    ]);
  });

  it('does not take another refusal for that', async () => {
    const { script, directory } = open({ Channels: () => ({ errors: [{ message: 'Out of order' }] }) });
    await expect(directory.refresh()).rejects.toThrow('Out of order');
    expect(script.countOf('ChannelsWithoutState')).toBe(0);
  });

  it('still knows the visitor of a channel that is gone', async () => {
    const { script, directory } = open({ Channels: () => answer(channelNode('v1', { id: 'old' })) });
    await directory.refresh();
    script.reply('Channels', () => answer(channelNode('v1', { id: 'new' })));
    await directory.refresh();
    expect(directory.visitorOf('old')).toBe('v1');
    expect(directory.visitorOf('new')).toBe('v1');
    expect(directory.visitorOf('never seen')).toBeNull();
  });
});
