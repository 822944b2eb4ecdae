import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { type ProblemNotice, untoldProblems } from './problems.ts';

const queue = new ToastQueue<ProblemNotice>({ maxVisibleToasts: 4 });

/** Shows each problem until it is closed. */
export function ProblemRegion() {
  const { t } = useLingui();
  useTelling();
  return (
    <ToastRegion
      queue={queue}
      aria-label={t`Problems`}
      className="fixed end-4 bottom-4 z-50 flex max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none"
    >
      {({ toast }) => (
        <Toast
          toast={toast}
          className="flex w-96 max-w-full items-start gap-3 rounded-xl bg-toast p-3 text-on-toast shadow-lg focus-visible:outline-2 focus-visible:outline-accent"
        >
          {/* Not an alert of its own: ProblemAnnouncer has said it. */}
          <ToastContent role="group" className="flex min-w-0 flex-1 flex-col gap-0.5">
            <Text slot="title" className="font-semibold">
              {toast.content.title}
            </Text>
            {toast.content.detail !== null && (
              <Text slot="description" className="text-small break-words opacity-85">
                {toast.content.detail}
              </Text>
            )}
          </ToastContent>
          <AriaButton
            slot="close"
            aria-label={t`Close`}
            className="flex size-7 shrink-0 items-center justify-center rounded-md hover:opacity-70 focus-visible:outline-2 focus-visible:outline-current"
          >
            <X aria-hidden="true" size={16} />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  );
}

function useTelling(): void {
  const untold = useSyncExternalStore(untoldProblems.subscribe, untoldProblems.getSnapshot);
  useEffect(() => {
    if (untold.length === 0) return;
    for (const problem of untold) queue.add(problem);
    untoldProblems.set([]);
  }, [untold]);
}
