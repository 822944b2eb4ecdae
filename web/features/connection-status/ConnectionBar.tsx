import { type ReactNode, useSyncExternalStore } from 'react';
import { assertNever } from '../../lib/assertNever.ts';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { formatClock } from '../../lib/times.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useSignedIn } from '../../session/SignInContext.ts';
import { signInUrl } from '../../session/signIn.ts';
import { Button } from '../../ui/Button.tsx';

/** One bar while the connection is not well: what is the matter, what happens by itself, what the agent can do. */
export function ConnectionBar() {
  const { connection } = useDesk();
  const { startAgain } = useSignedIn();
  const view = useObservable(connection.view);
  const resume = () => connection.resume();
  switch (view.kind) {
    case 'connecting':
    case 'live':
      return null;
    case 'waiting':
      return (
        <Bar role="status" text="Reconnecting" detail={<Countdown until={view.until} />}>
          <Button small onPress={resume}>
            Reconnect now
          </Button>
        </Bar>
      );
    case 'offline':
      return (
        <Bar
          role="status"
          text="Offline"
          detail="This device has no network. What you send goes out when it is back."
        >
          <Button small onPress={resume}>
            Reconnect now
          </Button>
        </Bar>
      );
    case 'elsewhere':
      return (
        <Bar
          role="alert"
          text="Signed in elsewhere"
          detail={`Another device took over at ${formatClock(view.at)}. Drafts and unsent messages are kept here.`}
        >
          <Button small look="solid" onPress={resume}>
            Take over here
          </Button>
        </Bar>
      );
    case 'ended':
      return (
        <Bar role="alert" text="Zendesk ended the session" detail={view.reason}>
          <Button small look="solid" onPress={resume}>
            Start a new one
          </Button>
        </Bar>
      );
    case 'refused':
      return (
        <Bar role="alert" text="Zendesk refuses a session" detail={view.error.message}>
          <Button small look="solid" onPress={startAgain}>
            Try again
          </Button>
        </Bar>
      );
    case 'signedOut':
      return (
        <Bar role="alert" text="Signed out" detail="Drafts and unsent messages are kept here.">
          <a
            href={signInUrl(location)}
            className="rounded-lg bg-accent px-3 py-1 font-semibold text-on-accent"
          >
            Sign in again
          </a>
        </Bar>
      );
    default:
      return assertNever(view);
  }
}

type BarProps = {
  readonly role: 'status' | 'alert';
  readonly text: string;
  readonly detail: ReactNode;
  readonly children: ReactNode;
};

function Bar({ role, text, detail, children }: BarProps) {
  return (
    <section
      aria-label="Connection"
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-tint px-4 py-1.5 text-warn"
    >
      <p role={role} className="font-semibold">
        {text}
      </p>
      <p className="text-small [overflow-wrap:anywhere]">{detail}</p>
      {children}
    </section>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const now = useSyncExternalStore(subscribeToSeconds, getNow);
  const left = Math.ceil((until - now) / 1_000);
  return (
    <span className="tabular-nums">
      The connection was lost; {left > 0 ? `next try in ${left} s.` : 'trying now.'} What you send goes out
      when it is back.
    </span>
  );
}
