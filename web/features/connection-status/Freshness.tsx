import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { TickingText } from '../../ui/TickingText.tsx';
import { useTick } from '../../ui/useTick.ts';

/** Whether what is shown is live, and how old the last answer is: `live · 2 s`. Changes once a second at most. */
export function Freshness() {
  const { t } = useLingui();
  const { connection } = useDesk();
  const { kind } = useObservable(connection.view);
  const ageAt = useCallback(
    (now: number) =>
      connection.lastFrameAt === 0 ? null : Math.max(0, Math.round((now - connection.lastFrameAt) / 1_000)),
    [connection],
  );
  const writeHeard = useCallback(
    (element: HTMLElement, now: number) => {
      const age = ageAt(now);
      element.title = age === null ? t`No answer yet` : t`Last answer ${age} s ago`;
    },
    [ageAt, t],
  );
  const ageText = useCallback(
    (now: number) => {
      const age = ageAt(now);
      return age === null ? '' : t` · ${age} s`;
    },
    [ageAt, t],
  );
  return (
    <span ref={useTick(writeHeard)} className="text-small whitespace-nowrap text-soft tabular-nums">
      {kind === 'live' ? t`live` : kind === 'connecting' ? t`connecting…` : t`not live`}
      <TickingText text={ageText} className="max-[22rem]:hidden" />
    </span>
  );
}
