import { type Database, pageDatabase } from '../lib/database.ts';
import { isRecord, readNumber, readRecord, readString } from '../lib/decode.ts';
import { textOf } from './act.ts';
import { decodeAct } from './decodeAct.ts';
import type { FailureReason, OutboxItem, OutboxState } from './outboxItem.ts';
import { listLiveTabs } from './tabLock.ts';

/** Where the outbox survives a reload. Each method rejects when the browser refuses (private mode, full). */
export interface OutboxStore {
  /** The items of this tab, and those of tabs that are gone, which become this tab's; in typed order. */
  load(tabId: string): Promise<readonly OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(msgId: string): Promise<void>;
  /** Forgets every item, of all tabs. */
  wipe(): Promise<void>;
}

export type OutboxStoreOptions = {
  readonly database?: Database;
  /** The tabs that are alive; null where the browser can't tell, and then no other tab's items are taken. */
  readonly liveTabs?: () => Promise<ReadonlySet<string> | null>;
};

/** The outbox in the browser's IndexedDB, shared by all tabs of this origin. */
export function createOutboxStore(options: OutboxStoreOptions = {}): OutboxStore {
  const { database = pageDatabase, liveTabs = listLiveTabs } = options;
  return {
    async load(tabId) {
      const items = await readAll(database);
      const isOrphan = await orphanTest(items, tabId, liveTabs);
      const loaded: OutboxItem[] = [];
      for (const item of items) {
        const own = isOrphan(item) ? await adopt(database, item, tabId) : item;
        if (own?.tabId === tabId) loaded.push(own);
      }
      return loaded;
    },
    put: item => write(database, item),
    remove: msgId => erase(database, msgId),
    wipe: async () => (await database.open()).clear('outbox'),
  };
}

async function readAll(database: Database): Promise<readonly OutboxItem[]> {
  const connection = await database.open();
  const records = await connection.getAll('outbox');
  return records.flatMap(record => decodeItem(record.item) ?? []);
}

/** Asked only after the items were read: a tab holds its lock before it stores anything. */
async function orphanTest(
  items: readonly OutboxItem[],
  tabId: string,
  liveTabs: () => Promise<ReadonlySet<string> | null>,
): Promise<(item: OutboxItem) => boolean> {
  const hasForeign = items.some(item => item.tabId !== tabId);
  const alive = hasForeign ? await liveTabs() : null;
  return item => item.tabId !== tabId && alive !== null && !alive.has(item.tabId);
}

/** One transaction: of two tabs that find the same orphan, one gets it and the other null. */
async function adopt(database: Database, orphan: OutboxItem, tabId: string): Promise<OutboxItem | null> {
  const connection = await database.open();
  const transaction = connection.transaction('outbox', 'readwrite');
  const record = await transaction.store.index('msgId').get(orphan.msgId);
  const item = decodeItem(record?.item);
  const isFree = record !== undefined && item?.tabId === orphan.tabId;
  const adopted = isFree ? { ...item, tabId } : null;
  if (adopted !== null) await transaction.store.put({ ...record, msgId: orphan.msgId, item: adopted });
  await transaction.done;
  return adopted;
}

async function write(database: Database, item: OutboxItem): Promise<void> {
  const connection = await database.open();
  const transaction = connection.transaction('outbox', 'readwrite');
  const position = await transaction.store.index('msgId').getKey(item.msgId);
  const record = { msgId: item.msgId, item };
  await transaction.store.put(position === undefined ? record : { ...record, position });
  await transaction.done;
}

async function erase(database: Database, msgId: string): Promise<void> {
  const connection = await database.open();
  const transaction = connection.transaction('outbox', 'readwrite');
  const position = await transaction.store.index('msgId').getKey(msgId);
  if (position !== undefined) await transaction.store.delete(position);
  await transaction.done;
}

/** A stored item, which another version of the page may have written; null when it can't be read. */
function decodeItem(value: unknown): OutboxItem | null {
  if (!isRecord(value)) return null;
  const msgId = readString(value, 'msgId');
  const visitorId = readString(value, 'visitorId');
  const act = decodeAct(value['act']);
  const createdAt = readNumber(value, 'createdAt');
  const state = decodeState(readString(value, 'state'));
  const tabId = readString(value, 'tabId');
  if (msgId === null || visitorId === null || act === null) return null;
  if (createdAt === null || state === null || tabId === null) return null;
  const agentId = readString(value, 'agentId');
  const reason = decodeReason(readRecord(value, 'reason'));
  return { msgId, visitorId, act, text: textOf(act) ?? '', createdAt, state, reason, agentId, tabId };
}

function decodeState(state: string | null): OutboxState | null {
  switch (state) {
    case 'queued':
    case 'sending':
    case 'unsure':
    case 'failed':
      return state;
    default:
      return null;
  }
}

function decodeReason(value: Readonly<Record<string, unknown>> | null): FailureReason | null {
  if (value === null) return null;
  return {
    code: readString(value, 'code') ?? 'UNKNOWN',
    message: readString(value, 'message') ?? '',
    uuid: readString(value, 'uuid'),
  };
}
