import { useLingui } from '@lingui/react/macro';
import type { ComponentType } from 'react';
import { showProblem } from './problems.ts';
import { type SplitView, useSplitView } from './splitView.ts';

/** A view that somebody opens; null before it is read. One that can't be read is closed again, and the agent is told. */
export function useDialogView<Props>(
  view: SplitView<Props>,
  isOpen: boolean,
  close: () => void,
): ComponentType<Props> | null {
  const { t } = useLingui();
  return useSplitView(view, isOpen, () => {
    close();
    showProblem(t`This part of Switchboard can’t be read`, t`Check the network, then try again.`);
  });
}
