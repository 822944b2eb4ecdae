import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { type Answer, MAX_NAME, toName } from '../../answers/answer.ts';
import type { AnswerDraft, DraftProblem } from '../../answers/answerDraft.ts';
import { answerStore } from '../../answers/answerStore.ts';
import { assertNever } from '../../lib/assertNever.ts';
import { Button } from '../../ui/Button.tsx';
import { MacroSteps } from './MacroSteps.tsx';
import { TemplateField } from './TemplateField.tsx';

export type AnswerEditorProps = {
  readonly draft: AnswerDraft;
  /** Those that are shown: none before the agent has tried to save. */
  readonly problems: readonly DraftProblem[];
  readonly onChange: (draft: AnswerDraft) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly onRemove: (answer: Answer) => void;
};

/** One answer, changed and saved; what keeps it from being saved stands at its field. */
export function AnswerEditor({ draft, problems, onChange, onSave, onCancel, onRemove }: AnswerEditorProps) {
  const { t } = useLingui();
  const form = useRef<HTMLFormElement>(null);
  const nameProblem = problems.find(({ field }) => field === 'name')?.what;
  const kept = draft.id === null ? null : answerStore.get(draft.id);
  const shortcut = toName(draft.name);
  useEffect(() => {
    if (problems.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems.length]);
  useEffect(() => {
    form.current?.querySelector('input')?.focus();
  }, []);
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4 p-5"
      onSubmit={event => {
        event.preventDefault();
        onSave();
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave();
      }}
    >
      <h3 className="text-title font-semibold">
        <Heading draft={draft} />
      </h3>
      <LineField
        label={t`Shortcut`}
        value={draft.name}
        onChange={name => onChange({ ...draft, name })}
        problem={
          (nameProblem === 'missing' && t`Expected some letters, such as refund.`) ||
          (nameProblem === 'taken' && t`Another answer has this shortcut.`) ||
          null
        }
        hint={
          shortcut === '' || shortcut === draft.name ? (
            <Trans>What is typed after /, without blanks; at most {MAX_NAME} characters.</Trans>
          ) : (
            <Trans>
              It will be <bdi>/{shortcut}</bdi>.
            </Trans>
          )
        }
      />
      <LineField
        label={t`Title`}
        value={draft.title}
        onChange={title => onChange({ ...draft, title })}
        hint={<Trans>For you, in the list; visitors don’t see it.</Trans>}
      />
      <BodyEditor draft={draft} problems={problems} onChange={onChange} />
      <LineField
        label={t`Words to find it by`}
        value={draft.tags}
        onChange={tags => onChange({ ...draft, tags })}
        hint={<Trans>Parted by commas.</Trans>}
      />
      <div className="sticky bottom-0 flex flex-wrap items-center gap-2 bg-page py-3">
        {kept !== null && (
          <Button onPress={() => onRemove(kept)} className="me-auto text-bad">
            <Trans>Delete</Trans>
          </Button>
        )}
        <Button onPress={onCancel} className="ms-auto">
          <Trans>Discard changes</Trans>
        </Button>
        <Button type="submit" look="solid">
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

function Heading({ draft: { id, body } }: { readonly draft: AnswerDraft }) {
  if (body.kind === 'macro') return id === null ? <Trans>New macro</Trans> : <Trans>Macro</Trans>;
  if (body.kind === 'structured') return <Trans>Structured message</Trans>;
  return id === null ? <Trans>New answer</Trans> : <Trans>Answer</Trans>;
}

type BodyEditorProps = Pick<AnswerEditorProps, 'draft' | 'problems' | 'onChange'>;

function BodyEditor({ draft, problems, onChange }: BodyEditorProps) {
  const { t } = useLingui();
  const { body } = draft;
  switch (body.kind) {
    case 'text':
      return (
        <TemplateField
          label={t`Text`}
          value={body.text}
          isMissing={problems.some(({ field }) => field === 'text')}
          onChange={text => onChange({ ...draft, body: { kind: 'text', text } })}
        />
      );
    case 'structured':
      return (
        <p className="rounded-lg bg-sunken p-3 text-soft">
          <Trans>Its message is changed where it was made: choose it in a chat, and save it again.</Trans>
        </p>
      );
    case 'macro':
      return (
        <MacroSteps
          steps={body.steps}
          problems={problems}
          onChange={steps => onChange({ ...draft, body: { kind: 'macro', steps } })}
        />
      );
    default:
      return assertNever(body);
  }
}

type LineFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem?: string | null;
  readonly hint?: ReactNode;
};

function LineField({ label, value, onChange, problem = null, hint }: LineFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-semibold text-soft">
        {label}
      </label>
      <input
        id={id}
        dir="auto"
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        className="h-9 rounded-lg border border-edge bg-page px-3 aria-invalid:border-bad"
      />
      <p id={`${id}-hint`} className="text-small text-faint">
        {problem === null ? hint : <span className="text-bad">{problem}</span>}
      </p>
    </div>
  );
}
