import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';

export type Reorder = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

/**
 * Lets the rows of a list be put in order by their handles: dragged by mouse, pen or finger, or moved with the arrow
 * keys, Home and End. `list` holds the rows as its children. `onMove` moves at once; `onDone` tells that a move is over.
 */
export function useReorder(
  list: React.RefObject<HTMLElement | null>,
  onMove: (id: string, to: number) => void,
  onDone: (id: string) => void,
) {
  const latest = useRef(onMove);
  useEffect(() => {
    latest.current = onMove;
  });

  const drag = (id: string, start: PointerEvent<HTMLElement>) => {
    let at = rowOf(list.current, start.currentTarget);
    const first = at;
    const moveTo = (to: number) => {
      if (to === at || to < 0) return;
      at = to;
      latest.current(id, to);
    };
    const onPointerMove = (event: globalThis.PointerEvent) => moveTo(rowAt(list.current, at, event.clientY));
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      moveTo(first);
      end();
    };
    const ending = new AbortController();
    const end = () => {
      ending.abort();
      if (at !== first) onDone(id);
    };
    // On the window: a row that is moved in the page loses what it has captured.
    const { signal } = ending;
    addEventListener('pointermove', onPointerMove, { signal });
    addEventListener('pointerup', end, { signal });
    addEventListener('pointercancel', end, { signal });
    addEventListener('keydown', onKeyDown, { signal, capture: true });
  };

  return (id: string): Reorder => ({
    onPointerDown: event => {
      if (event.button === 0) drag(id, event);
    },
    onKeyDown: event => {
      const rows = list.current?.children.length ?? 0;
      const to = placeFor(event.key, rowOf(list.current, event.currentTarget), rows);
      if (to === null) return;
      event.preventDefault();
      latest.current(id, to);
      onDone(id);
    },
  });
}

function placeFor(key: string, at: number, rows: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'ArrowDown':
      return Math.min(rows - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return null;
  }
}

function rowOf(list: HTMLElement | null, within: HTMLElement): number {
  return [...(list?.children ?? [])].findIndex(row => row.contains(within));
}

/** Where a row that is at `at` belongs when the pointer is at this height: behind the rows whose middle it has passed. */
function rowAt(list: HTMLElement | null, at: number, y: number): number {
  const middles = [...(list?.children ?? [])].map(row => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2;
  });
  return middles.filter((middle, index) => index !== at && middle < y).length;
}
