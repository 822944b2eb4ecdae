import { assertNever } from '../lib/assertNever.ts';
import { failureReasons } from './failureReasons.ts';
import type { FailureReason, LookUpOutcome, OutboxItem, SendOutcome } from './outboxItem.ts';
import { OutboxTurn } from './outboxTurn.ts';

/** Beyond this an unsettled item is not sent again without the agent. ms */
export const STALE_AFTER = 5 * 60_000;
/** How often an item whose answers are lost is sent again without the agent. */
export const MAX_RESENDS = 5;
const FIRST_REST = 1_000;
const LONGEST_REST = 30_000;

/** Why the logs are read: by itself after a lost answer, to tell the agent, or before sending for the agent. */
export type LookUpPurpose = 'settle' | 'check' | 'retry';

export type OutboxEntry = {
  readonly item: OutboxItem;
  /** The send or look-up under way; an answer to any other comes too late to decide. */
  readonly ticket: number | null;
  /** The connection in which it was begun. */
  readonly connection: number;
  /** What the next look-up, or the one under way, is for. */
  readonly purpose: LookUpPurpose;
  readonly resends: number;
  /** How often in a row the socket, though open, did not take it. */
  readonly misses: number;
  readonly resting: boolean;
};

/** All that is not sent, in the order in which it was typed. */
export type OutboxModel = {
  readonly entries: readonly OutboxEntry[];
  readonly connected: boolean;
  /** Counts the connections. */
  readonly connection: number;
  readonly nextTicket: number;
};

export type OutboxEvent =
  | { readonly kind: 'enqueued'; readonly item: OutboxItem }
  /** Items of an earlier life, or of a tab that is gone, as they were stored. */
  | { readonly kind: 'loaded'; readonly items: readonly OutboxItem[]; readonly now: number }
  | { readonly kind: 'connected'; readonly now: number }
  | { readonly kind: 'disconnected' }
  | {
      readonly kind: 'answered';
      readonly msgId: string;
      readonly ticket: number;
      readonly outcome: SendOutcome;
    }
  | {
      readonly kind: 'lookedUp';
      readonly msgId: string;
      readonly ticket: number;
      readonly outcome: LookUpOutcome;
      /** Whether the visitor wrote after the item was typed. */
      readonly visitorWrote: boolean;
      readonly now: number;
    }
  | { readonly kind: 'retried' | 'checked' | 'discarded' | 'settled' | 'rested'; readonly msgId: string };

/** To be done in this order; a `send` only when the `store` before it is done. */
export type OutboxEffect =
  | { readonly kind: 'remove'; readonly msgId: string }
  | { readonly kind: 'store'; readonly item: OutboxItem }
  | { readonly kind: 'send' | 'lookUp'; readonly item: OutboxItem; readonly ticket: number }
  | { readonly kind: 'rest'; readonly msgId: string; readonly ms: number };

export const emptyOutbox: OutboxModel = { entries: [], connected: false, connection: 0, nextTicket: 1 };

/**
 * The rules of the outbox. Conversations are independent; within one, items go out one at a time in typed
 * order, and one that is `failed` or `unsure` holds back those behind it; only what takes the chat goes past what
 * failed, which may need just that. An item whose answer was lost is
 * sent again only when the logs are known not to hold it. Items leave by being sent, found, settled or discarded.
 */
export function stepOutbox(
  model: OutboxModel,
  event: OutboxEvent,
): readonly [OutboxModel, readonly OutboxEffect[]] {
  const turn = new OutboxTurn(model);
  switch (event.kind) {
    case 'enqueued':
      turn.append(event.item);
      break;
    case 'loaded':
      turn.adopt(event.items, item => afterReload(item, event.now));
      break;
    case 'connected':
      turn.connect(item => unlessStale(item, event.now));
      break;
    case 'disconnected':
      turn.disconnect();
      break;
    default:
      stepEntry(turn, event);
  }
  return turn.finish();
}

function stepEntry(turn: OutboxTurn, event: Extract<OutboxEvent, { readonly msgId: string }>): void {
  const entry = turn.entry(event.msgId);
  if (entry === undefined) return;
  switch (event.kind) {
    case 'answered':
      takeAnswer(turn, entry, event.ticket, event.outcome);
      break;
    case 'lookedUp':
      takeLookUp(turn, entry, event);
      break;
    case 'retried':
      retry(turn, entry);
      break;
    case 'checked':
      if (entry.item.state === 'unsure') turn.lookUp(entry, entry.purpose === 'retry' ? 'retry' : 'check');
      break;
    case 'discarded':
      if (entry.item.state !== 'sending') turn.remove(entry);
      break;
    case 'settled':
      turn.remove(entry);
      break;
    case 'rested':
      turn.change(entry, { resting: false });
      break;
    default:
      assertNever(event);
  }
}

/** What was being sent when the page went may have arrived. */
function afterReload(item: OutboxItem, now: number): OutboxItem {
  if (item.state === 'sending') return { ...item, state: 'unsure', reason: failureReasons.pageClosed };
  return unlessStale(item, now);
}

/** What has waited too long for a connection is not sent unasked. */
function unlessStale(item: OutboxItem, now: number): OutboxItem {
  return item.state === 'queued' && isStale(item, now)
    ? { ...item, state: 'failed', reason: failureReasons.staleInQueue }
    : item;
}

function takeAnswer(turn: OutboxTurn, entry: OutboxEntry, ticket: number, outcome: SendOutcome): void {
  if (outcome.kind === 'sent') {
    turn.remove(entry);
    return;
  }
  if (entry.item.state !== 'sending' || entry.ticket !== ticket) return;
  switch (outcome.kind) {
    case 'rejected':
      turn.moveTo(entry, 'failed', outcome.reason);
      break;
    case 'unsure':
      turn.lookUp(turn.moveTo(entry, 'unsure', outcome.reason), 'settle');
      break;
    case 'notSent':
      notTaken(turn, entry);
      break;
    default:
      assertNever(outcome);
  }
}

/** A newer connection, or the next one, takes it; a connection that refuses it is asked again after a rest. */
function notTaken(turn: OutboxTurn, entry: OutboxEntry): void {
  const queued = turn.moveTo(entry, 'queued', null);
  if (!turn.isCurrent(entry.connection)) return;
  turn.change(queued, { resting: true, misses: entry.misses + 1 });
  turn.rest(entry.item.msgId, Math.min(LONGEST_REST, FIRST_REST * 2 ** entry.misses));
}

function takeLookUp(
  turn: OutboxTurn,
  entry: OutboxEntry,
  event: Extract<OutboxEvent, { readonly kind: 'lookedUp' }>,
): void {
  if (event.outcome === 'found') {
    turn.remove(entry);
    return;
  }
  if (entry.item.state !== 'unsure' || entry.ticket !== event.ticket) return;
  const reason =
    event.outcome === 'unknown'
      ? reasonWhenUnknown(entry)
      : reasonWhenAbsent(entry, event.visitorWrote, event.now);
  if (reason !== null) {
    turn.moveTo(entry, 'unsure', reason);
    return;
  }
  const resends = entry.purpose === 'retry' ? 0 : entry.resends + 1;
  turn.change(turn.moveTo(entry, 'queued', null), { resends });
}

/** Null when it is to be sent: the agent asks again, and was told before that the chat can't be read. */
function reasonWhenUnknown({ item, purpose }: OutboxEntry): FailureReason | null {
  const wasTold = item.reason?.code === failureReasons.notChecked.code;
  return purpose === 'retry' && wasTold ? null : failureReasons.notChecked;
}

/** Null when it is to be sent again. */
function reasonWhenAbsent(entry: OutboxEntry, visitorWrote: boolean, now: number): FailureReason | null {
  if (entry.purpose === 'retry') return null;
  if (entry.purpose === 'check') return failureReasons.notInChat;
  if (visitorWrote) return failureReasons.visitorWroteSince;
  if (isStale(entry.item, now)) return failureReasons.tooOld;
  return entry.resends >= MAX_RESENDS ? failureReasons.resentTooOften : null;
}

/** Also when the clock was set back so far that the age can't be told. */
function isStale(item: OutboxItem, now: number): boolean {
  return Math.abs(now - item.createdAt) > STALE_AFTER;
}

function retry(turn: OutboxTurn, entry: OutboxEntry): void {
  switch (entry.item.state) {
    case 'queued':
      turn.change(entry, { resting: false });
      break;
    case 'failed':
      turn.change(turn.moveTo(entry, 'queued', null), { resends: 0 });
      break;
    case 'unsure':
      turn.lookUp(entry, 'retry');
      break;
    case 'sending':
      break;
    default:
      assertNever(entry.item.state);
  }
}
