import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';

export type SegmentedProps<K extends string> = {
  readonly label: string;
  readonly value: K;
  readonly choices: readonly { readonly key: K; readonly name: string; readonly icon?: ReactNode }[];
  readonly onChange: (key: K) => void;
  /** Shows the icons alone; the names are still said. */
  readonly iconsOnly?: boolean;
};

/** One of a few, side by side. */
export function Segmented<K extends string>({
  label,
  value,
  choices,
  onChange,
  iconsOnly = false,
}: SegmentedProps<K>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => {
        const next = choices.find(({ key }) => keys.has(key));
        if (next !== undefined) onChange(next.key);
      }}
      className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-lg bg-raised p-0.5"
    >
      {choices.map(({ key, name, icon }) => (
        <ToggleButton
          key={key}
          id={key}
          aria-label={name}
          className="flex min-h-7 items-center gap-1.5 rounded-md px-2.5 text-small text-soft outline-offset-1 hover:text-ink focus-visible:outline-2 focus-visible:outline-accent selected:bg-page selected:font-semibold selected:text-ink selected:shadow-xs"
        >
          {icon}
          {!iconsOnly && name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
