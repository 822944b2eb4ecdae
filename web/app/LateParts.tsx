import { type ComponentType, memo, useEffect, useState } from 'react';
import { whenIdle } from '../lib/whenIdle.ts';
import { useSignedIn } from '../session/SignInContext.ts';
import { useSetting } from '../settings/useSetting.ts';
import { type SplitView, splitView } from '../ui/splitView.ts';
import { useLateView } from '../ui/useLateView.ts';

type Nothing = Record<never, never>;

const statusBar = splitView<Nothing>(
  async () => (await import('../features/agent-status/StatusBar.tsx')).StatusBar,
);
const firstSteps = splitView<Nothing>(
  async () => (await import('../features/first-run/FirstSteps.tsx')).FirstSteps,
);

/** What is told of the agent's own status; read once the page is at rest. */
export function LateStatusBar() {
  const StatusBar = useAtRest(statusBar, true);
  return StatusBar === null ? null : <StatusBar />;
}

/** For those who try Switchboard with the sandbox. */
export const LateFirstSteps = memo(function LateFirstSteps() {
  const { identity } = useSignedIn();
  const isKnown = useSetting('knowsFirstSteps');
  // Once it is there it stays, to say that all is done.
  const [wasWanted, setWasWanted] = useState(false);
  const isWanted = identity.mode === 'sandbox' && !isKnown;
  if (isWanted && !wasWanted) setWasWanted(true);
  const FirstSteps = useAtRest(firstSteps, isWanted || wasWanted);
  return FirstSteps === null ? null : <FirstSteps />;
});

/** Read once the page is at rest. */
function useAtRest(view: SplitView<Nothing>, isWanted: boolean): ComponentType<Nothing> | null {
  const [isTime, setTime] = useState(false);
  useEffect(() => whenIdle(() => setTime(true)), []);
  return useLateView(view, isWanted && isTime);
}
