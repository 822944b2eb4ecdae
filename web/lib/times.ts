import { t } from '@lingui/core/macro';
import { dateFormat } from './dateFormats.ts';

/** The time of day of a UNIX time in ms, as this reader writes it: `14:02`. */
export function formatClock(at: number): string {
  return dateFormat('clock').format(at);
}

/** The day of a UNIX time in ms, in short: `28 Apr`. */
export function formatDate(at: number): string {
  return dateFormat('date').format(at);
}

/** Day, date and time to the second, for a tooltip. */
export function formatExact(at: number): string {
  return dateFormat('exact').format(at);
}

/** `Today`, `Yesterday`, or the day's name and date. */
export function formatDay(at: number, now: number): string {
  if (dayKey(at) === dayKey(now)) return t`Today`;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return dayKey(at) === dayKey(yesterday.getTime()) ? t`Yesterday` : dateFormat('day').format(at);
}

/** The same text for two times of one local day, and another for any other day. */
export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
