import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { isRecord } from './decode.ts';

/** An outbox item; `position` keeps the order in which they were typed. The outbox decodes `item`. */
export type OutboxRecord = { readonly position?: number; readonly msgId: string; readonly item: unknown };

/** A text kept for a visitor. `at`: when it was written, ms since the epoch. */
export type TextRecord = { readonly visitorId: string; readonly text: string; readonly at: number };

/** A canned answer of an agent. The answers' store decodes `answer`. */
export type AnswerRecord = { readonly agent: string; readonly id: string; readonly answer: unknown };

/** A chat that ended, with what was said. The archive decodes `chat` and `entries`. */
export type EndedRecord = {
  readonly visitorId: string;
  readonly agentId: string;
  /** When it ended, ms since the epoch. */
  readonly at: number;
  readonly chat: unknown;
  readonly entries: unknown;
};

/** A chat of an agent that has ended. The chat log decodes `chat`. */
export type EarlierRecord = {
  readonly agent: string;
  readonly visitorId: string;
  readonly endedAt: number;
  readonly chat: unknown;
};

/** What an agent's past transfers teach. `decodeExperience` reads `experience`. */
export type ExperienceRecord = { readonly agent: string; readonly experience: unknown };

export interface SwitchboardSchema extends DBSchema {
  outbox: { key: number; value: OutboxRecord; indexes: { msgId: string } };
  drafts: { key: string; value: TextRecord };
  notes: { key: string; value: TextRecord };
  ended: { key: string; value: EndedRecord };
  answers: { key: [agent: string, id: string]; value: AnswerRecord; indexes: { agent: string } };
  earlier: {
    key: [agent: string, visitorId: string, endedAt: number];
    value: EarlierRecord;
    indexes: { endedAt: number };
  };
  experience: { key: string; value: ExperienceRecord };
}

type Connection = IDBPDatabase<SwitchboardSchema>;

type Upgrade = IDBPTransaction<SwitchboardSchema, StoreNames<SwitchboardSchema>[], 'versionchange'>;

/** `MIGRATIONS[n]` makes version n + 1 of version n. Those that were published are never changed. */
const MIGRATIONS: readonly ((connection: Connection, upgrade: Upgrade) => void | Promise<void>)[] = [
  connection => {
    const outbox = connection.createObjectStore('outbox', { keyPath: 'position', autoIncrement: true });
    outbox.createIndex('msgId', 'msgId', { unique: true });
    connection.createObjectStore('drafts', { keyPath: 'visitorId' });
    connection.createObjectStore('notes', { keyPath: 'visitorId' });
  },
  connection => {
    const answers = connection.createObjectStore('answers', { keyPath: ['agent', 'id'] });
    answers.createIndex('agent', 'agent');
  },
  (_, upgrade) => tellMessagesFromOtherActs(upgrade),
  connection => {
    connection.createObjectStore('ended', { keyPath: 'visitorId' });
  },
  connection => {
    const earlier = connection.createObjectStore('earlier', { keyPath: ['agent', 'visitorId', 'endedAt'] });
    earlier.createIndex('endedAt', 'endedAt');
    connection.createObjectStore('experience', { keyPath: 'agent' });
  },
];

async function migrateFrom(from: number, connection: Connection, upgrade: Upgrade): Promise<void> {
  for (const migrate of MIGRATIONS.slice(from)) await migrate(connection, upgrade);
}

/** Version 1 knew messages alone, with their parts beside the rest of the item. */
async function tellMessagesFromOtherActs(upgrade: Upgrade): Promise<void> {
  for await (const cursor of upgrade.objectStore('outbox')) {
    const { item } = cursor.value;
    if (!isRecord(item) || 'act' in item) continue;
    const { text, options, backoff, ...rest } = item;
    await cursor.update({
      ...cursor.value,
      item: { ...rest, act: { kind: 'message', text, options, backoff } },
    });
  }
}

/** The browser's database of this page, opened when first needed. */
export class Database {
  readonly #name: string;
  #connection: Promise<Connection> | null = null;

  constructor(name = 'switchboard') {
    this.#name = name;
  }

  /**
   * The open connection, opened anew when the browser or a newer tab has closed it.
   * Rejects where IndexedDB is missing or blocked, and when a newer version of this page has been here.
   */
  open(): Promise<Connection> {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#connection = null;
    (await connection?.catch(() => null))?.close();
  }

  #connect(): Promise<Connection> {
    const connecting = openDB<SwitchboardSchema>(this.#name, MIGRATIONS.length, {
      upgrade: (connection, from, _to, upgrade) => {
        migrateFrom(from, connection, upgrade).catch(() => upgrade.abort());
      },
      // A newer tab waits for this connection to go before it can migrate.
      blocking: () => void this.close(),
      terminated: () => {
        if (this.#connection === connecting) this.#connection = null;
      },
    });
    connecting.catch(() => {
      if (this.#connection === connecting) this.#connection = null;
    });
    return connecting;
  }
}

/** The one database of the page; nothing is opened before its first use. */
export const pageDatabase = new Database();
