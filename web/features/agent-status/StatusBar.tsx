import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../../lib/clock.ts';
import { formatClock } from '../../lib/times.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { IdleWatch } from '../../session/idleWatch.ts';
import { statusLog } from '../../session/statusLog.ts';
import { settings } from '../../settings/settingsStore.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { type ChangeStatus, useChangeStatus, type WentAway, wentAway } from './useChangeStatus.ts';

/** Under the header: that the agent is about to be away, is away, and the way back. */
export function StatusBar() {
  const { t } = useLingui();
  const change = useChangeStatus();
  const notice = useNotice(useIdleWatch(change), change);
  useOtherTabs();
  return (
    <section
      aria-label={t`Status`}
      className={classNames(
        'flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-tint px-4 text-warn',
        notice !== null && 'py-1.5',
      )}
    >
      {/* In the page before its text, so that screen readers hear it. */}
      <p role="status" className={notice?.shown === undefined ? 'font-semibold' : 'sr-only'}>
        {notice?.said}
      </p>
      {notice?.shown}
      {notice?.ways}
    </section>
  );
}

type Notice = {
  /** For everybody; said once. */
  readonly said: ReactNode;
  /** For the eye, in its place. */
  readonly shown?: ReactNode;
  readonly ways: ReactNode;
};

/** What there is to tell; null when there is nothing. */
function useNotice(watch: IdleWatch, change: ChangeStatus): Notice | null {
  const { status } = useObservable(useDesk().presence.state);
  const until = useObservable(watch.leavingAt);
  const left = useObservable(wentAway);
  const [latest] = useObservable(statusLog.entries);
  if (until !== null) return leaving(until, () => watch.here());
  if (status !== 'AWAY') return null;
  if (latest?.status === 'AWAY' && latest.reason === 'idle') {
    const time = formatClock(latest.at);
    return {
      said: <Trans>Away since {time}: there was no key and no pointer.</Trans>,
      ways: (
        <Button small look="solid" onPress={() => void change('ONLINE', 'chosen')}>
          <Trans>Go online</Trans>
        </Button>
      ),
    };
  }
  return left === null ? null : wentAwayFrom(left, change);
}

function leaving(until: number, stay: () => void): Notice {
  return {
    said: <Trans>Nobody has been here for a while: you are about to be away.</Trans>,
    shown: <Countdown until={until} />,
    ways: (
      <Button small onPress={stay}>
        <Trans>Stay online</Trans>
      </Button>
    ),
  };
}

function wentAwayFrom({ openChats, before }: WentAway, change: ChangeStatus): Notice {
  return {
    said: (
      <Plural
        value={openChats}
        one="You are away. # visitor is still yours, and is not told."
        other="You are away. # visitors are still yours, and are not told."
      />
    ),
    ways: (
      <>
        <Button small onPress={() => void change(before, 'undone')}>
          <Trans>Undo</Trans>
        </Button>
        <Button small look="plain" onPress={() => wentAway.set(null)}>
          <Trans>Close</Trans>
        </Button>
      </>
    ),
  };
}

/** `Away in 0:30`. */
function Countdown({ until }: { readonly until: number }) {
  const now = useSyncExternalStore(subscribeToSeconds, getNow);
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p aria-hidden="true" className="font-semibold tabular-nums">
      <Trans>Away in {left}</Trans>
    </p>
  );
}

/** Whoever is online and touches nothing for the time of the settings becomes away. */
function useIdleWatch(change: ChangeStatus): IdleWatch {
  const { presence, connection } = useDesk();
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  const [watch] = useState(
    () =>
      new IdleWatch({
        patience: () => {
          const minutes = settings.values.getSnapshot().autoAwayMinutes;
          return minutes === null ? null : minutes * 60_000;
        },
        isWatching: () => {
          const { status, me } = presence.state.getSnapshot();
          return status === 'ONLINE' && me !== null && connection.view.getSnapshot().kind === 'live';
        },
        onIdle: () => void latest.current('AWAY', 'idle'),
      }),
  );
  useEffect(() => watch.start(), [watch]);
  return watch;
}

/** What another tab of this browser noted of the status counts here, too. */
function useOtherTabs(): void {
  useEffect(() => statusLog.follow(), []);
}
