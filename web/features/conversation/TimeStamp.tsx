import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useState, useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { formatClock, formatExact } from '../../lib/times.ts';
import { formatSpan } from '../../lib/waitTime.ts';
import { classNames } from '../../ui/classNames.ts';

const HOUR = 3_600_000;

export type TimeStampProps = {
  readonly at: number;
  /** How far the service's clock is ahead, ms. */
  readonly ahead: number;
  /** The one of the transcript that Tab reaches; the arrow keys go on from there. */
  readonly isTabStop: boolean;
};

/** When something was said: how long ago, or the time of day once that says more; exact on hover, focus and press. */
export function TimeStamp({ at, ahead, isTabStop }: TimeStampProps) {
  const { i18n } = useLingui();
  const [isExact, setExact] = useState(false);
  const short = useSyncExternalStore(subscribeToSeconds, () => {
    const ago = Math.max(0, getNow() + ahead - at);
    return ago < HOUR ? formatSpan(ago) : formatClock(at);
  });
  const exact = formatExact(at);
  return (
    <button
      type="button"
      data-time
      aria-pressed={isExact}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => setExact(!isExact)}
      onKeyDown={moveAmongTimes}
      className="group -my-1 inline-flex min-h-6 items-center rounded outline-offset-0"
    >
      <time lang={i18n.locale} dateTime={new Date(at).toISOString()}>
        <span className={classNames(isExact ? 'hidden' : 'group-hover:hidden group-focus-visible:hidden')}>
          {short}
        </span>
        <span className={classNames(!isExact && 'hidden group-hover:inline group-focus-visible:inline')}>
          {exact}
        </span>
      </time>
    </button>
  );
}

function moveAmongTimes(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (step === 0) return;
  const times = [
    ...(event.currentTarget.closest('[role="log"]')?.querySelectorAll<HTMLElement>('[data-time]') ?? []),
  ];
  const next = times[times.indexOf(event.currentTarget) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
