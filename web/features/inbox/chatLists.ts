import { type Chat, standingOf } from '../../apollo/chat.ts';
import type { ChatBook } from '../../apollo/chatDirectory.ts';
import type { Conversation } from '../../timeline/conversation.ts';
import type { TimelineStore } from '../../timeline/timelineStore.ts';

export type ChatLists = {
  readonly unserved: readonly Chat[];
  readonly mine: readonly Chat[];
  /** When the one who has waited longest wrote, UNIX ms; null when nobody waits. */
  readonly longestUnserved: number | null;
  /** How many of my visitors wait for an answer. */
  readonly waitingForMe: number;
};

/** Sorts the chats for the agent `me`: the longest unanswered first, then the latest activity. */
export function listChats(book: ChatBook, me: string | null, timeline: TimelineStore): ChatLists {
  const unserved: Chat[] = [];
  const mine: Chat[] = [];
  for (const chat of book.chats.values()) {
    const standing = standingOf(chat, me);
    if (standing === 'unserved') unserved.push(chat);
    else if (standing === 'mine') mine.push(chat);
  }
  const waits = new Map<string, number | null>();
  for (const chat of unserved)
    waits.set(chat.visitorId, waitsSince(timeline.conversation(chat.visitorId), true));
  for (const chat of mine)
    waits.set(chat.visitorId, waitsSince(timeline.conversation(chat.visitorId), false));
  const inOrder = (a: Chat, b: Chat) => compare(a, b, waits, timeline);
  unserved.sort(inOrder);
  mine.sort(inOrder);
  const first = unserved[0];
  return {
    unserved,
    mine,
    longestUnserved: first === undefined ? null : (waits.get(first.visitorId) ?? null),
    waitingForMe: mine.filter(chat => waits.get(chat.visitorId) !== null).length,
  };
}

/**
 * Since when a visitor waits, UNIX ms; null when they don't. An unserved visitor whose last word was an agent's, as
 * after a transfer, waits since then.
 */
export function waitsSince(conversation: Conversation, isUnserved: boolean): number | null {
  const since = conversation.waitingSince();
  return since ?? (isUnserved ? (conversation.last()?.at ?? null) : null);
}

function compare(
  a: Chat,
  b: Chat,
  waits: ReadonlyMap<string, number | null>,
  timeline: TimelineStore,
): number {
  const [waitA, waitB] = [waits.get(a.visitorId) ?? null, waits.get(b.visitorId) ?? null];
  if (waitA !== null && waitB !== null) return waitA - waitB || a.visitorId.localeCompare(b.visitorId);
  if (waitA !== null) return -1;
  if (waitB !== null) return 1;
  return lastActivity(b, timeline) - lastActivity(a, timeline) || a.visitorId.localeCompare(b.visitorId);
}

function lastActivity(chat: Chat, timeline: TimelineStore): number {
  return timeline.conversation(chat.visitorId).last()?.at ?? 0;
}

/** Keeps chats where they stood before; those that are new come last. For while somebody points at the list. */
export function holdOrder(
  before: readonly string[],
  { unserved, mine }: Pick<ChatLists, 'unserved' | 'mine'>,
): Pick<ChatLists, 'unserved' | 'mine'> {
  const places = new Map(before.map((visitorId, index) => [visitorId, index]));
  const place = (chat: Chat) => places.get(chat.visitorId) ?? before.length;
  const inPlace = (a: Chat, b: Chat) => place(a) - place(b);
  return { unserved: [...unserved].sort(inPlace), mine: [...mine].sort(inPlace) };
}
