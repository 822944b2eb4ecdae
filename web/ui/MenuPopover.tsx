import type { ReactNode, RefObject } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';

export type MenuChoice<K extends string> = {
  readonly key: K;
  readonly name: string;
  /** One line that says what it does. */
  readonly detail?: ReactNode;
  readonly icon?: ReactNode;
};

export type MenuPopoverProps = {
  readonly label: string;
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly choices: readonly MenuChoice<string>[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
};

/** The menu of a `MenuButton`, in a file of its own: it is most of what a menu weighs. */
export function MenuPopover({ label, triggerRef, choices, chosen, onChoose, onClose }: MenuPopoverProps) {
  return (
    <Popover
      isOpen
      triggerRef={triggerRef}
      onOpenChange={onClose}
      placement="bottom start"
      className="max-w-80 min-w-40 rounded-xl border border-line bg-page p-1 shadow-lg outline-none"
    >
      <Menu aria-label={label} autoFocus="first" onClose={onClose} className="outline-none">
        {choices.map(({ key, name, detail, icon }) => (
          <MenuItem
            key={key}
            id={key}
            textValue={name}
            onAction={() => onChoose(key)}
            className="flex cursor-default items-start gap-2.5 rounded-lg px-3 py-1.5 outline-none focus:bg-accent-tint forced-colors:focus:outline-2"
          >
            {icon !== undefined && <span className="flex h-[1lh] items-center">{icon}</span>}
            <span className="flex min-w-0 flex-1 flex-col">
              <Text slot="label">{name}</Text>
              {detail !== undefined && (
                <Text slot="description" className="text-small text-soft">
                  {detail}
                </Text>
              )}
            </span>
            {key === chosen && <span aria-hidden="true">✓</span>}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}
