import { type Database, pageDatabase } from '../lib/database.ts';

/** On which the tabs tell each other of their answers. */
export const ANSWER_CHANNEL = 'switchboard-answers';

/** Under which a tab keeps its macros that are under way. */
export const MACRO_KEY = 'switchboard.macros';

/** Forgets the answers of every agent, here and in the other tabs, as at sign-out. Rejects when the browser refuses. */
export async function wipeAnswers(database: Database = pageDatabase): Promise<void> {
  forgetMacros();
  const connection = await database.open();
  await connection.clear('answers');
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(ANSWER_CHANNEL);
  channel.postMessage({ wiped: true });
  channel.close();
}

function forgetMacros(): void {
  try {
    sessionStorage.removeItem(MACRO_KEY);
  } catch {
    return;
  }
}
