import { useState } from 'react';

/** True from the render in which rows came before those that were there, until the next change of the rows. */
export function usePrepended(firstId: string | null, count: number): boolean {
  const [before, setBefore] = useState({ firstId, count, isPrepended: false });
  if (before.firstId === firstId && before.count === count) return before.isPrepended;
  const isPrepended = before.firstId !== null && before.firstId !== firstId && count > before.count;
  setBefore({ firstId, count, isPrepended });
  return isPrepended;
}
