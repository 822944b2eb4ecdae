import { useEffect, useState, useSyncExternalStore } from 'react';
import { lastProblem, untoldProblems } from './problems.ts';
import { splitView } from './splitView.ts';
import { useLateView } from './useLateView.ts';

const region = splitView(async () => (await import('./ProblemRegion.tsx')).ProblemRegion);

/** ms */
const PRELOAD_AFTER = 2_000;

/** The place where problems appear. What shows them is loaded once the page is at rest: a problem may be the network. */
export function Problems() {
  const untold = useSyncExternalStore(untoldProblems.subscribe, untoldProblems.getSnapshot);
  const [wasNeeded, setWasNeeded] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void region.preload().catch(() => undefined), PRELOAD_AFTER);
    return () => clearTimeout(timer);
  }, []);
  if (untold.length > 0 && !wasNeeded) setWasNeeded(true);
  const ProblemRegion = useLateView(region, wasNeeded);
  return (
    <>
      <ProblemAnnouncer />
      {ProblemRegion !== null && <ProblemRegion />}
    </>
  );
}

/**
 * Says each problem once. It is in the page before there is any, for screen readers speak only of regions that they
 * have seen; and it speaks beside an open dialog, too, which hides all else from them.
 */
function ProblemAnnouncer() {
  const problem = useSyncExternalStore(lastProblem.subscribe, lastProblem.getSnapshot);
  return (
    <div aria-live="assertive" data-react-aria-top-layer="true" className="sr-only">
      {problem !== null && (
        <p key={problem.id}>
          {problem.title}
          {problem.detail !== null && `: ${problem.detail}`}
        </p>
      )}
    </div>
  );
}
