import { ConnectionLostError, RequestTimeoutError, SessionEndedError } from 'graphql-ws-adapter-custom';
import type { Ask } from '../apollo/askOver.ts';
import type { Chat } from '../apollo/chat.ts';
import { problemOf } from '../apollo/problem.ts';
import type { OutboxItem, SendOutcome } from './outboxItem.ts';
import { sendAct } from './sendAct.ts';

/**
 * Sends one item into the visitor's present channel and says what became of it. With `backoff` (an agent who takes a
 * visitor) Zendesk holds the message back when somebody else serves the chat already.
 */
export async function sendItem(ask: Ask, chat: Chat | null, item: OutboxItem): Promise<SendOutcome> {
  if (chat === null) {
    return rejected('CHAT_ENDED', 'This chat has ended: there is nobody to send it to.');
  }
  try {
    const success = await sendAct(ask, chat.channelId, item);
    return success === true ? { kind: 'sent' } : success === false ? notTaken(item) : unclear(item);
  } catch (error) {
    return outcomeOf(error);
  }
}

function notTaken({ act }: OutboxItem): SendOutcome {
  if (act.kind !== 'message' && act.kind !== 'structured')
    return rejected('NOT_DONE', 'Zendesk did not carry it out.');
  return act.kind === 'message' && act.backoff
    ? rejected('SERVED', 'A colleague serves this visitor already.')
    : rejected('NOT_TAKEN', 'Zendesk did not take the message.');
}

/** A message may have gone out; of all else nothing has, as far as an answer without `success` can be read. */
function unclear({ act }: OutboxItem): SendOutcome {
  if (act.kind !== 'message' && act.kind !== 'structured')
    return rejected('NOT_DONE', 'Zendesk did not carry it out.');
  const message = 'Zendesk’s answer does not say whether it took the message.';
  return { kind: 'unsure', reason: { code: 'NO_ANSWER', message, uuid: null } };
}

function outcomeOf(error: unknown): SendOutcome {
  const { code, message, uuid } = problemOf(error);
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
