import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';

/** An answer comes every five seconds at least; one this old (seconds) is worth a word. */
const OLD = 8;

/**
 * Whether what is shown is live. How old the last answer is stands in the tooltip; on the screen only once it is late,
 * for a number beside `live` would read like a delay.
 */
export function Freshness() {
  const { t } = useLingui();
  const { connection } = useDesk();
  const { kind } = useObservable(connection.view);
  const age = useSyncExternalStore(subscribeToSeconds, () =>
    connection.lastFrameAt === 0
      ? null
      : Math.max(0, Math.round((getNow() - connection.lastFrameAt) / 1_000)),
  );
  const heard = age === null ? t`No answer yet` : t`Last answer ${age} s ago`;
  const isLate = age !== null && age >= OLD && kind !== 'connecting';
  return (
    <span className="text-small whitespace-nowrap text-soft tabular-nums" title={heard}>
      {kind === 'live' ? t`live` : kind === 'connecting' ? t`connecting…` : t`not live`}
      {isLate && <span className="max-sm:sr-only"> · {heard}</span>}
    </span>
  );
}
