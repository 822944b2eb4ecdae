const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const exactTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** The time of day of a UNIX time in ms, as this reader writes it: `14:02`. */
export function formatClock(at: number): string {
  return clockTime.format(at);
}

/** Day, date and time to the second, for a tooltip. */
export function formatExact(at: number): string {
  return exactTime.format(at);
}

/** `Today`, `Yesterday`, or the day's name and date. */
export function formatDay(at: number, now: number): string {
  if (dayKey(at) === dayKey(now)) return 'Today';
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return dayKey(at) === dayKey(yesterday.getTime()) ? 'Yesterday' : dayName.format(at);
}

/** The same text for two times of one local day, and another for any other day. */
export function dayKey(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}
