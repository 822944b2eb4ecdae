import { useLingui } from '@lingui/react/macro';
import type { ClipboardEvent } from 'react';
import { useCommand } from '../../commands/useCommand.ts';
import { formatClock, formatExact } from '../../lib/times.ts';
import { useMe } from '../../session/DeskContext.ts';
import type { Conversation } from '../../timeline/conversation.ts';
import { showProblem } from '../../ui/problems.ts';
import { copiedText } from './copiedText.ts';

/** Copying from the transcript brings names and times, for what is selected, or by the command for all that is held. */
export function useCopy(conversation: Conversation) {
  const { t } = useLingui();
  const me = useMe()?.id ?? null;
  const words = { you: t`You`, joined: t`joined`, left: t`left`, me };

  useCommand({
    id: 'chat.copy',
    title: t`Copy the conversation`,
    group: 'chat',
    keys: [],
    isEnabled: conversation.length > 0,
    run: () => {
      const text = copiedText(conversation.entries(), { ...words, time: formatExact });
      navigator.clipboard.writeText(text).catch((error: unknown) => {
        showProblem(t`The conversation was not copied`, error instanceof Error ? error.message : null);
      });
    },
  });

  return (event: ClipboardEvent<HTMLElement>) => {
    const entries = selectedIds(event.currentTarget).flatMap(id => findEntry(conversation, id) ?? []);
    // A part of one message is copied as it stands.
    if (entries.length < 2) return;
    event.clipboardData.setData('text/plain', copiedText(entries, { ...words, time: formatClock }));
    event.preventDefault();
  };
}

function selectedIds(log: HTMLElement): readonly string[] {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  return [...log.querySelectorAll<HTMLElement>('[data-entry]')].flatMap(row =>
    range.intersectsNode(row) ? (row.dataset['entry'] ?? []) : [],
  );
}

function findEntry(conversation: Conversation, id: string) {
  for (let index = conversation.length - 1; index >= 0; index -= 1) {
    const entry = conversation.at(index);
    if (entry?.id === id) return entry;
  }
  return null;
}
