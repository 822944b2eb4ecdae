import { useEffect, useRef, useState } from 'react';

/** A press this soon (ms) after a change of chat was meant for the chat before, unless this draft was touched since. */
const GUARD_TIME = 250;

/** Tells whether a press at a time (ms, on the clock of event time stamps) can be meant for this visitor. */
export function useWrongVisitorGuard(text: string): (at: number) => boolean {
  const openedAt = useRef(Number.POSITIVE_INFINITY);
  const [openedWith] = useState(text);
  useEffect(() => {
    openedAt.current = performance.now();
  }, []);
  return at => at - openedAt.current >= GUARD_TIME || text !== openedWith;
}
