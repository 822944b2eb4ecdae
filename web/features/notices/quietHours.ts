import { assertNever } from '../../lib/assertNever.ts';
import type { QuietHours } from '../../settings/noticeSettings.ts';
import type { OccasionKind } from './occasion.ts';

/**
 * Whether the agent wants no sound and no desktop notice at this local time. A span over midnight belongs to the day on
 * which it begins; from and to alike is the whole day.
 */
export function isQuiet({ isOn, from, to, days }: QuietHours, at: Date): boolean {
  if (!isOn) return false;
  const minute = at.getHours() * 60 + at.getMinutes();
  const today = at.getDay();
  if (from < to) return days.includes(today) && minute >= from && minute < to;
  return (days.includes(today) && minute >= from) || (days.includes((today + 6) % 7) && minute < to);
}

/** Whether this is told all the same: visitors who wait to be served may break through, by choice. */
export function breaksThrough(quiet: Pick<QuietHours, 'exceptUnserved'>, kind: OccasionKind): boolean {
  switch (kind) {
    case 'unserved':
      return quiet.exceptUnserved;
    case 'arrived':
    case 'message':
      return false;
    default:
      return assertNever(kind);
  }
}

/** Minutes after midnight as a field for times shows and gives them: `18:30`. */
export function formatMinutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Reads `18:30`; null for what is no time of a day. */
export function parseMinutes(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})/u.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const parsed = Number(hours) * 60 + Number(minutes);
  return Number(hours) < 24 && Number(minutes) < 60 ? parsed : null;
}
