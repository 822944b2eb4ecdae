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

/** Whether they show the same chats, as they were, in the same places. */
export function sameRows(before: readonly ListRow[], now: readonly ListRow[]): boolean {
  return (
    before === now ||
    (before.length === now.length &&
      before.every((row, index) => {
        const other = now[index];
        if (other === undefined || other.visitorId !== row.visitorId) return false;
        return row.kind === 'chat' ? other.kind === 'chat' && other.chat === row.chat : other.kind === 'gap';
      }))
  );
}

export function chatRows(chats: readonly Chat[]): readonly ListRow[] {
  return chats.map(rowOf);
}

const rows = new WeakMap<Chat, ListRow>();

/** The same object for as long as the chat is the same. */
function rowOf(chat: Chat): ListRow {
  const held = rows.get(chat);
  if (held !== undefined) return held;
  const row: ListRow = { kind: 'chat', visitorId: chat.visitorId, chat };
  rows.set(chat, row);
  return row;
}
