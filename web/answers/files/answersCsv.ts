import Papa from 'papaparse';
import type { Answer } from '../answer.ts';
import {
  type AnswerRow,
  type Fields,
  fieldOf,
  type ReadFile,
  type RowProblem,
  sortRows,
  toRow,
} from './answerRow.ts';

const columns = ['shortcut', 'title', 'tags', 'text', 'body'];

/** The answers as a table for a spreadsheet. `body` holds what is no text, as JSON: a macro, a structured message. */
export function writeCsv(answers: readonly Answer[]): string {
  const rows = answers.map(({ name, title, tags, body }) => [
    guarded(name),
    guarded(title),
    guarded(tags.join(', ')),
    body.kind === 'text' ? guarded(body.text) : '',
    body.kind === 'text' ? '' : JSON.stringify(body),
  ]);
  // Spreadsheets take the file for UTF-8 by this mark alone.
  return `\uFEFF${Papa.unparse({ fields: columns, data: rows })}\r\n`;
}

/**
 * Reads a table with headings in its first line, or, without any that is known, one of shortcut and text. The
 * delimiter is found out. Never throws: what can't be read is in `problems`, with the line on which it begins.
 */
export function readCsv(text: string): ReadFile {
  const bare = text.replace(/^\uFEFF/u, '');
  const { data, errors } = Papa.parse<readonly string[]>(bare, { delimiter: delimiterOf(bare) });
  const lines = rowLines(data);
  const quotes = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ row }): RowProblem => ({ line: lines[row ?? 0] ?? 1, what: 'badQuotes', detail: null }));
  const [first = []] = data;
  const headings = first.map(fieldOf);
  const hasHeadings = areHeadings(headings);
  const names = hasHeadings ? headings : (['name', 'text'] as const);
  const read = data.flatMap((cells, index) => {
    const isBlank = cells.every(cell => cell.trim() === '');
    return isBlank || (hasHeadings && index === 0) ? [] : readRow(cells, names, lines[index] ?? 1);
  });
  const { rows, problems } = sortRows(read);
  return { rows, problems: [...quotes, ...problems].toSorted((one, other) => one.line - other.line) };
}

function areHeadings(fields: readonly (keyof Fields | null)[]): boolean {
  return fields.includes('name') && (fields.includes('text') || fields.includes('body'));
}

/** What parts the headings; empty, to be guessed, where there are none. Texts may hold more of another sign. */
function delimiterOf(text: string): string {
  const headings = text.split(/[\r\n]/u, 1)[0]?.replaceAll('"', '') ?? '';
  return [',', ';', '\t', '|'].find(sign => areHeadings(headings.split(sign).map(fieldOf))) ?? '';
}

function readRow(
  cells: readonly string[],
  names: readonly (keyof Fields | null)[],
  line: number,
): AnswerRow | RowProblem {
  const cell = (name: keyof Fields) => unguarded(cells[names.indexOf(name)] ?? '');
  return toRow(
    {
      name: cell('name'),
      title: cell('title'),
      tags: cell('tags').split(/[,;]/u),
      text: cell('text'),
      body: readBody(cell('body')),
    },
    line,
  );
}

/** JSON of what is no text; a plain text in this column is the text. */
function readBody(cell: string): unknown {
  if (cell.trim() === '') return null;
  try {
    return JSON.parse(cell);
  } catch {
    return { kind: 'text', text: cell };
  }
}

/** A quote before what a spreadsheet would run as a formula; and before a text that begins so with quotes already. */
function guarded(text: string): string {
  return /^'*[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

function unguarded(cell: string): string {
  return /^'+[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell;
}

/** The line on which each row begins: cells hold line breaks. */
function rowLines(data: readonly (readonly string[])[]): readonly number[] {
  let line = 1;
  return data.map(cells => {
    const begins = line;
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/gu)?.length ?? 0), 0);
    return begins;
  });
}
