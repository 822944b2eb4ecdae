import type { ApolloClient } from '@apollo/client';
import { ConnectionLostError, RequestTimeoutError, SessionEndedError } from 'graphql-ws-adapter-custom';
import type { Chat } from '../apollo/chat.ts';
import { describeError } from '../apollo/describeError.ts';
import { SendMessageDocument } from '../apollo/documents.ts';
import type { OutboxItem, SendOutcome } from './outboxItem.ts';

/**
 * Sends one message into the visitor's present channel and says what became of it. With `backoff` (an agent who
 * takes a visitor) Zendesk holds the message back when somebody else serves the chat already.
 */
export async function sendItem(
  client: ApolloClient,
  chat: Chat | null,
  item: OutboxItem,
): Promise<SendOutcome> {
  if (chat === null) {
    return rejected('CHAT_ENDED', 'This chat has ended: there is nobody to send it to.');
  }
  try {
    const { data } = await client.mutate({
      mutation: SendMessageDocument,
      variables: {
        channelId: chat.channelId,
        text: item.text,
        msgId: item.msgId,
        options: item.options.length === 0 ? null : [...item.options],
        backoff: item.backoff ? true : null,
      },
      fetchPolicy: 'no-cache',
    });
    if (data?.sendMessage.success === true) return { kind: 'sent' };
    if (data?.sendMessage.success !== false) {
      const message = 'Zendesk’s answer does not say whether it took the message.';
      return { kind: 'unsure', reason: { code: 'NO_ANSWER', message, uuid: null } };
    }
    return item.backoff
      ? rejected('SERVED', 'A colleague serves this visitor already.')
      : rejected('NOT_TAKEN', 'Zendesk did not take the message.');
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): SendOutcome {
  const { code, message, uuid } = describeError(error);
  if (SessionEndedError.is(error)) return { kind: 'notSent' };
  if (ConnectionLostError.is(error) || RequestTimeoutError.is(error)) {
    return error.sent ? { kind: 'unsure', reason: { code, message, uuid } } : { kind: 'notSent' };
  }
  return { kind: 'rejected', reason: { code, message, uuid } };
}

/** The outcome of what was refused before it went out. */
export function rejected(code: string, message: string): SendOutcome {
  return { kind: 'rejected', reason: { code, message, uuid: null } };
}
