import { describe, expect, it } from 'vitest';
import { defaultNoticeSettings } from '../../settings/noticeSettings.ts';
import { breaksThrough, formatMinutes, isQuiet, parseMinutes } from './quietHours.ts';

const { quietHours } = defaultNoticeSettings;
/** From 18:00 to 8:00, begun on Monday to Friday. */
const nights = { ...quietHours, isOn: true };

/** 2 February 2026 was a Monday. */
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 1, 1 + day, hours, minutes);

describe('quiet hours', () => {
  it('are none while they are switched off', () => {
    expect(isQuiet({ ...nights, isOn: false }, at(1, 23))).toBe(false);
  });

  it.each([
    ['Monday 17:59', at(1, 17, 59), false],
    ['Monday 18:00', at(1, 18), true],
    ['Tuesday 7:59, begun on Monday', at(2, 7, 59), true],
    ['Tuesday 8:00', at(2, 8), false],
    ['Saturday 7:59, begun on Friday', at(6, 7, 59), true],
    ['Saturday 18:00', at(6, 18), false],
    ['Monday 7:59, for Sunday has none', at(1, 7, 59), false],
  ])('over midnight belong to the day on which they begin: %s', (_name, date, expected) => {
    expect(isQuiet(nights, date)).toBe(expected);
  });

  it('within a day end on it', () => {
    const lunch = { ...nights, from: 12 * 60, to: 13 * 60, days: [1] };
    expect(
      [at(1, 11, 59), at(1, 12), at(1, 12, 59), at(1, 13), at(2, 12)].map(date => isQuiet(lunch, date)),
    ).toEqual([false, true, true, false, false]);
  });

  it('from and to alike are a whole day', () => {
    const sundays = { ...nights, from: 0, to: 0, days: [0] };
    expect([at(0, 0), at(0, 23, 59), at(1, 0)].map(date => isQuiet(sundays, date))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('let visitors who wait to be served through, by choice, and nothing else', () => {
    expect(breaksThrough({ exceptUnserved: true }, 'unserved')).toBe(true);
    expect(breaksThrough({ exceptUnserved: false }, 'unserved')).toBe(false);
    expect(breaksThrough({ exceptUnserved: true }, 'message')).toBe(false);
    expect(breaksThrough({ exceptUnserved: true }, 'arrived')).toBe(false);
  });
});

it.each(['00:00', '08:05', '23:59'])('the time %s is read as it is written', text => {
  expect(formatMinutes(parseMinutes(text) ?? -1)).toBe(text);
});

it.each(['', '24:00', '8:60', 'noon'])('%j is no time', text => {
  expect(parseMinutes(text)).toBeNull();
});
