import { describe, expect, it } from 'vitest';
import { Database } from '../lib/database.ts';
import { ChatLog } from './chatLog.ts';
import { decodeEarlierChat, type EarlierChat, linesOf, MOST_LINES, subjectOf } from './earlierChat.ts';

const day = 24 * 60 * 60_000;

function chat(visitorId: string, endedAt: number, text = 'Hello?'): EarlierChat {
  const line = { from: 'visitor', name: 'Ada', text, at: endedAt - 1_000 } as const;
  return {
    visitorId,
    name: 'Ada',
    startedAt: endedAt - 1_000,
    endedAt,
    outcome: { kind: 'ended' },
    lines: [line],
  };
}

function open(now = () => 100 * day) {
  return new ChatLog(new Database(crypto.randomUUID()), now);
}

describe('the log of chats that have ended', () => {
  it('has the chats of an agent with a visitor, the latest first', async () => {
    const log = open();
    await log.record('ada', chat('v1', 99 * day));
    await log.record('ada', chat('v1', 100 * day));
    await log.record('ada', chat('v2', 100 * day));
    await log.record('ben', chat('v1', 100 * day - 1));
    expect((await log.chatsWith('ada', 'v1')).map(({ endedAt }) => endedAt)).toEqual([100 * day, 99 * day]);
    expect(log.version.getSnapshot()).toBe(4);
  });

  it('keeps a chat once, and none in which nothing was said', async () => {
    const log = open();
    expect(await log.record('ada', chat('v1', 100 * day, 'first'))).toBe(true);
    expect(await log.record('ada', chat('v1', 100 * day, 'second'))).toBe(false);
    expect(await log.record('ada', { ...chat('v1', 99 * day), lines: [] })).toBe(false);
    expect((await log.chatsWith('ada', 'v1')).map(subjectOf)).toEqual(['first']);
  });

  it('forgets what is older than 30 days', async () => {
    let now = 10 * day;
    const log = open(() => now);
    await log.record('ada', chat('v1', 10 * day));
    now = 41 * day;
    await log.record('ada', chat('v1', 41 * day));
    expect((await log.chatsWith('ada', 'v1')).map(({ endedAt }) => endedAt)).toEqual([41 * day]);
  });

  it('forgets everything when it is wiped', async () => {
    const log = open();
    await log.record('ada', chat('v1', 100 * day));
    await log.wipe();
    expect(await log.chatsWith('ada', 'v1')).toEqual([]);
  });
});

describe('what is kept of a chat', () => {
  const message = (at: number, kind: 'visitor' | 'agent' = 'visitor') =>
    ({
      kind: 'message',
      id: String(at),
      msgId: null,
      from: { kind, id: kind, name: kind },
      text: `at ${at}`,
      options: [],
      at,
    }) as const;
  const of = (...entries: readonly ReturnType<typeof message>[]) => ({
    length: entries.length,
    at: (index: number) => entries[index],
  });

  it('is what was said since the chat before', () => {
    expect(linesOf(of(message(1), message(2), message(3, 'agent')), 1).map(({ text }) => text)).toEqual([
      'at 2',
      'at 3',
    ]);
  });

  it('is its last lines when there are many', () => {
    const many = Array.from({ length: MOST_LINES + 5 }, (_, index) => message(index + 1));
    const lines = linesOf(of(...many), 0);
    expect(lines).toHaveLength(MOST_LINES);
    expect(lines[0]?.at).toBe(6);
  });

  it('is known by the visitor’s first words', () => {
    expect(subjectOf({ lines: linesOf(of(message(1, 'agent'), message(2)), 0) })).toBe('at 2');
    expect(subjectOf({ lines: [] })).toBe('');
  });

  it.each([null, 3, {}, { lines: [] }, { visitorId: 'v1', startedAt: 1, endedAt: 'x', lines: [] }])(
    'is nothing when it can’t be read: %j',
    kept => expect(decodeEarlierChat(kept)).toBeNull(),
  );

  it('is read as far as it is understood', () => {
    const kept = { ...chat('v1', 5_000), outcome: { kind: 'handedOver', to: 'Sales' } };
    expect(decodeEarlierChat(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(decodeEarlierChat({ ...kept, outcome: 'odd', lines: [3, { text: 'x' }] })).toMatchObject({
      outcome: { kind: 'ended' },
      lines: [],
    });
  });
});
