import { useEffect, useId, useState } from 'react';
import { assertNever } from '../../lib/assertNever.ts';
import { HOLD_TIME, type Hold } from '../../outbox/heldActs.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';

/** The hand-overs that can still be taken back, one bar each. */
export function HoldBars({ openVisitorId }: { readonly openVisitorId: string | null }) {
  const { holds } = useDesk();
  const list = useObservable(holds.state);
  if (list.length === 0) return null;
  return (
    <div className="flex flex-col items-center gap-2 bg-sunken px-4 pb-3">
      {list.map(hold => (
        <HoldBar key={hold.visitorId} hold={hold} isOpen={hold.visitorId === openVisitorId} />
      ))}
    </div>
  );
}

function HoldBar({ hold, isOpen }: { readonly hold: Hold; readonly isOpen: boolean }) {
  const { holds } = useDesk();
  const id = useId();
  return (
    <fieldset
      aria-labelledby={id}
      className="flex max-w-full min-w-0 flex-wrap items-center gap-x-3 gap-y-1 rounded-xl bg-toast px-4 py-2.5 text-on-toast shadow-lg"
    >
      {hold.phase === 'holding' && <Pie until={hold.until} />}
      <p id={id} role="status" className="min-w-0 [overflow-wrap:anywhere]">
        {hold.phase === 'asking' && `${hold.question} `}
        {actText(hold)}
        {!isOpen && <bdi className="opacity-75">{` · ${hold.visitorName}`}</bdi>}
      </p>
      {hold.phase === 'holding' && <Countdown until={hold.until} />}
      {hold.phase === 'asking' && (
        <BarButton onPress={() => holds.confirm(hold.visitorId)}>{confirmText(hold)}</BarButton>
      )}
      {hold.phase === 'holding' && (
        <BarButton onPress={() => holds.undo(hold.visitorId)}>
          Undo
          <span aria-hidden="true" className="ms-1.5 rounded bg-on-toast/20 px-1 font-mono text-tiny">
            Z
          </span>
        </BarButton>
      )}
      {hold.phase === 'asking' && <BarButton onPress={() => holds.undo(hold.visitorId)}>Cancel</BarButton>}
    </fieldset>
  );
}

function actText({ act, phase }: Hold): string {
  const isAsking = phase === 'asking';
  switch (act.kind) {
    case 'transfer':
      return isAsking ? `Transfer to ${act.departmentName}?` : `Transferring to ${act.departmentName}`;
    case 'leave':
      return isAsking ? 'Leave the chat?' : 'Leaving the chat';
    case 'invite':
      if (!act.leave) return isAsking ? `Invite ${act.agentName}?` : `Inviting ${act.agentName}`;
      return isAsking ? `Hand over to ${act.agentName}?` : `Handing over to ${act.agentName}`;
    default:
      return assertNever(act);
  }
}

function confirmText({ act }: Hold): string {
  switch (act.kind) {
    case 'transfer':
      return 'Transfer anyway';
    case 'leave':
      return 'Leave anyway';
    case 'invite':
      return act.leave ? 'Hand over anyway' : 'Invite anyway';
    default:
      return assertNever(act);
  }
}

function BarButton(props: { readonly onPress: () => void; readonly children: React.ReactNode }) {
  return <Button {...props} look="plain" small className="!text-toast-accent" />;
}

/** Seconds are for the eye; a screen reader hears the act once. */
function Countdown({ until }: { readonly until: number }) {
  const left = useTimeLeft(until, 250);
  return (
    <span aria-hidden="true" className="tabular-nums opacity-85">
      in {Math.max(1, Math.ceil(left / 1_000))} s
    </span>
  );
}

function Pie({ until }: { readonly until: number }) {
  const left = useTimeLeft(until, 50);
  const share = Math.min(1, Math.max(0, left / HOLD_TIME));
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 -rotate-90">
      <circle cx="10" cy="10" r="9" fill="currentColor" opacity="0.25" />
      <circle
        cx="10"
        cy="10"
        r="4.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="9"
        pathLength="1"
        strokeDasharray={`${share} 1`}
      />
    </svg>
  );
}

function useTimeLeft(until: number, interval: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), interval);
    return () => clearInterval(timer);
  }, [interval]);
  return until - now;
}
