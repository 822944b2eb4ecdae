import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { MacroStep } from '../../answers/answer.ts';
import type { DraftProblem } from '../../answers/answerDraft.ts';
import { assertNever } from '../../lib/assertNever.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { TemplateField } from './TemplateField.tsx';

export type MacroStepsProps = {
  readonly steps: readonly MacroStep[];
  readonly problems: readonly DraftProblem[];
  readonly onChange: (steps: readonly MacroStep[]) => void;
};

/** What a macro does, in its order. */
export function MacroSteps({ steps, problems, onChange }: MacroStepsProps) {
  const { t } = useLingui();
  const put = (index: number, step: MacroStep) =>
    onChange(steps.map((before, place) => (place === index ? step : before)));
  const move = (from: number, to: number) => {
    const step = steps[from];
    if (step !== undefined) onChange(steps.toSpliced(from, 1).toSpliced(to, 0, step));
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-1 text-small font-semibold text-soft">
        <Trans>Steps, in their order</Trans>
      </legend>
      {problems.some(({ field }) => field === 'steps') && (
        <p className="text-small text-bad">
          <Trans>Expected at least one step.</Trans>
        </p>
      )}
      <ol className="flex flex-col gap-3">
        {steps.map((step, index) => {
          const number = index + 1;
          const problem = problems.find(other => other.field === 'step' && other.step === index);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
            <li key={index} className="flex gap-2 rounded-lg border border-line p-3">
              <div className="min-w-0 flex-1">
                <StepEditor step={step} what={problem?.what ?? null} onChange={next => put(index, next)} />
              </div>
              <div className="flex flex-col gap-1">
                <IconButton
                  label={t`Move step ${number} up`}
                  isDisabled={index === 0}
                  onPress={() => move(index, index - 1)}
                >
                  <ArrowUp aria-hidden="true" size={15} />
                </IconButton>
                <IconButton
                  label={t`Move step ${number} down`}
                  isDisabled={number === steps.length}
                  onPress={() => move(index, number)}
                >
                  <ArrowDown aria-hidden="true" size={15} />
                </IconButton>
                <IconButton
                  label={t`Remove step ${number}`}
                  onPress={() => onChange(steps.toSpliced(index, 1))}
                >
                  <Trash2 aria-hidden="true" size={15} />
                </IconButton>
              </div>
            </li>
          );
        })}
      </ol>
      <div>
        <MenuButton
          label={t`Add a step`}
          content={t`Add a step`}
          choices={[
            { key: 'say', name: t`Send a message` },
            { key: 'tags', name: t`Add tags to the chat` },
            { key: 'transfer', name: t`Transfer the chat` },
            { key: 'leave', name: t`Leave the chat` },
          ]}
          onChoose={kind => onChange([...steps, emptyStep(kind)])}
        />
      </div>
    </fieldset>
  );
}

function emptyStep(kind: MacroStep['kind']): MacroStep {
  switch (kind) {
    case 'say':
      return { kind, text: '' };
    case 'tags':
      return { kind, tags: [] };
    case 'transfer':
      return { kind, departmentId: null, departmentName: '' };
    case 'leave':
      return { kind };
    default:
      return assertNever(kind);
  }
}

type IconButtonProps = {
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
};

function IconButton({ label, isDisabled = false, onPress, children }: IconButtonProps) {
  return (
    <Button
      small
      aria-label={label}
      isDisabled={isDisabled}
      onPress={onPress}
      className="size-7 border-none !px-0"
    >
      {children}
    </Button>
  );
}

type StepEditorProps = {
  readonly step: MacroStep;
  readonly what: DraftProblem['what'] | null;
  readonly onChange: (step: MacroStep) => void;
};

function StepEditor({ step, what, onChange }: StepEditorProps) {
  const { t } = useLingui();
  switch (step.kind) {
    case 'say':
      return (
        <TemplateField
          label={t`Send this message`}
          value={step.text}
          isMissing={what !== null}
          onChange={text => onChange({ kind: 'say', text })}
        />
      );
    case 'tags':
      return <TagsStep tags={step.tags} what={what} onChange={tags => onChange({ kind: 'tags', tags })} />;
    case 'transfer':
      return <TransferStep step={step} isMissing={what !== null} onChange={onChange} />;
    case 'leave':
      return (
        <p>
          <Trans>Leave the chat</Trans>
        </p>
      );
    default:
      return assertNever(step);
  }
}

type TagsStepProps = {
  readonly tags: readonly string[];
  readonly what: DraftProblem['what'] | null;
  readonly onChange: (tags: readonly string[]) => void;
};

function TagsStep({ tags, what, onChange }: TagsStepProps) {
  const id = useId();
  const [typed, setTyped] = useState(tags.join(' '));
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-semibold text-soft">
        <Trans>Add these tags to the chat</Trans>
      </label>
      <input
        id={id}
        dir="auto"
        value={typed}
        onChange={event => {
          setTyped(event.target.value);
          onChange(event.target.value.split(/[\s,;]+/u).filter(tag => tag !== ''));
        }}
        aria-invalid={what !== null}
        aria-describedby={`${id}-hint`}
        className="h-9 rounded-lg border border-edge bg-page px-3 aria-invalid:border-bad"
      />
      <p id={`${id}-hint`} className={what === null ? 'text-small text-faint' : 'text-small text-bad'}>
        <Trans>Parted by blanks; of letters, digits, - and _.</Trans>
      </p>
    </div>
  );
}

type TransferStepProps = {
  readonly step: Extract<MacroStep, { readonly kind: 'transfer' }>;
  readonly isMissing: boolean;
  readonly onChange: (step: MacroStep) => void;
};

function TransferStep({ step, isMissing, onChange }: TransferStepProps) {
  const id = useId();
  const { departments } = useObservable(useDesk().departments.board);
  const chosen =
    departments.find(department => department.id === step.departmentId) ??
    departments.find(department => department.name === step.departmentName);
  const { departmentName } = step;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-semibold text-soft">
        <Trans>Transfer the chat to</Trans>
      </label>
      <select
        id={id}
        value={chosen?.id ?? ''}
        onChange={event => {
          const department = departments.find(other => other.id === event.target.value);
          if (department === undefined) return;
          onChange({ kind: 'transfer', departmentId: department.id, departmentName: department.name });
        }}
        aria-invalid={isMissing}
        className="h-9 rounded-lg border border-edge bg-page px-2 aria-invalid:border-bad"
      >
        {chosen === undefined && (
          <option value="">{departmentName === '' ? '…' : `${departmentName} (?)`}</option>
        )}
        {departments.map(department => (
          <option key={department.id} value={department.id}>
            {department.name}
          </option>
        ))}
      </select>
      {chosen === undefined && departmentName !== '' && (
        <p className="text-small text-warn">
          <Trans>
            There is no department <bdi>{departmentName}</bdi> here.
          </Trans>
        </p>
      )}
      {isMissing && (
        <p className="text-small text-bad">
          <Trans>Choose a department.</Trans>
        </p>
      )}
    </div>
  );
}
