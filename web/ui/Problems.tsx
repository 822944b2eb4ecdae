import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { untoldProblems } from './problems.ts';

const ProblemRegion = lazy(() => import('./ProblemRegion.tsx'));

/** The place where problems appear; what shows them is loaded with the first one. */
export function Problems() {
  const untold = useSyncExternalStore(untoldProblems.subscribe, untoldProblems.getSnapshot);
  const [wasNeeded, setWasNeeded] = useState(false);
  if (untold.length > 0 && !wasNeeded) setWasNeeded(true);
  if (!wasNeeded) return null;
  return (
    <Suspense fallback={null}>
      <ProblemRegion />
    </Suspense>
  );
}
