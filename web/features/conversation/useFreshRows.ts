import { useState } from 'react';

/** As many rows as the highest window shows. */
const MOST = 60;

const NONE: readonly number[] = [];

/**
 * The rows that have come at the end since the render before, for one who is there. The virtualiser knows only where the
 * view was, and leaves out what will be in view: with many at once the view would be blank for a frame.
 */
export function useFreshRows(count: number, isAtEnd: boolean): readonly number[] {
  const [before, setBefore] = useState({ count, fresh: NONE });
  const fresh = before.count === count ? before.fresh : freshRows(before.count, count);
  if (before.count !== count) setBefore({ count, fresh });
  return isAtEnd ? fresh : NONE;
}

/** A conversation that was empty opens where it is to be read, not at its end. */
export function freshRows(before: number, count: number): readonly number[] {
  if (before === 0 || count <= before) return NONE;
  const first = Math.max(before, count - MOST);
  return Array.from({ length: count - first }, (_, index) => first + index);
}
