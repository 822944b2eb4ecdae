import { type ComponentType, useEffect, useState } from 'react';
import { type SplitView, useSplitView } from './splitView.ts';

/** ms until a part that could not be read is read again. */
const AGAIN = 15_000;

/**
 * A view that comes by itself once it is wanted; null before. What could not be read, as without a network, is read again
 * when the network is back, every 15 s at the latest, and takes nothing else of the page away meanwhile.
 */
export function useLateView<Props>(view: SplitView<Props>, isWanted: boolean): ComponentType<Props> | null {
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!hasFailed) return;
    const again = () => setFailed(false);
    const timer = setTimeout(again, AGAIN);
    addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', again);
    };
  }, [hasFailed]);
  return useSplitView(view, isWanted && !hasFailed, () => setFailed(true));
}
