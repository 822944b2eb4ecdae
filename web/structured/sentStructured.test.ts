import { beforeEach, describe, expect, it } from 'vitest';
import type { StructuredMessage } from '../outbox/structuredMessage.ts';
import { outboxItem } from '../testing/builders.ts';
import { agentEntry, sizes } from '../testing/structuredMessages.ts';
import { SentStructured } from './sentStructured.ts';

const at = 1_000_000;
const colours: StructuredMessage = { ...sizes, fallback: null };

/** An outbox in which this is on its way to `v1`. */
function outboxWith(...messages: readonly (readonly [string, StructuredMessage])[]) {
  const items = messages.map(([msgId, message]) =>
    outboxItem({ msgId, act: { kind: 'structured', message } }),
  );
  return { getVisitors: () => ['v1'], getSnapshot: () => items };
}

beforeEach(() => localStorage.clear());

describe('structured messages that went out', () => {
  it('are known again by their text, for the API gives no more', () => {
    const sent = new SentStructured();
    sent.note(outboxWith(['a', sizes]), at);
    expect(sent.messageOf('v1', agentEntry())).toEqual(sizes);
    expect(sent.messageOf('v1', agentEntry({ text: 'Which colour?' }))).toBeNull();
  });

  it('are known by the text of their fallback as well', () => {
    const sent = new SentStructured();
    sent.note(outboxWith(['a', { ...sizes, fallback: { text: 'Say a size', options: [] } }]), at);
    expect(sent.messageOf('v1', agentEntry({ text: 'Say a size' }))).not.toBeNull();
  });

  it('are not taken for another visitor’s, the visitor’s own words, a plain reply, or another day’s', () => {
    const sent = new SentStructured();
    sent.note(outboxWith(['a', sizes]), at);
    expect(sent.messageOf('v2', agentEntry())).toBeNull();
    expect(sent.messageOf('v1', agentEntry({ from: { kind: 'visitor', id: 'v1', name: 'V' } }))).toBeNull();
    expect(sent.messageOf('v1', agentEntry({ msgId: 'plain' }))).toBeNull();
    expect(sent.messageOf('v1', agentEntry({ at: at + 25 * 3_600_000 }))).toBeNull();
  });

  it('are told apart by when they were sent, when they read the same', () => {
    const sent = new SentStructured();
    sent.note(outboxWith(['a', sizes]), at);
    sent.note(outboxWith(['b', colours]), at + 60_000);
    expect(sent.messageOf('v1', agentEntry({ at: at + 500 }))).toEqual(sizes);
    expect(sent.messageOf('v1', agentEntry({ at: at + 61_000 }))).toEqual(colours);
  });

  it('count as sent when they were last on their way, however long they waited', () => {
    const sent = new SentStructured();
    sent.note(outboxWith(['a', sizes]), at);
    sent.note(outboxWith(['b', colours]), at + 60_000);
    sent.note(outboxWith(['a', sizes]), at + 120_000);
    expect(sent.messageOf('v1', agentEntry({ at: at + 120_100 }))).toEqual(sizes);
    expect(sent.list.getSnapshot()).toHaveLength(2);
  });

  it('are remembered over a reload, until the agent signs out', () => {
    new SentStructured().note(outboxWith(['a', sizes]), at);
    const reloaded = new SentStructured();
    expect(reloaded.messageOf('v1', agentEntry())).toEqual(sizes);
    reloaded.wipe();
    expect(new SentStructured().messageOf('v1', agentEntry())).toBeNull();
  });

  it('are followed from other tabs', () => {
    const here = new SentStructured();
    const stop = here.follow();
    new SentStructured().note(outboxWith(['a', sizes]), at);
    dispatchEvent(new StorageEvent('storage', { key: 'switchboard.structured' }));
    expect(here.messageOf('v1', agentEntry())).toEqual(sizes);
    stop();
  });

  it('are forgotten, the oldest first, when there are more than a hundred; what was kept and can’t be read, at once', () => {
    localStorage.setItem('switchboard.structured', '[{"id":"x"}, 7]');
    const sent = new SentStructured();
    expect(sent.list.getSnapshot()).toEqual([]);
    for (let index = 0; index < 101; index += 1) sent.note(outboxWith([`m${index}`, sizes]), at + index);
    expect(
      sent.list
        .getSnapshot()
        .map(({ id }) => id)
        .slice(0, 1),
    ).toEqual(['m1']);
  });
});
