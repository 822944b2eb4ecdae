import { useSyncExternalStore } from 'react';
import { getNow, subscribeToSeconds } from '../lib/clock.ts';
import { formatWait } from '../lib/waitTime.ts';

/** How long ago something began, as plain running text. */
export function WaitSince({ since, prefix = '' }: { readonly since: number; readonly prefix?: string }) {
  const now = useSyncExternalStore(subscribeToSeconds, getNow);
  return <>{`${prefix}${formatWait(Math.max(0, now - since))}`}</>;
}
