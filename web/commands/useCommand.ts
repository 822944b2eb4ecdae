import { useEffect, useRef } from 'react';
import type { Command } from './command.ts';
import { commandBoard } from './commandBoard.ts';

/** Offers a command for as long as the component is on the screen; `run` may be a new function each time. */
export function useCommand({ run, ...rest }: Command): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const {
    id,
    title,
    group,
    isEnabled = true,
    isHidden = false,
    isRepeatable = false,
    worksInDialogs = false,
  } = rest;
  const keys = rest.keys.join('\n');
  useEffect(
    () =>
      commandBoard.offer({
        id,
        title,
        group,
        isEnabled,
        isHidden,
        isRepeatable,
        worksInDialogs,
        keys: keys === '' ? [] : keys.split('\n'),
        run: () => latest.current(),
      }),
    [id, title, group, isEnabled, isHidden, isRepeatable, worksInDialogs, keys],
  );
}
