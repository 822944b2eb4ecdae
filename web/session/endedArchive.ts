import { type Chat, readKeptChat } from '../apollo/chat.ts';
import { type Database, pageDatabase } from '../lib/database.ts';
import { isRecord, readNumber, readString } from '../lib/decode.ts';
import { dayKey } from '../lib/times.ts';
import { readKeptEntry } from '../timeline/decodeLog.ts';
import type { TimelineEntry } from '../timeline/entries.ts';

/** Of a conversation the newest entries are kept. */
const ENTRIES_KEPT = 1_000;

export type ArchivedChat = {
  readonly chat: Chat;
  /** When it ended, ms since the epoch. */
  readonly at: number;
  readonly entries: readonly TimelineEntry[];
};

/** The chats of an agent that ended today, with what was said, kept in this browser over a reload. */
export class EndedArchive {
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database = pageDatabase, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /** Keeps a chat; an earlier one of the same visitor gives way. Rejects where the browser stores nothing. */
  async keep(agentId: string, { chat, at, entries }: ArchivedChat): Promise<void> {
    const connection = await this.#database.open();
    const kept = entries.slice(-ENTRIES_KEPT);
    await connection.put('ended', { visitorId: chat.visitorId, agentId, at, chat, entries: kept });
  }

  /** What was said in one of the agent's chats, oldest first; nothing of a chat that is not there. */
  async entriesOf(agentId: string, visitorId: string): Promise<readonly TimelineEntry[]> {
    const record = await (await this.#database.open()).get('ended', visitorId);
    return record?.agentId === agentId ? (readArchived(record)?.entries ?? []) : [];
  }

  /** Forgets a chat, as when it goes on. */
  async remove(visitorId: string): Promise<void> {
    await (await this.#database.open()).delete('ended', visitorId);
  }

  /** The agent's chats that ended today, latest first. What is older, or not understood, is deleted. */
  async load(agentId: string): Promise<readonly ArchivedChat[]> {
    const connection = await this.#database.open();
    const today = dayKey(this.#now());
    const chats: ArchivedChat[] = [];
    for (const record of await connection.getAll('ended')) {
      const archived = readArchived(record);
      if (archived === null || dayKey(archived.at) !== today)
        await connection.delete('ended', record.visitorId);
      else if (record.agentId === agentId) chats.push(archived);
    }
    return chats.toSorted((a, b) => b.at - a.at);
  }

  /** Forgets all of it, as at sign-out. */
  async wipe(): Promise<void> {
    await (await this.#database.open()).clear('ended');
  }
}

function readArchived(record: unknown): ArchivedChat | null {
  if (!isRecord(record) || readString(record, 'visitorId') === null) return null;
  const chat = readKeptChat(record['chat']);
  const at = readNumber(record, 'at');
  const { entries } = record;
  if (chat === null || at === null || !Array.isArray(entries)) return null;
  return { chat, at, entries: entries.flatMap((entry: unknown) => readKeptEntry(entry) ?? []) };
}
