import { isRecord } from '../../lib/decode.ts';
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

const FORMAT = 'switchboard-answers';
const VERSION = 1;

/** The answers as a file that anybody can import; ids and times stay here. */
export function writeJson(answers: readonly Answer[]): string {
  const entries = answers.map(({ name, title, tags, body }) => ({ name, title, tags, body }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, answers: entries }, null, 2)}\n`;
}

/**
 * Reads a JSON file: one of ours, a list of entries, or an object with one list in it, such as the shortcuts of Zendesk
 * Chat. Never throws: what can't be read is in `problems`, with the line on which it begins (the first is 1).
 */
export function readJson(text: string): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { rows: [], problems: [{ line: lineOfError(text, error), what: 'notJson', detail: null }] };
  }
  const entries = listIn(value);
  if (entries === null) return { rows: [], problems: [{ line: 1, what: 'notAnEntry', detail: null }] };
  const lines = entryLines(text, entries.length);
  return sortRows(entries.map((entry, index) => readEntry(entry, lines[index] ?? 1)));
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return null;
  return Object.values(value).find(Array.isArray) ?? null;
}

function readEntry(entry: unknown, line: number): AnswerRow | RowProblem {
  if (!isRecord(entry)) return { line, what: 'notAnEntry', detail: null };
  let fields: Fields = { name: '', title: '', tags: [], text: '', body: null };
  for (const [key, value] of Object.entries(entry)) {
    const field = fieldOf(key);
    if (field === 'tags') fields = { ...fields, tags: readTags(value) };
    else if (field === 'body' && typeof value !== 'string') fields = { ...fields, body: value };
    else if (field === 'body' && typeof value === 'string') fields = { ...fields, text: value };
    else if (field !== null && field !== 'body' && typeof value === 'string')
      fields = { ...fields, [field]: value };
  }
  return toRow(fields, line);
}

function readTags(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(/[,;]/u);
  return Array.isArray(value) ? value.filter((tag: unknown) => typeof tag === 'string') : [];
}

/** Where the entries of the first list begin: the n-th value that stands directly in it. */
function entryLines(text: string, count: number): readonly number[] {
  const lines: number[] = [];
  const stack: string[] = [];
  let listDepth = -1;
  let line = 1;
  let awaits = false;
  for (let at = 0; at < text.length && lines.length < count; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') line += 1;
    if (/\s/u.test(sign)) continue;
    if (awaits && sign !== ']') {
      lines.push(line);
      awaits = false;
    }
    if (sign === '"') at = endOfString(text, at);
    else if (sign === '[' || sign === '{') {
      stack.push(sign);
      if (sign === '[' && listDepth < 0) {
        listDepth = stack.length;
        awaits = true;
      }
    } else if (sign === ']' || sign === '}') stack.pop();
    else if (sign === ',' && stack.length === listDepth) awaits = true;
  }
  return lines;
}

/** The closing quote of a string that begins here; a string of JSON holds no line break. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** Engines word it differently; a position or a line is in most of their messages. */
function lineOfError(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const [, line] = /line (\d+)/u.exec(message) ?? [];
  if (line !== undefined) return Number(line);
  const [, position] = /position (\d+)/u.exec(message) ?? [];
  const end = position === undefined ? text.length : Number(position);
  return text.slice(0, end).split('\n').length;
}
