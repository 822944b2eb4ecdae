import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import { ada, ben, chat } from '../testing/builders.ts';
import { ScriptedClient } from '../testing/scriptedClient.ts';
import { Listening } from './listening.ts';

const theirs = chat({ agents: [ben] });
const book = (...chats: readonly Chat[]) => ({
  chats: new Map(chats.map(one => [one.visitorId, one])),
  loaded: true,
});

function open() {
  const script = new ScriptedClient({
    ListenVisitorChannel: () => ({ data: { listenVisitorChannel: { success: true } } }),
    LeaveChannel: () => ({ data: { leaveChannel: { success: true } } }),
  });
  const onError = vi.fn<(title: string, error: unknown) => void>();
  const refresh = vi.fn(() => Promise.resolve());
  const chatOf = vi.fn((): Chat | null => theirs);
  const listening = new Listening({ client: script.client, refresh, chatOf, onError });
  return {
    script,
    listening,
    onError,
    refresh,
    chatOf,
    followed: () => [...listening.visitors.getSnapshot()],
  };
}

const refuse = () => ({ data: null, errors: [{ message: 'no' }] });

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

describe('listening without joining', () => {
  it('follows the chat’s channel until it is stopped', async () => {
    const { listening, script, followed } = open();
    await listening.start(theirs);
    expect(followed()).toEqual(['v1']);
    await listening.stop(theirs);
    expect(followed()).toEqual([]);
    expect(script.sent).toEqual([
      { name: 'ListenVisitorChannel', variables: { channelId: 'channel-v1' } },
      { name: 'LeaveChannel', variables: { channelId: 'channel-v1' } },
    ]);
  });

  it('is as it was when the service refuses', async () => {
    const { listening, script, followed } = open();
    script.reply('ListenVisitorChannel', refuse);
    await expect(listening.start(theirs)).rejects.toThrow('no');
    expect(followed()).toEqual([]);
    script.reply('ListenVisitorChannel', () => ({ data: { listenVisitorChannel: { success: false } } }));
    await expect(listening.start(theirs)).rejects.toThrow('did not carry it out');

    script.reply('ListenVisitorChannel', () => ({ data: { listenVisitorChannel: { success: true } } }));
    script.reply('LeaveChannel', refuse);
    await listening.start(theirs);
    await expect(listening.stop(theirs)).rejects.toThrow('no');
    expect(followed()).toEqual(['v1']);
  });

  it('never leaves a chat that is not listened to: that may be the agent’s own', async () => {
    const { listening, script } = open();
    await listening.stop(theirs);
    expect(script.sent).toEqual([]);
  });

  it('goes on after a new connection, under the channel’s new id, also after a reload', async () => {
    await open().listening.start(theirs);
    const { listening, script, refresh, chatOf } = open();
    refresh.mockImplementation(() => {
      chatOf.mockReturnValue({ ...theirs, channelId: 'another' });
      return Promise.resolve();
    });
    await listening.resume();
    expect(script.sent).toEqual([{ name: 'ListenVisitorChannel', variables: { channelId: 'another' } }]);
  });

  it('reads nothing after a connection when nobody is listened to', async () => {
    const { listening, refresh } = open();
    await listening.resume();
    expect(refresh).not.toHaveBeenCalled();
  });

  it('says so when it can’t go on', async () => {
    const { listening, script, onError, followed } = open();
    await listening.start(theirs);
    script.reply('ListenVisitorChannel', refuse);
    await listening.resume();
    expect(followed()).toEqual([]);
    expect(onError).toHaveBeenCalledWith(
      'You no longer listen to the chat with Visitor v1',
      expect.anything(),
    );
  });

  it.each<[string, readonly Chat[], readonly string[]]>([
    ['goes on while a colleague serves', [theirs], ['v1']],
    ['goes on when the visitor waits again', [chat()], ['v1']],
    ['ends when the chat is the agent’s own', [chat({ agents: [ada] })], []],
    ['ends with the chat', [], []],
  ])('%s', async (_what, chats, left) => {
    const { listening, followed } = open();
    await listening.start(theirs);
    listening.take({ chats: new Map(), loaded: false }, ada.id);
    listening.take(book(), null);
    expect(followed()).toEqual(['v1']);
    listening.take(book(...chats), ada.id);
    expect(followed()).toEqual(left);
  });

  it('is forgotten at sign-out', async () => {
    const { listening } = open();
    await listening.start(theirs);
    listening.wipe();
    expect([...open().listening.visitors.getSnapshot()]).toEqual([]);
  });
});
