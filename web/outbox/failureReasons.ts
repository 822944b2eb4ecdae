import type { FailureReason } from './outboxItem.ts';

/** The reasons that the outbox itself gives; all others come with the outcome of a send. */
export const failureReasons = {
  pageClosed: reason('PAGE_CLOSED', 'The page was closed before the answer came, so it may have been sent.'),
  sendBroke: reason('SEND_BROKE', 'Sending broke off before the answer came, so it may have been sent.'),
  notChecked: reason(
    'NOT_CHECKED',
    'The chat could not be read, so it may have been sent. Retry looks again, and sends if it still can’t tell.',
  ),
  notInChat: reason('NOT_IN_CHAT', 'It is not in the chat. Retry sends it.'),
  visitorWroteSince: reason(
    'VISITOR_WROTE_SINCE',
    'It is not in the chat, and the visitor has written since. Retry sends it.',
  ),
  tooOld: reason('TOO_OLD', 'It was written more than 5 minutes ago and is not in the chat. Retry sends it.'),
  resentTooOften: reason(
    'RESENT_TOO_OFTEN',
    'It was sent several times and never reached the chat. Retry sends it once more.',
  ),
  staleInQueue: reason(
    'STALE_IN_QUEUE',
    'It has waited more than 5 minutes for a connection. Retry sends it.',
  ),
} as const;

function reason(code: string, message: string): FailureReason {
  return Object.freeze({ code, message, uuid: null });
}
