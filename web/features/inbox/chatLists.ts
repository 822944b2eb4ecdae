import { type Chat, standingOf } from '../../apollo/chat.ts';
import type { ChatBook } from '../../apollo/chatDirectory.ts';
import type { Conversation } from '../../timeline/conversation.ts';
import type { TimelineStore } from '../../timeline/timelineStore.ts';

/** The lists whose chats go on, in the order in which they stand. */
export const openSections = ['unserved', 'mine', 'colleagues'] as const;
export type OpenSection = (typeof openSections)[number];

export type ChatLists = Readonly<Record<OpenSection, readonly Chat[]>> & {
  /** When the one who has waited longest wrote, service time, ms since the epoch; null when nobody waits. */
  readonly longest: Readonly<Record<OpenSection, number | null>>;
  /** How many of my visitors wait for an answer. */
  readonly waitingForMe: number;
};

type Ranked = {
  readonly chat: Chat;
  /** Since when the visitor waits; null when they don't. */
  readonly since: number | null;
  readonly lastAt: number;
};

/** Sorts the chats for the agent `me`: the longest unanswered first, then the latest activity. */
export function listChats(book: ChatBook, me: string | null, timeline: TimelineStore): ChatLists {
  const ranked: Record<OpenSection, Ranked[]> = { unserved: [], mine: [], colleagues: [] };
  for (const chat of book.chats.values()) {
    const standing = standingOf(chat, me);
    if (standing === 'ended') continue;
    const conversation = timeline.conversation(chat.visitorId);
    const since = waitsSince(conversation, standing === 'unserved');
    const section = standing === 'colleague' ? 'colleagues' : standing;
    ranked[section].push({ chat, since, lastAt: conversation.last()?.at ?? 0 });
  }
  for (const section of openSections) ranked[section].sort(inOrder);
  const longestOf = (section: OpenSection) => ranked[section][0]?.since ?? null;
  const chatsOf = (section: OpenSection) => ranked[section].map(({ chat }) => chat);
  return {
    unserved: chatsOf('unserved'),
    mine: chatsOf('mine'),
    colleagues: chatsOf('colleagues'),
    longest: {
      unserved: longestOf('unserved'),
      mine: longestOf('mine'),
      colleagues: longestOf('colleagues'),
    },
    waitingForMe: ranked.mine.filter(({ since }) => since !== null).length,
  };
}

/**
 * Since when a visitor waits, ms since the epoch; null when they don't. An unserved visitor whose last word was an
 * agent's, as after a transfer, waits since then.
 */
export function waitsSince(conversation: Conversation, isUnserved: boolean): number | null {
  const since = conversation.waitingSince();
  return since ?? (isUnserved ? (conversation.last()?.at ?? null) : null);
}

function inOrder(a: Ranked, b: Ranked): number {
  if (a.since !== null && b.since !== null) return a.since - b.since || byId(a, b);
  if (a.since !== null) return -1;
  if (b.since !== null) return 1;
  return b.lastAt - a.lastAt || byId(a, b);
}

function byId(a: Ranked, b: Ranked): number {
  return a.chat.visitorId < b.chat.visitorId ? -1 : 1;
}
