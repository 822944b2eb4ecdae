import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { assertNever } from '../../lib/assertNever.ts';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { formatClock } from '../../lib/times.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useSignedIn } from '../../session/SignInContext.ts';
import { signInUrl } from '../../session/signIn.ts';
import { Button } from '../../ui/Button.tsx';

type Trouble = {
  readonly role: 'alert' | 'status';
  readonly text: string;
  readonly detail: ReactNode;
  readonly remedy: ReactNode;
};

/**
 * One bar while the connection is not well: what is the matter, what happens by itself, what the agent can do. Its live
 * region is in the page before there is anything to say, so that screen readers say it, once.
 */
export function ConnectionBar() {
  const { t } = useLingui();
  const trouble = useTrouble();
  const wasLost = useWasLost();
  return (
    <section
      aria-label={t`Connection`}
      className={
        trouble === null
          ? 'sr-only'
          : 'flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-tint px-4 py-1.5 text-warn'
      }
    >
      <p role={trouble?.role ?? 'status'} className="font-semibold">
        {trouble?.text ?? (wasLost && t`Connected again`)}
      </p>
      {trouble !== null && (
        <>
          <p className="text-small [overflow-wrap:anywhere]">{trouble.detail}</p>
          {trouble.remedy}
        </>
      )}
    </section>
  );
}

/** Whether the connection was lost since the page was opened. */
function useWasLost(): boolean {
  const { kind } = useObservable(useDesk().connection.view);
  const [wasLost, setWasLost] = useState(false);
  if (!wasLost && kind !== 'live' && kind !== 'connecting') setWasLost(true);
  return wasLost && kind === 'live';
}

/** What is the matter; null while all is well. */
function useTrouble(): Trouble | null {
  const { t } = useLingui();
  const { connection } = useDesk();
  const { startAgain } = useSignedIn();
  const view = useObservable(connection.view);
  const resume = () => connection.resume();
  switch (view.kind) {
    case 'connecting':
    case 'live':
      return null;
    case 'waiting':
      return {
        role: 'status',
        text: t`Reconnecting`,
        detail: <Countdown until={view.until} />,
        remedy: <Remedy onPress={resume}>{t`Reconnect now`}</Remedy>,
      };
    case 'offline':
      return {
        role: 'status',
        text: t`Offline`,
        detail: t`This device has no network. What you send goes out when it is back.`,
        remedy: <Remedy onPress={resume}>{t`Reconnect now`}</Remedy>,
      };
    case 'elsewhere': {
      const time = formatClock(view.at);
      return {
        role: 'alert',
        text: t`Signed in elsewhere`,
        detail: t`Another device took over at ${time}. Drafts and unsent messages are kept here.`,
        remedy: <Remedy isSolid onPress={resume}>{t`Take over here`}</Remedy>,
      };
    }
    case 'ended':
      return {
        role: 'alert',
        text: t`Zendesk ended the session`,
        detail: view.reason,
        remedy: <Remedy isSolid onPress={resume}>{t`Start a new one`}</Remedy>,
      };
    case 'refused':
      return {
        role: 'alert',
        text: t`Zendesk refuses a session`,
        detail: view.message,
        remedy: <Remedy isSolid onPress={startAgain}>{t`Try again`}</Remedy>,
      };
    case 'signedOut':
      return {
        role: 'alert',
        text: t`Signed out`,
        detail: t`Drafts and unsent messages are kept here.`,
        remedy: (
          <a
            href={signInUrl(location)}
            className="rounded-lg bg-accent px-3 py-1 font-semibold text-on-accent"
          >
            {t`Sign in again`}
          </a>
        ),
      };
    case 'outdated':
      return {
        role: 'alert',
        text: t`Switchboard has been updated`,
        detail: t`Load this page again to go on. Drafts and unsent messages are kept.`,
        remedy: <Remedy isSolid onPress={() => location.reload()}>{t`Load again`}</Remedy>,
      };
    default:
      return assertNever(view);
  }
}

type RemedyProps = { readonly isSolid?: boolean; readonly onPress: () => void; readonly children: string };

function Remedy({ isSolid = false, onPress, children }: RemedyProps) {
  return (
    <Button small look={isSolid ? 'solid' : 'quiet'} onPress={onPress}>
      {children}
    </Button>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const now = useSyncExternalStore(subscribeToSeconds, getNow);
  const left = Math.ceil((until - now) / 1_000);
  return (
    <span className="tabular-nums">
      {left > 0 ? (
        <Trans>The connection was lost; next try in {left} s. What you send goes out when it is back.</Trans>
      ) : (
        <Trans>The connection was lost; trying now. What you send goes out when it is back.</Trans>
      )}
    </span>
  );
}
