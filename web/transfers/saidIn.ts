import type { Chat } from '../apollo/chat.ts';
import type { Conversation } from '../timeline/conversation.ts';
import type { SaidInChat } from './pastTransfers.ts';

/** Messages that are looked at: the last ones. */
const MOST_MESSAGES = 50;

/** What the visitor said lately in a conversation; who they and the agents are says nothing. */
export function saidIn(chat: Chat, conversation: Pick<Conversation, 'length' | 'at'>): SaidInChat {
  const texts: string[] = [];
  for (let index = conversation.length - 1; index >= 0 && texts.length < MOST_MESSAGES; index -= 1) {
    const entry = conversation.at(index);
    if (entry?.kind === 'message' && entry.from.kind === 'visitor') texts.push(entry.text);
  }
  return { texts, names: [chat.name, ...chat.agents.map(({ name }) => name)] };
}
