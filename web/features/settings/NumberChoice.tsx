import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { NumberField } from 'react-aria-components/NumberField';

export type NumberChoiceProps = {
  readonly label: ReactNode;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** None: a bare number. */
  readonly unit?: 'second' | 'minute';
  /** What the buttons add and take away; typed numbers are rounded to it. 1 by default. */
  readonly step?: number;
  readonly onChange: (value: number) => void;
};

const button =
  'flex size-8 items-center justify-center hover:bg-hover disabled:opacity-40 focus-visible:outline-2 focus-visible:outline-accent';

/** A whole number with its unit, typed or stepped. */
export function NumberChoice({ label, value, least, most, unit, step = 1, onChange }: NumberChoiceProps) {
  const style = unit === undefined ? {} : ({ style: 'unit', unit, unitDisplay: 'long' } as const);
  return (
    <NumberField
      value={value}
      minValue={least}
      maxValue={most}
      step={step}
      formatOptions={{ ...style, maximumFractionDigits: 0 }}
      onChange={next => Number.isFinite(next) && onChange(next)}
      className="flex flex-wrap items-center gap-3"
    >
      <Label>{label}</Label>
      <Group className="flex items-center overflow-hidden rounded-lg border border-edge focus-within:border-accent">
        <Button slot="decrement" className={button}>
          <Minus aria-hidden="true" size={14} />
        </Button>
        <Input className="h-8 w-28 border-x border-line bg-transparent text-center tabular-nums outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent" />
        <Button slot="increment" className={button}>
          <Plus aria-hidden="true" size={14} />
        </Button>
      </Group>
    </NumberField>
  );
}
