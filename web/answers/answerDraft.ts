import { type Answer, type AnswerBody, type MacroStep, nameKey, toName } from './answer.ts';
import { cleanTags } from './files/answerRow.ts';

/** An answer while it is edited. */
export type AnswerDraft = {
  /** Null for one that is not kept yet. */
  readonly id: string | null;
  readonly name: string;
  readonly title: string;
  /** As they are typed, parted by commas. */
  readonly tags: string;
  readonly body: AnswerBody;
};

/** What keeps a draft from being kept, by field. */
export type DraftProblem =
  | { readonly field: 'name'; readonly what: 'missing' | 'taken' }
  | { readonly field: 'text'; readonly what: 'missing' }
  | { readonly field: 'steps'; readonly what: 'missing' }
  /** `step`: its place, the first is 0. */
  | { readonly field: 'step'; readonly step: number; readonly what: 'missing' | 'badTag' };

/** What the API takes as a tag of a chat. */
const chatTag = /^[\p{L}\p{N}_-]+$/u;

export function emptyDraft(kind: 'text' | 'macro', name = ''): AnswerDraft {
  const body: AnswerBody =
    kind === 'text' ? { kind, text: '' } : { kind, steps: [{ kind: 'say', text: '' }] };
  return { id: null, name, title: '', tags: '', body };
}

export function toDraft({ id, name, title, tags, body }: Answer): AnswerDraft {
  return { id, name, title, tags: tags.join(', '), body };
}

/** The answer that a draft is; `id` for one that has none. `updatedAt` is the store's. */
export function toAnswer(draft: AnswerDraft, id: string): Answer {
  return {
    id: draft.id ?? id,
    name: toName(draft.name),
    title: draft.title.trim(),
    tags: cleanTags(draft.tags.split(/[,;]/u)),
    body: draft.body,
    updatedAt: 0,
  };
}

/** True when keeping the draft would change nothing. */
export function isUnchanged(draft: AnswerDraft, kept: Answer | null): boolean {
  const before = kept === null ? emptyDraft(draft.body.kind === 'macro' ? 'macro' : 'text') : toDraft(kept);
  return JSON.stringify({ ...draft, id: null }) === JSON.stringify({ ...before, id: null });
}

/** What is wrong with a draft, beside the answers that are kept. */
export function problemsOf(draft: AnswerDraft, kept: readonly Answer[]): readonly DraftProblem[] {
  return [...nameProblems(draft, kept), ...bodyProblems(draft.body)];
}

function nameProblems({ id, name }: AnswerDraft, kept: readonly Answer[]): readonly DraftProblem[] {
  const wanted = nameKey(toName(name));
  if (wanted === '') return [{ field: 'name', what: 'missing' }];
  const isTaken = kept.some(other => other.id !== id && nameKey(other.name) === wanted);
  return isTaken ? [{ field: 'name', what: 'taken' }] : [];
}

function bodyProblems(body: AnswerBody): readonly DraftProblem[] {
  switch (body.kind) {
    case 'text':
      return body.text.trim() === '' ? [{ field: 'text', what: 'missing' }] : [];
    case 'structured':
      return [];
    case 'macro':
      return body.steps.length === 0
        ? [{ field: 'steps', what: 'missing' }]
        : body.steps.flatMap((step, index) => stepProblem(step, index));
  }
}

function stepProblem(entry: MacroStep, step: number): readonly DraftProblem[] {
  const missing = [{ field: 'step', step, what: 'missing' }] as const;
  switch (entry.kind) {
    case 'say':
      return entry.text.trim() === '' ? missing : [];
    case 'tags':
      if (entry.tags.length === 0) return missing;
      return entry.tags.every(tag => chatTag.test(tag)) ? [] : [{ field: 'step', step, what: 'badTag' }];
    case 'transfer':
      return entry.departmentName === '' ? missing : [];
    case 'leave':
      return [];
  }
}
