import { t } from '@lingui/core/macro';
import { problemWords } from '../apollo/describeError.ts';
import type { FailureReason } from './outboxItem.ts';

/** Why something is unsure or was not sent, in the agent's language. The outbox itself keeps codes. */
export function reasonWords(reason: FailureReason): string {
  switch (reason.code) {
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
      return t`It has waited more than 5 minutes for a connection. Retry sends it.`;
    case 'HELD_BACK':
      return t`A message before it has not gone out.`;
    case 'CHAT_ENDED':
      return t`This chat has ended: there is nobody to send it to.`;
    case 'NOT_SERVED':
      return t`You are not in this chat any more. Serve the visitor to answer.`;
    case 'SERVED':
      return t`A colleague serves this visitor already.`;
    case 'NOT_TAKEN':
      return t`Zendesk did not take the message.`;
    case 'NOT_DONE':
      return t`Zendesk did not carry it out.`;
    case 'NO_ANSWER':
      return t`Zendesk’s answer does not say whether it took the message.`;
    default:
      return problemWords(reason);
  }
}
