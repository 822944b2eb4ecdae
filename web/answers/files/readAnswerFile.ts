import type { ReadFile } from './answerRow.ts';
import { readJson } from './answersJson.ts';

/** Larger than any list of answers; a file that is chosen by mistake must not freeze the page. Bytes. */
const MAX_SIZE = 20_000_000;

/** Reads a chosen file, as JSON when it looks like it, else as a table. Rejects when the browser can't read it. */
export async function readAnswerFile(file: Blob): Promise<ReadFile> {
  if (file.size > MAX_SIZE)
    throw new Error(`Expected a file of at most ${MAX_SIZE / 1e6} MB, got ${file.size / 1e6} MB.`);
  const text = await file.text();
  if (/^\uFEFF?\s*[[{]/u.test(text)) return readJson(text.replace(/^\uFEFF/u, ''));
  const { readCsv } = await import('./answersCsv.ts');
  return readCsv(text);
}
