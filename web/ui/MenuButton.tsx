import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
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

/** A button that opens a menu of actions or of choices. */
export function MenuButton<K extends string>({
  label,
  content,
  choices,
  chosen,
  onChoose,
}: MenuButtonProps<K>) {
  return (
    <MenuTrigger>
      <Button aria-label={label} pill>
        {content}
      </Button>
      <Popover className="min-w-40 rounded-xl border border-line bg-page p-1 shadow-lg outline-none">
        <Menu aria-label={label} className="outline-none">
          {choices.map(({ key, name, icon }) => (
            <MenuItem
              key={key}
              id={key}
              textValue={name}
              onAction={() => onChoose(key)}
              className="flex cursor-default items-center gap-2.5 rounded-lg px-3 py-1.5 outline-none focus:bg-accent-tint"
            >
              {icon}
              <span className="flex-1">{name}</span>
              {key === chosen && <span aria-hidden="true">✓</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
