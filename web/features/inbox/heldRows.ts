import type { Chat } from '../../apollo/chat.ts';

/** A row of a list: a chat, or the place of one that has left the list while the order is held. */
export type ListRow =
  | { readonly kind: 'chat'; readonly visitorId: string; readonly chat: Chat }
  | { readonly kind: 'gap'; readonly visitorId: string };

/**
 * The rows of a list for as long as somebody points at it: each stays where it stood `before`, one that went leaves a
 * gap, so that no other slides under the pointer, and those that are new come last, in their own order.
 */
export function heldRows(before: readonly string[], now: readonly Chat[]): readonly ListRow[] {
  const present = new Map(now.map(chat => [chat.visitorId, chat]));
  const stood = new Set(before);
  const kept = before.map((visitorId): ListRow => {
    const chat = present.get(visitorId);
    return chat === undefined ? { kind: 'gap', visitorId } : { kind: 'chat', visitorId, chat };
  });
  return [...kept, ...chatRows(now.filter(({ visitorId }) => !stood.has(visitorId)))];
}

export function chatRows(chats: readonly Chat[]): readonly ListRow[] {
  return chats.map((chat): ListRow => ({ kind: 'chat', visitorId: chat.visitorId, chat }));
}
