import { type Answer, type AnswerBody, nameKey, toName } from '../answer.ts';
import { decodeBody } from '../decodeAnswer.ts';

/** One entry of a file: an answer without what is this browser's own, and the line on which it begins. */
export type AnswerRow = Pick<Answer, 'name' | 'title' | 'tags' | 'body'> & { readonly line: number };

/** What is wrong with an entry. `what` is for `rowProblemText`. */
export type RowProblem = {
  readonly line: number;
  readonly what: 'noName' | 'noText' | 'badBody' | 'notAnEntry' | 'twice' | 'badQuotes' | 'notJson';
  /** The shortcut, as far as there is one; of `twice`, the line on which it was first. */
  readonly detail: string | null;
};

export type ReadFile = { readonly rows: readonly AnswerRow[]; readonly problems: readonly RowProblem[] };

/** The values of an entry, by the names of its columns or properties. */
export type Fields = {
  readonly name: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly text: string;
  /** What is no text: a macro or a structured message; null for none. */
  readonly body: unknown;
};

/** How others call the fields: Zendesk Chat's shortcuts, Chatwoot's canned responses, and what people write. */
const otherNames: Readonly<Record<keyof Fields, readonly string[]>> = {
  name: ['name', 'shortcut', 'short_code', 'shortcode', 'command', 'key', 'trigger'],
  title: ['title', 'description', 'label', 'subject'],
  tags: ['tags', 'labels', 'categories', 'category'],
  text: ['text', 'message', 'content', 'answer', 'reply', 'response'],
  body: ['body'],
};

/** The field that a column or property of this name is; null for one that is none. */
export function fieldOf(heading: string): keyof Fields | null {
  const wanted = heading
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_');
  if (wanted === 'name' || wanted === 'title' || wanted === 'tags' || wanted === 'text' || wanted === 'body')
    return wanted;
  if (otherNames.name.includes(wanted)) return 'name';
  if (otherNames.title.includes(wanted)) return 'title';
  if (otherNames.tags.includes(wanted)) return 'tags';
  return otherNames.text.includes(wanted) ? 'text' : null;
}

/** Makes an entry an answer, or says what is wrong with it. */
export function toRow(fields: Fields, line: number): AnswerRow | RowProblem {
  const name = toName(fields.name);
  if (name === '') return { line, what: 'noName', detail: null };
  const body = bodyOf(fields);
  if (body === null) return { line, what: fields.body === null ? 'noText' : 'badBody', detail: name };
  return { line, name, title: fields.title.trim(), tags: cleanTags(fields.tags), body };
}

/** Parts rows from problems; of two with one shortcut the second is a problem. */
export function sortRows(read: readonly (AnswerRow | RowProblem)[]): ReadFile {
  const rows: AnswerRow[] = [];
  const problems: RowProblem[] = [];
  const lines = new Map<string, number>();
  for (const row of read) {
    if ('what' in row) problems.push(row);
    else {
      const first = lines.get(nameKey(row.name));
      if (first === undefined) {
        lines.set(nameKey(row.name), row.line);
        rows.push(row);
      } else problems.push({ line: row.line, what: 'twice', detail: String(first) });
    }
  }
  return { rows, problems };
}

/** Tags as they are kept: without blanks around them, no empty one, each once. */
export function cleanTags(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.map(tag => tag.replaceAll(/[,;\s]+/gu, ' ').trim()).filter(tag => tag !== ''))];
}

function bodyOf({ text, body }: Fields): AnswerBody | null {
  if (body !== null) return decodeBody(body);
  return text.trim() === '' ? null : { kind: 'text', text: text.replaceAll('\r\n', '\n') };
}
