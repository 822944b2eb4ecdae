import { Trans, useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';

/** How old the last answer is: `live · 2 s`. Changes once a second at most. */
export function Freshness() {
  const { t } = useLingui();
  const { connection } = useDesk();
  const { kind } = useObservable(connection.view);
  const age = useSyncExternalStore(subscribeToSeconds, () =>
    connection.lastFrameAt === 0
      ? null
      : Math.max(0, Math.round((getNow() - connection.lastFrameAt) / 1_000)),
  );
  return (
    <span className="text-small whitespace-nowrap text-soft tabular-nums" title={t`Age of the last answer`}>
      {kind === 'live' ? (
        <Trans>live</Trans>
      ) : kind === 'connecting' ? (
        <Trans>connecting…</Trans>
      ) : (
        <Trans>not live</Trans>
      )}
      {age !== null && (
        <span className="max-[22rem]:hidden">
          <Trans> · {age} s</Trans>
        </span>
      )}
    </span>
  );
}
