import { t } from '@lingui/core/macro';
import type { FailureReason } from '../../outbox/outboxItem.ts';

/** Why something was not sent, in the language of the page. What Zendesk itself said stays in its words. */
export function reasonText({ code, message }: FailureReason): string {
  switch (code) {
    case 'PAGE_CLOSED':
      return t`The page was closed before the answer came, so it may have been sent.`;
    case 'SEND_BROKE':
      return t`Sending broke off before the answer came, so it may have been sent.`;
    case 'NOT_CHECKED':
      return t`The chat could not be read, so it may have been sent. Retry looks again, and sends if it still can’t tell.`;
    case 'NOT_IN_CHAT':
      return t`It is not in the chat. Retry sends it.`;
    case 'VISITOR_WROTE_SINCE':
      return t`It is not in the chat, and the visitor has written since. Retry sends it.`;
    case 'TOO_OLD':
      return t`It was written more than 5 minutes ago and is not in the chat. Retry sends it.`;
    case 'RESENT_TOO_OFTEN':
      return t`It was sent several times and never reached the chat. Retry sends it once more.`;
    case 'STALE_IN_QUEUE':
      return t`It was written more than 5 minutes before this page was opened and never sent. Retry sends it.`;
    case 'NOT_SERVED':
      return t`You are not in this chat any more. Serve the visitor to answer.`;
    case 'SERVED':
      return t`A colleague serves this visitor already.`;
    case 'NOT_TAKEN':
      return t`Zendesk did not take the message.`;
    case 'NOT_DONE':
      return t`Zendesk did not carry it out.`;
    default:
      return message;
  }
}
