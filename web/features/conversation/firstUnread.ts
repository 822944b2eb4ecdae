import type { Conversation } from '../../timeline/conversation.ts';

/**
 * The place of the first entry that the agent `me` has not read, -1 when all is read. Where nothing was noted, what
 * an agent answered has been read. The agent's own words, and who came and went, are no news.
 */
export function firstUnread(conversation: Conversation, lastSeen: string | null, me: string | null): number {
  const read =
    lastSeen !== null && conversation.has(lastSeen) ? lastSeen : (conversation.lastFrom('agent')?.id ?? null);
  let first = -1;
  for (let index = conversation.length - 1; index >= 0; index -= 1) {
    const entry = conversation.at(index);
    if (entry?.id === read) break;
    if (entry?.kind === 'message' && entry.from.id !== me) first = index;
  }
  return first;
}
