import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Department } from '../../apollo/departmentBoard.ts';
import { useKeyCaps } from '../../commands/useKeyCaps.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { beginsWith, narrow } from '../../transfers/narrow.ts';
import type { TransferChoice } from './useTransferChoice.ts';

export type ChooserFieldProps = {
  readonly choice: TransferChoice;
  readonly departments: readonly Department[];
  /** What stands in the field, so that the list can show what fits. */
  readonly onTyped: (typed: string) => void;
};

/** How long (ms) the field swallows the rest of a name after its first letters have chosen. */
const REST_OF_NAME = 700;

/** Takes a digit, or the first letters of a department; `@` is for colleagues. Gives the focus back when it is done. */
export function ChooserField({ choice, departments, onTyped }: ChooserFieldProps) {
  const { t } = useLingui();
  const { holds } = useDesk();
  const field = useReturningFocus();
  const [text, setText] = useState(choice.choosing === 'colleague' ? '@' : '');
  const [chosen, setChosen] = useState<Department | null>(null);
  const [undoKey] = useKeyCaps('transfer.undo');
  const { stopChoosing } = choice;

  useEffect(() => {
    onTyped(text);
    return () => onTyped('');
  }, [text, onTyped]);
  useEffect(() => {
    if (chosen === null) return;
    const timer = setTimeout(stopChoosing, REST_OF_NAME);
    return () => clearTimeout(timer);
  }, [chosen, stopChoosing]);

  const take = (typed: string) => {
    setText(typed);
    if (chosen !== null || typed.startsWith('@')) return;
    const byDigit = /^[1-9]$/u.test(typed) ? departments[Number(typed) - 1] : undefined;
    const fitting = narrow(departments, typed);
    const only = typed.trim() !== '' && fitting.length === 1 ? fitting[0] : undefined;
    if (byDigit !== undefined) {
      choice.transfer(byDigit);
      stopChoosing();
    } else if (only !== undefined) {
      choice.transfer(only);
      setChosen(only);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      return stopChoosing();
    }
    if (chosen !== null && event.key.length === 1 && !beginsWith(chosen.name, text + event.key)) {
      event.preventDefault();
      if (event.key.toLowerCase() === undoKey?.toLowerCase()) holds.undo();
      return stopChoosing();
    }
    const [first] = narrow(departments, text);
    if (event.key !== 'Enter' || text.trim() === '' || text.startsWith('@')) return;
    event.preventDefault();
    if (chosen === null && first !== undefined) choice.transfer(first);
    if (chosen !== null || first !== undefined) stopChoosing();
  };

  const isSearching = text.trim() !== '' && !text.startsWith('@');
  const names = isSearching ? narrow(departments, text).map(({ name }) => name) : [];
  const announcement = isSearching && names.length === 0 ? t`No department fits` : names.join(', ');

  return (
    <div className="flex flex-col gap-1">
      <input
        ref={field}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={t`Department: a digit or its first letters`}
        aria-describedby="chooser-hint"
        value={text}
        onChange={event => take(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={event => {
          const around = event.currentTarget.closest('[data-choosing]');
          if (around?.contains(event.relatedTarget) !== true) stopChoosing();
        }}
        className="h-9 w-full rounded-lg border border-accent bg-page px-3 outline-accent"
      />
      <p id="chooser-hint" className="text-small text-faint">
        {t`A digit or first letters; @ for a colleague; Esc to stop`}
      </p>
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
    </div>
  );
}

/** Takes the focus, and gives it back to where it was unless it went on meanwhile. */
function useReturningFocus() {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    const before = document.activeElement;
    element?.focus();
    return () => {
      const hasFocus = document.activeElement === element || document.activeElement === document.body;
      if (hasFocus && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return field;
}
