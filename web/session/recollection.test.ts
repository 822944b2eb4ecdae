import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Database } from '../lib/database.ts';
import type { Hold } from '../outbox/heldActs.ts';
import { ada, chat, hold } from '../testing/builders.ts';
import { TimelineStore } from '../timeline/timelineStore.ts';
import { EndedChats } from './endedChats.ts';
import { Recollection } from './recollection.ts';

function open({ acts = [] }: { readonly acts?: readonly Hold[] } = {}) {
  const timeline = new TimelineStore();
  const ended = new EndedChats({ timeline });
  const recollection = new Recollection({
    ended,
    timeline,
    holds: () => acts,
    me: () => ada.id,
    database: new Database(crypto.randomUUID()),
  });
  onTestFinished(() => recollection.dispose());
  const says = (text: string, at: number) =>
    timeline.conversation('v1').append({
      kind: 'message',
      id: `${text} ${at}`,
      msgId: null,
      from: { kind: 'visitor', id: 'v1', name: 'Ada' },
      text,
      options: [],
      at,
    });
  const ends = (at = Date.now()) => ended.list.set([{ chat: chat({ visitorId: 'v1' }), at }]);
  const kept = async () => (await recollection.chatLog()).chatsWith(ada.id, 'v1');
  const learnt = async () => (await recollection.pastTransfers()).experience.getSnapshot();
  return { recollection, says, ends, kept, learnt };
}

describe('what is remembered of ended chats', () => {
  it('is what was said, how it ended, and what a transfer teaches', async () => {
    const { says, ends, kept, learnt } = open({ acts: [hold()] });
    says('A refund please', 1_000);
    ends();
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
    expect((await kept())[0]).toMatchObject({
      outcome: { kind: 'handedOver', to: 'Sales' },
      startedAt: 1_000,
      lines: [{ text: 'A refund please' }],
    });
    await vi.waitFor(async () => expect(await learnt()).toMatchObject({ sales: { words: { refund: 1 } } }));
  });

  it('teaches of a chat that was not transferred that it went nowhere', async () => {
    const { says, ends, kept, learnt } = open();
    says('Opening hours', 1_000);
    ends();
    await vi.waitFor(async () => expect(await kept()).toMatchObject([{ outcome: { kind: 'ended' } }]));
    await vi.waitFor(async () => expect(await learnt()).toMatchObject({ '': { chats: 1 } }));
  });

  it('is of the second chat what was said since the first', async () => {
    const { says, ends, kept } = open();
    says('First', 1_000);
    ends(Date.now() - 1);
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
    says('Second', 2_000);
    ends();
    await vi.waitFor(async () => expect(await kept()).toHaveLength(2));
    expect((await kept())[0]?.lines.map(({ text }) => text)).toEqual(['Second']);
  });

  it('is nothing new of a chat that ended before this page was opened', async () => {
    const { says, ends, kept } = open();
    says('Long ago', 1_000);
    ends(Date.now() - 61_000);
    await new Promise(resolve => setImmediate(resolve));
    expect(await kept()).toEqual([]);
  });

  it('is gone after a wipe', async () => {
    const { says, ends, kept, recollection } = open();
    says('Hello', 1_000);
    ends();
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
    await recollection.wipe();
    expect(await kept()).toEqual([]);
  });
});
