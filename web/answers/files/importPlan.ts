import { type Answer, nameKey } from '../answer.ts';
import type { AnswerRow, ReadFile, RowProblem } from './answerRow.ts';

/** What an import would do, before it does. */
export type ImportPlan = {
  readonly added: readonly Answer[];
  readonly changed: readonly { readonly before: Answer; readonly after: Answer }[];
  /** How many of the file are here as they are. */
  readonly same: number;
  readonly problems: readonly RowProblem[];
};

/** Compares a file with what is here: answers are the same when their shortcuts are, without regard to case. */
export function planImport(
  { rows, problems }: ReadFile,
  existing: readonly Answer[],
  { now, createId }: { readonly now: number; readonly createId: () => string },
): ImportPlan {
  const byName = new Map(existing.map(answer => [nameKey(answer.name), answer]));
  const added: Answer[] = [];
  const changed: { before: Answer; after: Answer }[] = [];
  let same = 0;
  for (const row of rows) {
    const before = byName.get(nameKey(row.name));
    if (before === undefined) added.push(toAnswer(row, createId(), now));
    else if (isSame(before, row)) same += 1;
    else changed.push({ before, after: toAnswer(row, before.id, now) });
  }
  return { added, changed, same, problems };
}

function toAnswer({ name, title, tags, body }: AnswerRow, id: string, updatedAt: number): Answer {
  return { id, name, title, tags, body, updatedAt };
}

function isSame(answer: Answer, row: AnswerRow): boolean {
  const content = ({ name, title, tags, body }: Omit<AnswerRow, 'line'>) =>
    JSON.stringify([name, title, tags, body]);
  return content(answer) === content(row);
}
