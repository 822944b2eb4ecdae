import { type RefObject, useLayoutEffect, useRef } from 'react';
import { getNow, subscribeToSeconds } from '../lib/clock.ts';

/**
 * Has `write` put into the element what follows the clock: before it is first painted, and with each second. It is no
 * render: a render of every clock, each second, would be most of what the page does at rest. `write` is to stay the same
 * function for as long as it writes the same, and what it writes must not be React's.
 */
export function useTick(write: (element: HTMLElement, now: number) => void): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const tick = () => write(element, getNow());
    const end = subscribeToSeconds(tick);
    tick();
    return end;
  }, [write]);
  return ref;
}
