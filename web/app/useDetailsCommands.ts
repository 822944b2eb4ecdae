import { useLingui } from '@lingui/react/macro';
import { type RefObject, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useCommand } from '../commands/useCommand.ts';

/**
 * What can be done with the visitor of the open chat. `show` brings the pane on the screen where it is not; the ref
 * is for the pane.
 */
export function useDetailsCommands(
  isOpen: boolean,
  canEdit: boolean,
  show: () => void,
): RefObject<HTMLElement | null> {
  const { t } = useLingui();
  const pane = useRef<HTMLElement>(null);
  const goTo = (selector: string) => {
    flushSync(show);
    const element = pane.current?.querySelector<HTMLElement>(selector);
    element?.focus();
    if (element instanceof HTMLInputElement) element.select();
  };
  useCommand({
    id: 'view.visitor',
    title: t`Go to the visitor`,
    group: 'view',
    keys: ['i'],
    isEnabled: isOpen,
    run: () => goTo('[data-visitor]'),
  });
  useCommand({
    id: 'visitor.rename',
    title: t`Edit the visitor’s name`,
    group: 'chat',
    keys: [],
    isEnabled: isOpen && canEdit,
    run: () => goTo('[data-visitor-field="name"]'),
  });
  useCommand({
    id: 'visitor.tag',
    title: t`Add a tag`,
    group: 'chat',
    keys: [],
    isEnabled: isOpen && canEdit,
    run: () => goTo('[data-visitor-field="tag"]'),
  });
  useCommand({
    id: 'visitor.note',
    title: t`Write a note about the visitor`,
    group: 'chat',
    keys: [],
    isEnabled: isOpen,
    run: () => goTo('[data-visitor-field="note"]'),
  });
  return pane;
}
