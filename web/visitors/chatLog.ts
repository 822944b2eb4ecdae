import { type Database, pageDatabase } from '../lib/database.ts';
import { Observable } from '../lib/observable.ts';
import { decodeEarlierChat, type EarlierChat } from './earlierChat.ts';

/** How long (ms) a chat is kept, and how many of an agent's. */
const LONGEST_KEPT = 30 * 24 * 60 * 60_000;
const MOST_KEPT = 500;

/** An agent's chats that have ended, kept in this browser until the agent signs out; the oldest go first. */
export class ChatLog {
  /** Counts the changes: whoever shows earlier chats reads them again. */
  readonly version = new Observable(0);
  readonly #database: Database;
  readonly #now: () => number;

  constructor(database: Database = pageDatabase, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * Keeps a chat of the agent with this id, and says whether it did: not one without a line, nor one that is kept
   * already.
   */
  async record(agent: string, chat: EarlierChat): Promise<boolean> {
    if (chat.lines.length === 0) return false;
    const connection = await this.#database.open();
    const transaction = connection.transaction('earlier', 'readwrite');
    const { visitorId, endedAt } = chat;
    const isNew = (await transaction.store.getKey([agent, visitorId, endedAt])) === undefined;
    if (isNew) await transaction.store.put({ agent, visitorId, endedAt, chat });
    await transaction.done;
    if (!isNew) return false;
    await this.#forgetOld();
    this.version.set(this.version.getSnapshot() + 1);
    return true;
  }

  /** The agent's earlier chats with a visitor, the latest first. Rejects when the browser refuses. */
  async chatsWith(agent: string, visitorId: string): Promise<readonly EarlierChat[]> {
    const connection = await this.#database.open();
    const range = IDBKeyRange.bound([agent, visitorId], [agent, visitorId, Number.POSITIVE_INFINITY]);
    const records = await connection.getAll('earlier', range);
    return records.flatMap(({ chat }) => decodeEarlierChat(chat) ?? []).reverse();
  }

  /** Forgets all chats, of every agent. */
  async wipe(): Promise<void> {
    await (await this.#database.open()).clear('earlier');
    this.version.set(this.version.getSnapshot() + 1);
  }

  async #forgetOld(): Promise<void> {
    const connection = await this.#database.open();
    const transaction = connection.transaction('earlier', 'readwrite');
    let surplus = (await transaction.store.count()) - MOST_KEPT;
    const eldest = this.#now() - LONGEST_KEPT;
    for await (const cursor of transaction.store.index('endedAt')) {
      if (surplus <= 0 && cursor.value.endedAt >= eldest) break;
      await cursor.delete();
      surplus -= 1;
    }
    await transaction.done;
  }
}
