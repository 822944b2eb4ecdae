import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from './Button.tsx';

export type MenuChoice<K extends string> = {
  readonly key: K;
  readonly name: string;
  readonly icon?: ReactNode;
};

export type MenuButtonProps<K extends string> = {
  /** The accessible name of the button; its content is for the eye. */
  readonly label: string;
  readonly content: ReactNode;
  readonly choices: readonly MenuChoice<K>[];
  /** The one that is in force, marked in the menu. */
  readonly chosen?: K;
  readonly onChoose: (key: K) => void;
};

const load = () => import('./MenuPopover.tsx');
const MenuPopover = lazy(load);

/** ms */
const PRELOAD_AFTER = 1_000;

/** A button that opens a menu of actions or of choices. What draws menus is loaded once the page is at rest. */
export function MenuButton<K extends string>({
  label,
  content,
  choices,
  chosen,
  onChoose,
}: MenuButtonProps<K>) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), PRELOAD_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Button
        ref={button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        pill
        onPress={() => setOpen(true)}
        onKeyDown={event => (event.key === 'ArrowDown' ? setOpen(true) : event.continuePropagation())}
      >
        {content}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <MenuPopover
            triggerRef={button}
            label={label}
            choices={choices}
            chosen={chosen ?? null}
            onChoose={key => choices.filter(choice => choice.key === key).map(choice => onChoose(choice.key))}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
