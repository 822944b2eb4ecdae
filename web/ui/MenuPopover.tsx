import type { RefObject } from 'react';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { MenuChoice } from './MenuButton.tsx';

export type MenuPopoverProps = {
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly label: string;
  readonly choices: readonly MenuChoice<string>[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
};

/** The menu of a button, open for as long as it is on the screen. A default export: it is loaded when first needed. */
export default function MenuPopover(props: MenuPopoverProps) {
  const { triggerRef, label, choices, chosen, onChoose, onClose } = props;
  return (
    <Popover
      isOpen
      onOpenChange={isOpen => isOpen || onClose()}
      triggerRef={triggerRef}
      className="min-w-40 rounded-xl border border-line bg-page p-1 shadow-lg outline-none"
    >
      <Menu aria-label={label} autoFocus="first" onClose={onClose} className="outline-none">
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
  );
}
