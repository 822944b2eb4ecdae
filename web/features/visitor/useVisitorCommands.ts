import { useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { useCommand } from '../../commands/useCommand.ts';

/** Offers the commands that go to the visitor's fields; gives the ref of what holds them. */
export function useVisitorCommands(canEdit: boolean) {
  const { t } = useLingui();
  const panel = useRef<HTMLDivElement>(null);
  const goTo = (field: 'name' | 'tag' | 'note') => {
    const element = panel.current?.querySelector<HTMLInputElement>(`[data-visitor-field="${field}"]`);
    element?.focus();
    if (field === 'name') element?.select();
  };
  useCommand({
    id: 'visitor.rename',
    title: t`Edit the visitor’s name`,
    group: 'chat',
    keys: [],
    isEnabled: canEdit,
    run: () => goTo('name'),
  });
  useCommand({
    id: 'visitor.tag',
    title: t`Add a tag`,
    group: 'chat',
    keys: [],
    isEnabled: canEdit,
    run: () => goTo('tag'),
  });
  useCommand({
    id: 'visitor.note',
    title: t`Write a note about the visitor`,
    group: 'chat',
    keys: [],
    run: () => goTo('note'),
  });
  return panel;
}
