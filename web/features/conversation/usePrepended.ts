import { useState } from 'react';

/** How many rows came before those that were there, from the render in which they came until the next change of the rows. */
export function usePrepended(firstId: string | null, count: number): number {
  const [before, setBefore] = useState({ firstId, count, prepended: 0 });
  if (before.firstId === firstId && before.count === count) return before.prepended;
  const isEarlier = before.firstId !== null && before.firstId !== firstId;
  const prepended = isEarlier ? Math.max(0, count - before.count) : 0;
  setBefore({ firstId, count, prepended });
  return prepended;
}
