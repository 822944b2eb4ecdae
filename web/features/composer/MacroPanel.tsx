import { Trans, useLingui } from '@lingui/react/macro';
import { Check, CircleAlert, CircleDashed, LoaderCircle } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { MacroStep } from '../../answers/answer.ts';
import { macroHands } from '../../answers/macroHands.ts';
import { type MacroRun, type StepState, setMacroRun } from '../../answers/macroRun.ts';
import { fillRun, holesOf, runMacro } from '../../answers/runMacro.ts';
import { assertNever } from '../../lib/assertNever.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';

export type MacroPanelProps = {
  readonly run: MacroRun;
  /** The panel goes, or has nothing to press any more: the focus belongs to the field again. */
  readonly onLeave: () => void;
};

/** A macro with its steps: looked at and filled in before it runs, followed while it does. */
export function MacroPanel({ run, onLeave }: MacroPanelProps) {
  const { t } = useLingui();
  const { name } = run.answer;
  const close = () => {
    setMacroRun(run.visitorId, null);
    onLeave();
  };
  return (
    <section
      aria-label={t`Macro ${name}`}
      onKeyDown={event => {
        if (event.key !== 'Escape' || run.phase === 'running') return;
        event.stopPropagation();
        close();
      }}
      className="mb-3 flex flex-col gap-3 rounded-xl border border-line bg-sunken p-3"
    >
      {run.phase === 'choosing' ? (
        <Preparation run={run} onRun={onLeave} onCancel={close} />
      ) : (
        <Progress run={run} onClose={close} onRetry={onLeave} />
      )}
    </section>
  );
}

type PreparationProps = {
  readonly run: MacroRun;
  readonly onRun: () => void;
  readonly onCancel: () => void;
};

function Preparation({ run, onRun, onCancel }: PreparationProps) {
  const desk = useDesk();
  const holes = holesOf(run);
  const [fillings, setFillings] = useState<ReadonlyMap<string, string>>(new Map());
  const filled = fillRun(run, fillings);
  const form = useRef<HTMLFormElement>(null);
  const { name } = run.answer;
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input, button');
    first?.focus();
  }, []);
  const isComplete = holesOf(filled).length === 0;
  return (
    <form
      ref={form}
      className="flex flex-col gap-3"
      onSubmit={event => {
        event.preventDefault();
        if (!isComplete) return;
        setMacroRun(run.visitorId, filled);
        void runMacro(run.visitorId, macroHands(desk));
        onRun();
      }}
    >
      <h3 className="font-semibold">
        <Trans>
          Run <bdi>/{name}</bdi>?
        </Trans>
      </h3>
      {holes.map(label => (
        <HoleField
          key={label}
          label={label}
          value={fillings.get(label) ?? ''}
          onChange={value => setFillings(new Map(fillings).set(label, value))}
        />
      ))}
      <Steps run={filled} />
      <div className="flex justify-end gap-2">
        <Button onPress={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" look="solid" isDisabled={!isComplete}>
          <Trans>Run</Trans>
        </Button>
      </div>
    </form>
  );
}

type HoleFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function HoleField({ label, value, onChange }: HoleFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} dir="auto" className="text-small text-soft">
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        required
        value={value}
        onChange={event => onChange(event.target.value)}
        className="h-9 rounded-lg border border-edge bg-page px-3"
      />
    </div>
  );
}

type ProgressProps = {
  readonly run: MacroRun;
  readonly onClose: () => void;
  readonly onRetry: () => void;
};

function Progress({ run, onClose, onRetry }: ProgressProps) {
  const desk = useDesk();
  return (
    <>
      <p role="status" className="font-semibold">
        <Headline run={run} />
      </p>
      <Steps run={run} />
      {run.phase !== 'running' && (
        <div className="flex justify-end gap-2">
          <Button small onPress={onClose}>
            <Trans>Close</Trans>
          </Button>
          {run.phase === 'stopped' && (
            <Button
              small
              look="solid"
              onPress={() => {
                void runMacro(run.visitorId, macroHands(desk));
                onRetry();
              }}
            >
              <Trans>Go on from here</Trans>
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Headline({ run }: { readonly run: MacroRun }) {
  const { name } = run.answer;
  const total = run.steps.length;
  const index = run.steps.findIndex(({ state }) => state.kind !== 'done' && state.kind !== 'waiting');
  const entry = run.steps[index];
  if (entry === undefined)
    return (
      <Trans>
        <bdi>/{name}</bdi> is done.
      </Trans>
    );
  const step = index + 1;
  if (entry.state.kind === 'interrupted')
    return (
      <Trans>
        <bdi>/{name}</bdi> was interrupted at step {step} of {total}: the page was left.
      </Trans>
    );
  if (entry.state.kind !== 'failed')
    return (
      <Trans>
        <bdi>/{name}</bdi>: step {step} of {total}
      </Trans>
    );
  const { reason } = entry.state;
  return (
    <Trans>
      <bdi>/{name}</bdi> stopped at step {step} of {total}: {reason}
    </Trans>
  );
}

function Steps({ run }: { readonly run: MacroRun }) {
  return (
    <ol className="flex flex-col gap-1.5">
      {run.steps.map(({ step, state }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps never change their places
        <li key={index} className="flex items-start gap-2">
          <StepMark state={state} />
          <span dir="auto" className="min-w-0 flex-1 [overflow-wrap:anywhere] whitespace-pre-wrap">
            <StepText step={step} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function StepText({ step }: { readonly step: MacroStep }) {
  const { i18n } = useLingui();
  switch (step.kind) {
    case 'say':
      return step.text;
    case 'tags': {
      const tags = new Intl.ListFormat(i18n.locale).format(step.tags);
      return <Trans>Add the tags {tags}</Trans>;
    }
    case 'transfer': {
      const { departmentName } = step;
      return (
        <Trans>
          Transfer to <bdi>{departmentName}</bdi>
        </Trans>
      );
    }
    case 'leave':
      return <Trans>Leave the chat</Trans>;
    default:
      return assertNever(step);
  }
}

function StepMark({ state }: { readonly state: StepState }) {
  const { t } = useLingui();
  const marks = {
    waiting: { Icon: CircleDashed, name: t`Not done yet`, look: 'text-faint' },
    doing: { Icon: LoaderCircle, name: t`Under way`, look: 'animate-spin text-accent' },
    done: { Icon: Check, name: t`Done`, look: 'text-good' },
    interrupted: { Icon: CircleAlert, name: t`Interrupted`, look: 'text-warn' },
    failed: { Icon: CircleAlert, name: t`Failed`, look: 'text-bad' },
  } as const;
  const { Icon, name, look } = marks[state.kind];
  return <Icon role="img" aria-label={name} size={16} className={`mt-0.5 shrink-0 ${look}`} />;
}
