import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';

export type Choice<K extends string> = {
  readonly key: K;
  readonly name: ReactNode;
  /** BCP 47, where the name is in a language of its own. */
  readonly lang?: string;
};

export type ChoiceGroupProps<K extends string> = {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly choices: readonly Choice<K>[];
  readonly chosen: K;
  readonly onChoose: (key: K) => void;
};

/** One of a few, all in sight; counts at once. */
export function ChoiceGroup<K extends string>({
  title,
  detail,
  choices,
  chosen,
  onChoose,
}: ChoiceGroupProps<K>) {
  return (
    <RadioGroup
      value={chosen}
      onChange={value => {
        const choice = choices.find(({ key }) => key === value);
        if (choice !== undefined) onChoose(choice.key);
      }}
      className="mb-7 flex flex-col gap-2 last:mb-0"
    >
      <Label className="font-semibold">{title}</Label>
      {detail !== undefined && (
        <Text slot="description" className="max-w-prose text-small text-soft">
          {detail}
        </Text>
      )}
      <div className="flex flex-wrap gap-2">
        {choices.map(({ key, name, lang }) => (
          <Radio
            key={key}
            value={key}
            className="group flex min-h-8 cursor-default items-center gap-2 rounded-lg border border-edge px-3 py-1 hover:bg-hover focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-accent selected:border-accent selected:bg-accent-tint forced-colors:selected:outline-2"
          >
            <span
              aria-hidden="true"
              className="size-3.5 shrink-0 rounded-full border-2 border-edge group-selected:border-4 group-selected:border-accent"
            />
            <span lang={lang}>{name}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
