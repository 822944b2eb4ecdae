import { useEffect, useState } from 'react';
import { whenIdle } from '../lib/whenIdle.ts';
import { splitView, useSplitView } from '../ui/splitView.ts';

const statusBar = splitView(async () => (await import('../features/agent-status/StatusBar.tsx')).StatusBar);

/** How long (ms) a page without network waits before it asks again for a part that it lacks. */
const AGAIN = 15_000;

/** What is told of the agent's own status; read once the page is at rest. */
export function LateStatusBar() {
  const [round, setRound] = useState(0);
  const [isWanted, setWanted] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round is another try
  useEffect(() => whenIdle(() => setWanted(true)), [round]);
  const StatusBar = useSplitView(statusBar, isWanted, () => {
    setWanted(false);
    setTimeout(() => setRound(before => before + 1), AGAIN);
  });
  return StatusBar === null ? null : <StatusBar />;
}
