import { useLayoutEffect, useState } from 'react';

export type Rows = {
  /** `Conversation.front`, and how many rows there are. */
  readonly front: number;
  readonly all: number;
  /** How many are shown: not yet those that have come at the end together with a change in front. */
  readonly shown: number;
  /** How many came before those that were there, less those let go there, until the next change of the rows. */
  readonly prepended: number;
};

/** The rows to show. The virtualiser takes a change of their number for one of the front or of the end, so both take turns. */
export function usePrepended(front: number, all: number): Rows {
  const [before, setBefore] = useState<Rows>({ front, all, shown: all, prepended: 0 });
  const isSame = before.front === front && before.all === all;
  const rows = isSame ? before : nextRows(before, front, all);
  if (!isSame) setBefore(rows);
  useLayoutEffect(() => {
    if (rows.shown !== rows.all) setBefore({ ...rows, shown: rows.all, prepended: 0 });
  }, [rows]);
  return rows;
}

/** What is shown first when the rows are others. Where none of the rows before is left there is nothing to hold still. */
function nextRows(before: Rows, front: number, all: number): Rows {
  const prepended = front - before.front;
  const shown = before.shown + prepended;
  if (prepended === 0 || before.shown === 0 || shown <= 0) return { front, all, shown: all, prepended: 0 };
  return { front, all, shown, prepended };
}
