import { readsAs, type StructuredMessage } from '../outbox/structuredMessage.ts';
import type { Conversation } from '../timeline/conversation.ts';

/**
 * Whether the agent `me` said this structured message after the entry with the id `since` (null: at all). Zendesk takes no
 * id of ours with it, so it is known by its text; replies, which have one, are never taken for it.
 */
export function hasStructuredSince(
  conversation: Conversation,
  since: string | null,
  me: string | null,
  message: StructuredMessage,
): boolean {
  for (let index = conversation.length - 1; index >= 0; index -= 1) {
    const entry = conversation.at(index);
    if (entry === undefined || entry.id === since) return false;
    if (entry.kind !== 'message' || entry.from.kind !== 'agent' || entry.from.id !== me) continue;
    if (entry.msgId === null && readsAs(message, entry.text)) return true;
  }
  return false;
}
