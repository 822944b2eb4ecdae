import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useCommand } from '../../commands/useCommand.ts';
import { showProblem } from '../../ui/problems.ts';
import { splitView, useSplitView } from '../../ui/splitView.ts';
import type { AnswersDialogProps } from './AnswersDialog.tsx';

const view = splitView<AnswersDialogProps>(async () => (await import('./AnswersDialog.tsx')).AnswersDialog);

/** Where the canned answers are managed; opened by its command, from the composer, the palette and the settings. */
export function AnswersHost() {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const AnswersDialog = useSplitView(view, isOpen, () => {
    setOpen(false);
    showProblem(t`The canned answers can’t be loaded`, t`Check the network, and try again.`);
  });
  useCommand({
    id: 'answers.manage',
    title: t`Manage canned answers`,
    group: 'compose',
    keys: [],
    run: () => setOpen(true),
  });
  return AnswersDialog === null ? null : <AnswersDialog onClose={() => setOpen(false)} />;
}
