import { t } from '@lingui/core/macro';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How urgent a wait of `ms` is: green below 20 s, amber below 40 s, red from there. */
export function waitLevel(ms: number): 'good' | 'warn' | 'bad' {
  if (ms < 20 * SECOND) return 'good';
  return ms < 40 * SECOND ? 'warn' : 'bad';
}

/** A wait as a clock: `0:08`, `12:40`, `1:02:03`. */
export function formatWait(ms: number): string {
  const total = Math.floor(ms / SECOND);
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** A span of time in one word: `now`, `4 min`, `2 h`. */
export function formatSpan(ms: number): string {
  if (ms < MINUTE) return t`now`;
  const minutes = Math.floor(ms / MINUTE);
  if (ms < HOUR) return t`${minutes} min`;
  const hours = Math.floor(ms / HOUR);
  return t`${hours} h`;
}
