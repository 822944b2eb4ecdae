import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { FrameTap, NOTES_KEPT } from './frameTap.ts';

describe('the tap', () => {
  it('tells who said what on which line, and when', () => {
    const clock = manualClock(1000);
    const tap = new FrameTap(clock);
    const line = tap.open({ sessionId: 'abc123', agentId: 'agent' });
    clock.advance(5);
    line.received('{}');
    tap.http.sent('[]');
    tap.open(null).closed(1000);
    const whose = { sessionId: 'abc123', agentId: 'agent' };
    expect(tap.after(0)).toMatchObject([
      { number: 1, at: 1000, line: 1, what: 'opened', ...whose },
      { number: 2, at: 1005, line: 1, what: 'received', text: '{}', cut: 0, ...whose },
      { number: 3, line: 0, what: 'sent', text: '[]', sessionId: null },
      { number: 4, line: 2, what: 'opened', sessionId: null },
      { number: 5, line: 2, what: 'closed', text: '1000' },
    ]);
    expect(tap.after(4).map(({ number }) => number)).toEqual([5]);
    expect(tap.after(5)).toEqual([]);
    expect(tap.after(99)).toEqual([]);
  });

  it('keeps the last 500 alone, however many come', () => {
    const tap = new FrameTap(manualClock());
    for (let sent = 1; sent <= 3 * NOTES_KEPT + 7; sent += 1) tap.http.sent(String(sent));
    const kept = tap.after(0);
    expect(kept).toHaveLength(NOTES_KEPT);
    expect(kept.at(0)?.number).toBe(2 * NOTES_KEPT + 8);
    expect(kept.at(-1)?.text).toBe(String(3 * NOTES_KEPT + 7));
  });

  it('cuts what is too long, and says how much', () => {
    const tap = new FrameTap(manualClock());
    tap.http.sent('ä'.repeat(1_000_000));
    const [note] = tap.after(0);
    expect(note?.text).toBe('ä'.repeat(20_000));
    expect(note?.cut).toBe(980_000);
  });
});
