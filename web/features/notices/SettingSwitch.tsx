import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';

export type SettingSwitchProps = {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
};

/** A setting that is on or off. */
export function SettingSwitch({ isOn, onChange, children }: SettingSwitchProps) {
  return (
    <Switch
      isSelected={isOn}
      onChange={onChange}
      className="group flex min-h-7 cursor-pointer items-center gap-2.5"
    >
      <span className="flex h-5 w-9 shrink-0 items-center rounded-full border border-edge bg-raised p-0.5 group-selected:border-accent group-selected:bg-accent group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-accent forced-colors:group-selected:bg-[Highlight]">
        <span className="size-3.5 rounded-full bg-edge transition-transform group-selected:translate-x-4 group-selected:bg-on-accent rtl:group-selected:-translate-x-4 forced-colors:bg-[ButtonText]" />
      </span>
      <span>{children}</span>
    </Switch>
  );
}
