import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ChatDirectory } from '../apollo/chatDirectory.ts';
import { type Reply, ScriptedClient } from '../testing/scriptedClient.ts';
import { connection } from '../testing/wire.ts';
import { CatchUp } from '../timeline/catchUp.ts';
import { TimelineStore } from '../timeline/timelineStore.ts';
import { Upkeep } from './upkeep.ts';

const noLine: Reply = () => Promise.reject(new Error('no line'));
const noChats: Reply = () => ({ data: { channels: connection() } });

function open() {
  const script = new ScriptedClient({
    Channels: noChats,
    RecentLogs: noChats,
  });
  const { client } = script;
  const directory = new ChatDirectory(client);
  const catchUp = new CatchUp({
    client,
    timeline: new TimelineStore(),
    visitorOf: () => null,
    visitors: () => [],
  });
  const onError = vi.fn<(title: string, error: unknown) => void>();
  const onAnswered = vi.fn<() => void>();
  const upkeep = new Upkeep({ directory, catchUp, isLive: () => true, onError, onAnswered });
  onTestFinished(() => {
    upkeep.dispose();
    directory.dispose();
    client.stop();
  });
  const sent = () => script.sent.map(({ name }) => name);
  return { script, upkeep, sent, onError, onAnswered };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

const settle = () => vi.advanceTimersByTimeAsync(50);

describe('the upkeep', () => {
  it('reads channels, then logs', async () => {
    const { upkeep, sent } = open();
    upkeep.connected();
    await settle();
    expect(sent()).toEqual(['Channels', 'RecentLogs']);
  });

  it('says that the service answers when it has, and not before', async () => {
    const { upkeep, script, onAnswered } = open();
    script.reply('Channels', noLine);
    upkeep.connected();
    await settle();
    expect(onAnswered).not.toHaveBeenCalled();
    script.reply('Channels', noChats);
    upkeep.poll();
    await settle();
    expect(onAnswered).toHaveBeenCalledTimes(1);
  });

  it('reads only the channels at a poll when nothing is owed', async () => {
    const { upkeep, sent } = open();
    upkeep.connected();
    await settle();
    upkeep.poll();
    await settle();
    expect(sent().slice(2)).toEqual(['Channels']);
  });

  it('makes up at the next poll for logs that could not be read', async () => {
    const { script, upkeep, sent, onError } = open();
    script.reply('RecentLogs', noLine);
    upkeep.connected();
    await settle();
    expect(onError).toHaveBeenCalledWith('Could not read what was said', expect.anything());
    script.reply('RecentLogs', noChats);
    upkeep.poll();
    await settle();
    expect(sent().slice(2)).toEqual(['Channels', 'RecentLogs']);
  });

  it('reads for many new chats once a second', async () => {
    const { upkeep, sent } = open();
    upkeep.connected();
    await settle();
    for (let chat = 0; chat < 30; chat += 1) {
      upkeep.news();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    const reads = sent()
      .slice(2)
      .filter(name => name === 'RecentLogs').length;
    expect(reads).toBeGreaterThanOrEqual(3);
    expect(reads).toBeLessThanOrEqual(4);
  });

  it('polls by itself, and no more once it is disposed', async () => {
    const { upkeep, sent } = open();
    upkeep.connected();
    await settle();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(sent().slice(2)).toEqual(['Channels']);
    upkeep.news();
    upkeep.dispose();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent()).toHaveLength(3);
  });
});
