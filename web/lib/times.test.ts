import { afterAll, describe, expect, it, vi } from 'vitest';

const timeZone = vi.hoisted(() => {
  vi.stubEnv('TZ', 'Europe/Stockholm');
  return 'Europe/Stockholm';
});

import { dayKey, formatClock, formatDay, formatExact } from './times.ts';

afterAll(() => void vi.unstubAllEnvs());

/** As this reader writes it, on Stockholm's clock. */
const inStockholm = (iso: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(undefined, { ...options, timeZone }).format(Date.parse(iso));

describe('times on the reader’s clock', () => {
  it('are the local time of day', () => {
    expect(formatClock(Date.parse('2026-11-22T13:02:09Z'))).toBe(
      inStockholm('2026-11-22T13:02:09Z', { hour: '2-digit', minute: '2-digit' }),
    );
    expect(formatClock(Date.parse('2026-11-22T13:02:09Z'))).toContain('02');
    expect(formatClock(Date.parse('2026-11-22T13:02:09Z'))).not.toContain('13');
  });

  it('are exact to the second on demand', () => {
    const exact = formatExact(Date.parse('2026-11-22T13:02:09Z'));
    expect(exact).toContain('2026');
    expect(exact).toContain(':02:09');
  });
});

describe('the day of a time', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');

  it.each([
    ['2026-11-21T23:00:00Z', 'Today'],
    ['2026-11-22T22:59:59Z', 'Today'],
    ['2026-11-21T22:59:59Z', 'Yesterday'],
    ['2026-11-20T23:00:00Z', 'Yesterday'],
  ])('is, at midnight in Stockholm, of %s: %s', (iso, day) => {
    expect(formatDay(Date.parse(iso), now)).toBe(day);
  });

  it('is a name and a date when it is longer ago', () => {
    const iso = '2026-11-20T22:59:59Z';
    expect(formatDay(Date.parse(iso), now)).toBe(
      inStockholm(iso, { weekday: 'long', day: 'numeric', month: 'long' }),
    );
  });

  it.each([
    ['after the day of 23 hours', '2026-03-29T10:00:00Z', '2026-03-29T22:30:00Z'],
    ['late in the day of 25 hours', '2026-10-24T10:00:00Z', '2026-10-25T22:30:00Z'],
  ])('is yesterday %s', (_when, at, later) => {
    expect(formatDay(Date.parse(at), Date.parse(later))).toBe('Yesterday');
  });

  it('is yesterday across a new year', () => {
    expect(formatDay(Date.parse('2025-12-31T12:00:00Z'), Date.parse('2026-01-01T12:00:00Z'))).toBe(
      'Yesterday',
    );
  });

  it('has one key for all its times, and another than any other day', () => {
    const keys = [
      '2026-11-21T23:00:00Z',
      '2026-11-22T22:59:59Z',
      '2026-11-22T23:00:00Z',
      '2025-11-22T12:00:00Z',
    ];
    const [first, last, next, yearBefore] = keys.map(iso => dayKey(Date.parse(iso)));
    expect(first).toBe(last);
    expect(new Set([first, next, yearBefore]).size).toBe(3);
  });
});
