import { useEffect, useSyncExternalStore } from 'react';
import { whenIdle } from '../lib/whenIdle.ts';
import { useDesk } from './DeskContext.ts';

/** ms that it waits for chats which can't be read, as without a network. */
const PATIENCE = 5_000;

/**
 * Does something once the chats are on the screen and the page is at rest: what is not needed to see them would keep
 * them waiting. `act` has to stay the same.
 */
export function useOnceListed(act: () => void): void {
  const { book } = useDesk().directory;
  const isLoaded = useSyncExternalStore(book.subscribe, () => book.getSnapshot().loaded);
  useEffect(() => {
    if (isLoaded) return whenIdle(act);
    const timer = setTimeout(act, PATIENCE);
    return () => clearTimeout(timer);
  }, [isLoaded, act]);
}
