import { describe, expect, it } from 'vitest';
import { formatSpan, formatWait, waitLevel } from './waitTime.ts';

describe('a wait', () => {
  it.each([
    [0, 'good'],
    [19_999, 'good'],
    [20_000, 'warn'],
    [39_999, 'warn'],
    [40_000, 'bad'],
    [3_600_000, 'bad'],
  ] as const)('of %i ms is %s', (ms, level) => {
    expect(waitLevel(ms)).toBe(level);
  });

  it.each([
    [0, '0:00'],
    [8_999, '0:08'],
    [60_000, '1:00'],
    [760_000, '12:40'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [3_723_000, '1:02:03'],
    [90_000_000, '25:00:00'],
  ])('of %i ms reads %s', (ms, text) => {
    expect(formatWait(ms)).toBe(text);
  });

  it.each([
    [0, 'now'],
    [59_999, 'now'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [7_199_999, '1 h'],
    [172_800_000, '48 h'],
  ])('of %i ms is in one word %s', (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });
});
