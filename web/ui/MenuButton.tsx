import { type ReactNode, useEffect, useRef, useState } from 'react';
import { whenIdle } from '../lib/whenIdle.ts';
import { Button } from './Button.tsx';
import type { MenuChoice } from './MenuPopover.tsx';
import { splitView } from './splitView.ts';
import { useDialogView } from './useDialogView.ts';

export type MenuButtonProps<K extends string> = {
  /** The accessible name of the button; its content is for the eye. */
  readonly label: string;
  readonly content: ReactNode;
  readonly choices: readonly MenuChoice<K>[];
  /** The one that is in force, marked in the menu. */
  readonly chosen?: K;
  readonly onChoose: (key: K) => void;
};

const popover = splitView(async () => (await import('./MenuPopover.tsx')).MenuPopover);

/** A button that opens a menu of actions or of choices. */
export function MenuButton<K extends string>({
  label,
  content,
  choices,
  chosen,
  onChoose,
}: MenuButtonProps<K>) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  useEffect(() => whenIdle(() => void popover.preload().catch(() => undefined)), []);
  const Popover = useDialogView(popover, isOpen, close);
  return (
    <>
      <Button
        ref={button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        pill
        onPress={() => setOpen(true)}
        onKeyDown={event => {
          if (event.key === 'ArrowDown') setOpen(true);
          else event.continuePropagation();
        }}
      >
        {content}
      </Button>
      {Popover !== null && (
        <Popover
          label={label}
          triggerRef={button}
          choices={choices}
          chosen={chosen}
          onChoose={key => {
            const choice = choices.find(one => one.key === key);
            if (choice !== undefined) onChoose(choice.key);
          }}
          onClose={close}
        />
      )}
    </>
  );
}
