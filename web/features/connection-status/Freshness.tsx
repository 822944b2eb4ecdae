import { Trans, useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';

/** Whether what is shown is live, and how old the last answer is: `live · 2 s`. Changes once a second at most. */
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
  return (
    <span className="text-small whitespace-nowrap text-soft tabular-nums" title={heard}>
      {kind === 'live' ? t`live` : kind === 'connecting' ? t`connecting…` : t`not live`}
      {age !== null && (
        <span className="max-[22rem]:hidden">
          <Trans> · {age} s</Trans>
        </span>
      )}
    </span>
  );
}
