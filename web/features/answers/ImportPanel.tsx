import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
import type { Answer } from '../../answers/answer.ts';
import { answerStore } from '../../answers/answerStore.ts';
import { answerText } from '../../answers/answerText.ts';
import type { ReadFile, RowProblem } from '../../answers/files/answerRow.ts';
import { type ImportPlan, planImport } from '../../answers/files/importPlan.ts';
import { readAnswerFile } from '../../answers/files/readAnswerFile.ts';
import { assertNever } from '../../lib/assertNever.ts';
import { Button } from '../../ui/Button.tsx';

/** More of a kind than this nobody checks by eye. */
const SHOWN = 100;

export type ImportPanelProps = {
  readonly file: File;
  readonly answers: readonly Answer[];
  readonly onDone: (done: { readonly text: string; readonly undo: () => Promise<void> }) => void;
  readonly onClose: () => void;
};

/** What a file would add and change, and what is wrong with it, before anything happens. */
export function ImportPanel({ file, answers, onDone, onClose }: ImportPanelProps) {
  const { t } = useLingui();
  const read = useReadFile(file);
  const { name } = file;
  const [origin] = useState(() => ({ now: Date.now(), createId: () => crypto.randomUUID() }));
  const plan = read.kind === 'read' ? planImport(read.file, answers, origin) : null;
  const count = plan === null ? 0 : plan.added.length + plan.changed.length;

  const carryOut = async () => {
    if (plan === null) return;
    const undo = await answerStore.importAll([...plan.added, ...plan.changed.map(({ after }) => after)]);
    onDone({
      text: t`${plural(count, { one: '# answer is imported.', other: '# answers are imported.' })}`,
      undo,
    });
    onClose();
  };

  return (
    <section aria-labelledby="import-title" className="flex flex-col gap-4 p-5">
      <h3 id="import-title" className="text-title font-semibold [overflow-wrap:anywhere]">
        <Trans>
          Import <bdi>{name}</bdi>
        </Trans>
      </h3>
      {read.kind === 'reading' && (
        <p className="text-soft">
          <Trans>Reading the file…</Trans>
        </p>
      )}
      {read.kind === 'failed' && (
        <p role="alert" className="text-bad">
          <Trans>The file can’t be read.</Trans> {read.why}
        </p>
      )}
      {plan !== null && <PlanView plan={plan} />}
      <div className="sticky bottom-0 flex justify-end gap-2 bg-page py-3">
        <Button onPress={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button look="solid" isDisabled={count === 0} onPress={() => void carryOut()}>
          {count === 0 ? (
            <Trans>Nothing to import</Trans>
          ) : (
            <Plural value={count} one="Import # answer" other="Import # answers" />
          )}
        </Button>
      </div>
    </section>
  );
}

function PlanView({ plan }: { readonly plan: ImportPlan }) {
  const { added, changed, same, problems } = plan;
  return (
    <div role="status" className="flex flex-col gap-4">
      {problems.length > 0 && (
        <Group
          title={
            <Plural
              value={problems.length}
              one="# is wrong, and is left out"
              other="# are wrong, and are left out"
            />
          }
          rest={problems.length - SHOWN}
        >
          {problems.slice(0, SHOWN).map(problem => (
            <li key={`${problem.line} ${problem.what}`} className="text-bad">
              <ProblemText problem={problem} />
            </li>
          ))}
        </Group>
      )}
      {added.length > 0 && (
        <Group
          title={<Plural value={added.length} one="# is added" other="# are added" />}
          rest={added.length - SHOWN}
        >
          {added.slice(0, SHOWN).map(answer => (
            <Line key={answer.id} answer={answer} />
          ))}
        </Group>
      )}
      {changed.length > 0 && (
        <Group
          title={<Plural value={changed.length} one="# is changed" other="# are changed" />}
          rest={changed.length - SHOWN}
        >
          {changed.slice(0, SHOWN).map(({ before, after }) => (
            <li key={after.id} className="min-w-0">
              <bdi className="font-semibold text-accent">/{after.name}</bdi>
              <del dir="auto" className="block truncate text-small text-faint">
                {before.title} {answerText(before.body)}
              </del>
              <ins dir="auto" className="block truncate text-small no-underline">
                {after.title} {answerText(after.body)}
              </ins>
            </li>
          ))}
        </Group>
      )}
      {same > 0 && (
        <p className="text-soft">
          <Plural value={same} one="# is here already, as it is" other="# are here already, as they are" />
        </p>
      )}
    </div>
  );
}

type GroupProps = { readonly title: ReactNode; readonly rest: number; readonly children: ReactNode };

function Group({ title, rest, children }: GroupProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <h4 className="font-semibold">{title}</h4>
      <ul className="flex flex-col gap-1 rounded-lg border border-line p-3">
        {children}
        {rest > 0 && (
          <li className="text-small text-soft">
            <Plural value={rest} one="and # more" other="and # more" />
          </li>
        )}
      </ul>
    </div>
  );
}

function Line({ answer }: { readonly answer: Answer }) {
  return (
    <li className="flex min-w-0 gap-2">
      <bdi className="shrink-0 font-semibold text-accent">/{answer.name}</bdi>
      <span dir="auto" className="min-w-0 truncate text-soft">
        {answer.title} {answerText(answer.body)}
      </span>
    </li>
  );
}

function ProblemText({ problem: { line, what, detail } }: { readonly problem: RowProblem }) {
  switch (what) {
    case 'noName':
      return <Trans>Line {line}: it has no shortcut.</Trans>;
    case 'noText':
      return (
        <Trans>
          Line {line}: <bdi>/{detail}</bdi> says nothing.
        </Trans>
      );
    case 'badBody':
      return (
        <Trans>
          Line {line}: <bdi>/{detail}</bdi> is a macro or a message that can’t be read.
        </Trans>
      );
    case 'notAnEntry':
      return <Trans>Line {line}: expected an answer, or a list of answers.</Trans>;
    case 'twice':
      return (
        <Trans>
          Line {line}: its shortcut is that of line {detail}.
        </Trans>
      );
    case 'badQuotes':
      return <Trans>Line {line}: a quotation mark is not closed.</Trans>;
    case 'notJson':
      return <Trans>Line {line}: here it stops being JSON.</Trans>;
    default:
      return assertNever(what);
  }
}

type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly file: ReadFile }
  | { readonly kind: 'failed'; readonly why: string };

function useReadFile(file: File): Reading {
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  useEffect(() => {
    let isGone = false;
    readAnswerFile(file).then(
      read => !isGone && setReading({ kind: 'read', file: read }),
      (error: unknown) => !isGone && setReading({ kind: 'failed', why: String(error) }),
    );
    return () => {
      isGone = true;
    };
  }, [file]);
  return reading;
}
