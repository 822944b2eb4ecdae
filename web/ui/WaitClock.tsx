import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../lib/clock.ts';
import { waitLevel } from '../lib/waitTime.ts';
import { classNames } from './classNames.ts';
import { WaitSince } from './WaitSince.tsx';

const tints = {
  good: 'bg-good-tint text-good',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad font-semibold',
} as const;

/** How long somebody has waited, in text and colour: green below 20 s, amber, red from 40 s. */
export function WaitClock({ since }: { readonly since: number }) {
  const level = useSyncExternalStore(subscribeToSeconds, () => waitLevel(Math.max(0, getNow() - since)));
  return (
    <span className={classNames('shrink-0 rounded-md px-1.5 py-px text-small tabular-nums', tints[level])}>
      <span className="sr-only">
        <Trans>waits</Trans>{' '}
      </span>
      <WaitSince since={since} />
    </span>
  );
}
