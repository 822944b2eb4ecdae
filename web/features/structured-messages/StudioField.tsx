import { type ReactNode, useId } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { lengthOf } from '../../structured/limits.ts';
import { classNames } from '../../ui/classNames.ts';
import { isBlocking } from './draftProblems.ts';
import { ProblemText } from './ProblemText.tsx';
import { useStudio } from './StudioContext.ts';

export type StudioFieldProps = {
  /** Where its problems are: see `Problem.place`. */
  readonly place: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** How many characters there may be; shown as a counter. */
  readonly most?: number;
  /** How many lines it has at first. Default: one that does not grow. */
  readonly rows?: number;
  readonly type?: 'text' | 'url';
  readonly onEnter?: () => void;
  /** Said below it, beside its problems. */
  readonly children?: ReactNode;
  readonly className?: string;
};

const box =
  'w-full rounded-lg border border-edge bg-page px-2.5 text-ink outline-offset-1 invalid:border-bad focus-visible:outline-2 focus-visible:outline-accent';

/** A field with its counter and, tied to it, what is wrong. The words of a limit stay the same while it is broken, so that they are said once. */
export function StudioField(props: StudioFieldProps) {
  const { place, label, value, onChange, placeholder, most, rows, type = 'text', onEnter, children } = props;
  const { problemsAt, touch } = useStudio();
  const id = useId();
  const problems = problemsAt(place);
  const isInvalid = problems.some(isBlocking);
  const shared = { placeholder: placeholder ?? '', dir: type === 'url' ? 'ltr' : 'auto' } as const;
  return (
    <TextField
      value={value}
      onChange={onChange}
      onBlur={() => touch(place)}
      isInvalid={isInvalid}
      type={type}
      aria-describedby={`${id}-count ${id}-problems ${id}-more`}
      className={classNames('flex min-w-0 flex-col gap-1', props.className)}
    >
      <span className="flex items-baseline justify-between gap-2 text-small text-soft">
        <Label>{label}</Label>
        <Counter id={`${id}-count`} value={value} most={most} />
      </span>
      {rows === undefined ? (
        <Input
          {...shared}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey)
              return;
            event.preventDefault();
            onEnter?.();
          }}
          className={classNames(box, 'h-9', isInvalid && 'border-bad')}
        />
      ) : (
        <TextArea
          {...shared}
          rows={rows}
          className={classNames(
            box,
            'thin-scroll field-sizing-content max-h-40 resize-none py-1.5',
            isInvalid && 'border-bad',
          )}
        />
      )}
      <span id={`${id}-problems`} aria-live="polite" className="flex flex-col empty:hidden">
        {problems.map(problem => (
          <span
            key={problem.code}
            className={classNames('text-tiny', isBlocking(problem) ? 'text-bad' : 'text-warn')}
          >
            <ProblemText problem={problem} />
          </span>
        ))}
      </span>
      <span id={`${id}-more`} className="text-tiny text-soft empty:hidden">
        {children}
      </span>
    </TextField>
  );
}

function Counter({
  id,
  value,
  most,
}: {
  readonly id: string;
  readonly value: string;
  readonly most: number | undefined;
}) {
  if (most === undefined) return null;
  const length = lengthOf(value.trim());
  return (
    <span
      id={id}
      className={classNames(
        'text-tiny tabular-nums',
        length > most ? 'font-semibold text-bad' : 'text-faint',
      )}
    >
      {length} / {most}
    </span>
  );
}
