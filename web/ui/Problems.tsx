import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { untoldProblems } from './problems.ts';

const load = () => import('./ProblemRegion.tsx');
const ProblemRegion = lazy(load);

/** ms */
const PRELOAD_AFTER = 2_000;

/** The place where problems appear. What shows them is loaded once the page is at rest: a problem may be the network. */
export function Problems() {
  const untold = useSyncExternalStore(untoldProblems.subscribe, untoldProblems.getSnapshot);
  const [wasNeeded, setWasNeeded] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), PRELOAD_AFTER);
    return () => clearTimeout(timer);
  }, []);
  if (untold.length > 0 && !wasNeeded) setWasNeeded(true);
  if (!wasNeeded) return null;
  return (
    <Suspense fallback={null}>
      <ProblemRegion />
    </Suspense>
  );
}
