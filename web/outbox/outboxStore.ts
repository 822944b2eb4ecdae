import { type Database, pageDatabase } from '../lib/database.ts';
import { isRecord, readNumber, readRecord, readString } from '../lib/decode.ts';
import { textOf } from './act.ts';
import { decodeAct } from './decodeAct.ts';
import type { FailureReason, OutboxItem, OutboxState } from './outboxItem.ts';

/** Where the outbox survives a reload. Each method rejects when the browser refuses (private mode, full). */
export interface OutboxStore {
  /** Every item, in typed order. */
  load(): Promise<readonly OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(msgId: string): Promise<void>;
  /** Forgets every item. */
  wipe(): Promise<void>;
}

/** The outbox in the browser's IndexedDB. One owner at a time may use it: see `web/connection`. */
export function createOutboxStore(database: Database = pageDatabase): OutboxStore {
  return {
    load: () => readAll(database),
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
export function decodeItem(value: unknown): OutboxItem | null {
  if (!isRecord(value)) return null;
  const msgId = readString(value, 'msgId');
  const visitorId = readString(value, 'visitorId');
  const act = decodeAct(value['act']);
  const createdAt = readNumber(value, 'createdAt');
  const state = decodeState(readString(value, 'state'));
  if (msgId === null || visitorId === null || act === null) return null;
  if (createdAt === null || state === null) return null;
  const agentId = readString(value, 'agentId');
  const reason = decodeReason(readRecord(value, 'reason'));
  return { msgId, visitorId, act, text: textOf(act) ?? '', createdAt, state, reason, agentId };
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
