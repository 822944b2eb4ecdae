/** Items that were sent leave the outbox. */
export type OutboxState = 'queued' | 'sending' | 'unsure' | 'failed';

/** Why an item is `unsure` or `failed`. `uuid`: Zendesk's id of the error, to give to its support. */
export type FailureReason = { readonly code: string; readonly message: string; readonly uuid: string | null };

/** A reply on its way to a visitor. */
export type OutboxItem = {
  /** Ours, given to sendMessage; the echo and the logs bring it back. */
  readonly msgId: string;
  readonly visitorId: string;
  readonly text: string;
  readonly options: readonly string[];
  readonly backoff: boolean;
  /** ms since the epoch, this browser's clock. */
  readonly createdAt: number;
  readonly state: OutboxState;
  readonly reason: FailureReason | null;
  /** The agent who wrote it, for another who signs in here must not send it; null where that was not known. */
  readonly agentId: string | null;
  /** The tab that sends it. */
  readonly tabId: string;
};

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** The server said no: it was not sent. */
  | { readonly kind: 'rejected'; readonly reason: FailureReason }
  /** It went out and the answer was lost. */
  | { readonly kind: 'unsure'; readonly reason: FailureReason }
  /** The socket never took it: it stays queued. */
  | { readonly kind: 'notSent' };

/** Whether the conversation's logs hold a message with the item's `msgId`; `unknown` when they could not be read. */
export type LookUpOutcome = 'found' | 'absent' | 'unknown';
