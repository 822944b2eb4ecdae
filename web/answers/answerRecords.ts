import type { Database } from '../lib/database.ts';
import type { Answer } from './answer.ts';
import { decodeAnswer } from './decodeAnswer.ts';

/** What is put and what goes, in one transaction. */
export type AnswerChange = { readonly put: readonly Answer[]; readonly removed: readonly string[] };

/** The answers of an agent; those that can't be read are left out. Rejects where the browser stores nothing. */
export async function readAnswers(database: Database, agent: string): Promise<readonly Answer[]> {
  const connection = await database.open();
  const records = await connection.getAllFromIndex('answers', 'agent', agent);
  return records.flatMap(record => decodeAnswer(record.answer) ?? []);
}

/** All of it or, when the browser refuses, nothing; then it rejects. */
export async function writeAnswers(database: Database, agent: string, change: AnswerChange): Promise<void> {
  const connection = await database.open();
  const transaction = connection.transaction('answers', 'readwrite');
  for (const answer of change.put) void transaction.store.put({ agent, id: answer.id, answer });
  for (const id of change.removed) void transaction.store.delete([agent, id]);
  await transaction.done;
}
