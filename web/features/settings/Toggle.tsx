import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';

export type ToggleProps = {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
};

/** On or off; counts at once. */
export function Toggle({ isOn, onChange, children }: ToggleProps) {
  return (
    <Switch
      isSelected={isOn}
      onChange={onChange}
      className="group flex min-h-8 w-fit cursor-default items-center gap-3 rounded-lg focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent"
    >
      <span
        aria-hidden="true"
        className="flex h-5 w-9 shrink-0 items-center rounded-full border-2 border-edge px-0.5 group-selected:justify-end group-selected:border-accent group-selected:bg-accent"
      >
        <span className="size-3 rounded-full bg-edge group-selected:bg-on-accent forced-colors:bg-[ButtonText]" />
      </span>
      <span>{children}</span>
    </Switch>
  );
}
