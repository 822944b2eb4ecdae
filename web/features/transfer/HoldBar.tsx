import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useId, useState, useSyncExternalStore } from 'react';
import { useKeyCaps } from '../../commands/useKeyCaps.ts';
import { assertNever } from '../../lib/assertNever.ts';
import type { Hold, Question } from '../../outbox/heldActs.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { placeHolds } from './holdSlots.ts';

/**
 * The hand-overs that can still be taken back, one bar each. One empty place more is always there: a screen reader
 * says what comes into a status that was in the page before.
 */
export function HoldBars({ openVisitorId }: { readonly openVisitorId: string | null }) {
  const list = useObservable(useDesk().holds.state);
  const [places, setPlaces] = useState<ReadonlyMap<string, number>>(new Map());
  const next = placeHolds(
    places,
    list.map(({ visitorId }) => visitorId),
  );
  if (next !== places) setPlaces(next);
  const holds = Array.from({ length: Math.max(-1, ...next.values()) + 2 }, (_, place) => ({
    place,
    hold: list.find(({ visitorId }) => next.get(visitorId) === place) ?? null,
  }));
  return (
    <div
      className={classNames(
        'flex flex-col items-center gap-2 bg-sunken',
        list.length > 0 ? 'px-4 pb-3' : 'sr-only',
      )}
    >
      {holds.map(({ place, hold }) => (
        <HoldBar key={place} hold={hold} isOpen={hold?.visitorId === openVisitorId} />
      ))}
    </div>
  );
}

function HoldBar({ hold, isOpen }: { readonly hold: Hold | null; readonly isOpen: boolean }) {
  const id = useId();
  const group = hold === null ? {} : ({ role: 'group', 'aria-labelledby': id } as const);
  return (
    <div
      {...group}
      className={classNames(
        hold === null
          ? 'sr-only'
          : 'flex max-w-full min-w-0 flex-col gap-1 rounded-xl bg-toast px-4 py-2.5 text-on-toast shadow-lg',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {hold?.phase === 'holding' && <Pie until={hold.until} />}
        <p id={id} role="status" className="min-w-0 [overflow-wrap:anywhere]">
          {hold !== null && <HoldText hold={hold} isOpen={isOpen} />}
        </p>
        {hold !== null && <HoldChoices hold={hold} />}
      </div>
      {hold?.phase === 'holding' && <Aside hold={hold} />}
    </div>
  );
}

function HoldText({ hold, isOpen }: { readonly hold: Hold; readonly isOpen: boolean }) {
  const { question, visitorName } = hold;
  return (
    <>
      {question !== null && (
        <>
          <QuestionText question={question} />{' '}
        </>
      )}
      <ActText hold={hold} />
      {!isOpen && (
        <span className="opacity-75">
          {' · '}
          <bdi>{visitorName}</bdi>
        </span>
      )}
    </>
  );
}

function QuestionText({ question }: { readonly question: Question }) {
  if (question.kind === 'unsent') {
    return (
      <Plural
        value={question.count}
        one="One message has not gone out yet."
        other="# messages have not gone out yet."
      />
    );
  }
  const { name, status } = question;
  switch (status) {
    case 'AWAY':
      return <Trans>{name} is away.</Trans>;
    case 'OFFLINE':
      return <Trans>{name} is offline.</Trans>;
    case 'INVISIBLE':
      return <Trans>{name} is invisible.</Trans>;
    case 'ONLINE':
    case 'UNKNOWN':
      return <Trans>Nobody knows whether {name} is online.</Trans>;
    default:
      return assertNever(status);
  }
}

function ActText({ hold: { act, phase } }: { readonly hold: Hold }) {
  const isAsking = phase === 'asking';
  if (act.kind === 'leave')
    return isAsking ? <Trans>Leave the chat?</Trans> : <Trans>Leaving the chat</Trans>;
  const name = act.kind === 'transfer' ? act.departmentName : act.agentName;
  if (act.kind === 'invite' && !act.leave)
    return isAsking ? <Trans>Invite {name}?</Trans> : <Trans>Inviting {name}</Trans>;
  return isAsking ? <Trans>Transfer to {name}?</Trans> : <Trans>Transferring to {name}</Trans>;
}

function HoldChoices({ hold: { visitorId, phase, act, until } }: { readonly hold: Hold }) {
  const { holds } = useDesk();
  const [undoKey] = useKeyCaps('transfer.undo');
  switch (phase) {
    case 'holding':
      return (
        <>
          <Countdown until={until} />
          <BarButton onPress={() => holds.undo(visitorId)}>
            <Trans>Undo</Trans>
            {undoKey !== undefined && (
              <span aria-hidden="true" className="ms-1.5 rounded bg-on-toast/20 px-1 font-mono text-tiny">
                {undoKey}
              </span>
            )}
          </BarButton>
        </>
      );
    case 'asking':
      return (
        <>
          <BarButton onPress={() => holds.confirm(visitorId)}>
            <ConfirmText act={act} />
          </BarButton>
          <BarButton onPress={() => holds.undo(visitorId)}>
            <Trans>Cancel</Trans>
          </BarButton>
        </>
      );
    case 'sending':
      return null;
    default:
      return assertNever(phase);
  }
}

function ConfirmText({ act }: Pick<Hold, 'act'>) {
  if (act.kind === 'leave') return <Trans>Leave anyway</Trans>;
  if (act.kind === 'invite' && !act.leave) return <Trans>Invite anyway</Trans>;
  return <Trans>Transfer anyway</Trans>;
}

/** What goes before it, and what does not go with it. */
function Aside({ hold: { farewell, visitorId } }: { readonly hold: Hold }) {
  const { drafts } = useDesk();
  const hasDraft = useSyncExternalStore(drafts.subscribe, () => drafts.has(visitorId));
  if (farewell === null && !hasDraft) return null;
  return (
    <div className="max-w-lg text-small opacity-85">
      {farewell !== null && (
        <p className="line-clamp-2 [overflow-wrap:anywhere]">
          <Trans>
            First: “<bdi>{farewell}</bdi>”
          </Trans>
        </p>
      )}
      {hasDraft && (
        <p>
          <Trans>What you began to write is not sent.</Trans>
        </p>
      )}
    </div>
  );
}

function BarButton(props: { readonly onPress: () => void; readonly children: ReactNode }) {
  return <Button {...props} look="plain" small className="!text-toast-accent" />;
}

/** Seconds are for the eye; a screen reader hears the act once. */
function Countdown({ until }: { readonly until: number }) {
  const { t } = useLingui();
  const seconds = Math.max(1, Math.ceil(useTimeLeft(until, 250) / 1_000));
  return (
    <span aria-hidden="true" className="tabular-nums opacity-85">
      {t`in ${seconds} s`}
    </span>
  );
}

function Pie({ until }: { readonly until: number }) {
  const left = useTimeLeft(until, 50);
  const whole = useSetting('holdSeconds') * 1_000;
  const share = Math.min(1, Math.max(0, left / Math.max(1, whole)));
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
