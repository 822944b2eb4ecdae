import { useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useStudio } from './StudioContext.ts';
import { type Reorder, useReorder } from './useReorder.ts';

export type Row = { readonly id: string; readonly name: string };

/** What can be done with the rows of one list. The focus never gets lost: it goes to what is new, or next to what is gone. */
export function useRows(rows: readonly Row[], add: (id: string) => void) {
  const { t } = useLingui();
  const { dispatch, remove, announce, createId } = useStudio();
  const list = useRef<HTMLUListElement>(null);
  /** Where the button stands that adds a row. */
  const foot = useRef<HTMLDivElement>(null);
  const nameOf = (id: string) => rows.find(row => row.id === id)?.name ?? '';

  const tellPlace = (id: string) => {
    const place = rowIndex(list.current, id) + 1;
    const name = nameOf(id);
    const count = rows.length;
    announce(t`${name}: now ${place} of ${count}`);
  };
  const move = (id: string, to: number) => flushSync(() => dispatch({ kind: 'move', id, to }));
  const reorder: (id: string) => Reorder = useReorder(list, move, tellPlace);

  return {
    list,
    foot,
    reorder,
    /** Adds a row at the end, and goes into its first field. */
    add: () => {
      const id = createId();
      flushSync(() => add(id));
      focusField(list.current, id);
    },
    move: (id: string, to: number) => {
      move(id, to);
      tellPlace(id);
    },
    duplicate: (id: string) => {
      const name = nameOf(id);
      dispatch({ kind: 'duplicate', id, createId });
      announce(t`${name}: duplicated`);
    },
    remove: (id: string) => {
      const index = rows.findIndex(row => row.id === id);
      flushSync(() => remove(id, nameOf(id)));
      const handles = [...(list.current?.querySelectorAll<HTMLElement>('[data-handle]') ?? [])];
      (handles[Math.min(index, handles.length - 1)] ?? foot.current?.querySelector('button'))?.focus();
    },
  };
}

function rowIndex(list: HTMLElement | null, id: string): number {
  return [...(list?.children ?? [])].findIndex(row => row.getAttribute('data-row') === id);
}

function focusField(list: HTMLElement | null, id: string): void {
  list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] :is(input, textarea)`)?.focus();
}
