import type { Act } from './act.ts';

/** Items that were sent leave the outbox. */
export type OutboxState = 'queued' | 'sending' | 'unsure' | 'failed';

/** Why an item is `unsure` or `failed`. `uuid`: Zendesk's id of the error, to give to its support. */
export type FailureReason = { readonly code: string; readonly message: string; readonly uuid: string | null };

/** An act on its way: mostly a reply to a visitor. */
export type OutboxItem = {
  /** Ours. For a message it is given to sendMessage, and the echo and the logs bring it back. */
  readonly msgId: string;
  readonly visitorId: string;
  readonly act: Act;
  /** What the visitor will read of it, `textOf(act)`; empty for what says nothing to the visitor. */
  readonly text: string;
  /** ms since the epoch, this browser's clock. */
  readonly createdAt: number;
  readonly state: OutboxState;
  readonly reason: FailureReason | null;
  /** The agent who wrote it, for another who signs in here must not send it; null where that was not known. */
  readonly agentId: string | null;
};

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** The server said no: it was not sent. */
  | { readonly kind: 'rejected'; readonly reason: FailureReason }
  /** It went out and the answer was lost. */
  | { readonly kind: 'unsure'; readonly reason: FailureReason }
  /** The socket never took it: it stays queued. */
  | { readonly kind: 'notSent' };

/**
 * Whether the act has happened: for a message, whether the logs hold its `msgId`. `unknown` when that could not be read,
 * or can't be told.
 */
export type LookUpOutcome = 'found' | 'absent' | 'unknown';
