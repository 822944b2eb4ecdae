import { useEffect, useState } from 'react';
import { showProblem } from './problems.ts';

/**
 * A part of the page that is loaded when it is first wanted; null until it is there. When it can't be loaded, as
 * without a network, a notice says so, `giveUp` is called, and the next time it is tried again.
 */
export function useLoaded<Part>(
  load: () => Promise<Part>,
  isWanted: boolean,
  failure: { readonly title: string; readonly detail: string; readonly giveUp: () => void },
): Part | null {
  const [part, setPart] = useState<{ readonly loaded: Part } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is loaded once stays; the texts are for the failure
  useEffect(() => {
    if (!isWanted || part !== null) return;
    let isGone = false;
    load().then(
      loaded => {
        if (!isGone) setPart({ loaded });
      },
      () => {
        if (isGone) return;
        showProblem(failure.title, failure.detail);
        failure.giveUp();
      },
    );
    return () => {
      isGone = true;
    };
  }, [isWanted, part]);
  return isWanted ? (part?.loaded ?? null) : null;
}
