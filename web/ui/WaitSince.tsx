import { useCallback } from 'react';
import { formatWait } from '../lib/waitTime.ts';
import { TickingText } from './TickingText.tsx';

/** How long ago something began, ms since the epoch, as running text: `0:08`, `12:40`. */
export function WaitSince({ since }: { readonly since: number }) {
  const text = useCallback((now: number) => formatWait(Math.max(0, now - since)), [since]);
  return <TickingText text={text} />;
}
