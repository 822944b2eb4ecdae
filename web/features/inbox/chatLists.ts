import { type Chat, type Standing, standingOf } from '../../apollo/chat.ts';
import type { ChatBook } from '../../apollo/chatDirectory.ts';
import type { Conversation } from '../../timeline/conversation.ts';
import type { TimelineStore } from '../../timeline/timelineStore.ts';

/** The lists whose chats go on, in the order in which they stand. */
export const openSections = ['unserved', 'mine', 'colleagues'] as const;
export type OpenSection = (typeof openSections)[number];

export type ChatLists = Readonly<Record<OpenSection, readonly Chat[]>> & {
  /** The chats of all lists, in no order that matters: the same object however they move. */
  readonly all: readonly Chat[];
  /** When the one who has waited longest wrote, service time, ms since the epoch; null when nobody waits. */
  readonly longest: Readonly<Record<OpenSection, number | null>>;
  /** How many of my visitors wait for an answer. */
  readonly waitingForMe: number;
};

type Ranked = {
  readonly chat: Chat;
  readonly section: OpenSection;
  /** The version of the conversation that was looked at. */
  readonly version: number;
  /** Since when the visitor waits; null when they don't. */
  readonly since: number | null;
  readonly lastAt: number;
};

type Order = { readonly ranked: readonly Ranked[]; readonly chats: readonly Chat[] };

const NOBODY: Order = { ranked: [], chats: [] };

/**
 * Sorts the chats for the agent, again and again: the longest unanswered first, then the latest activity. Only what has
 * changed since the last time is ranked anew and put in its place; a list that is as it was stays the same object.
 */
export class ChatLister {
  readonly #timeline: TimelineStore;
  readonly #ranked = new Map<string, Ranked>();
  #orders: Readonly<Record<OpenSection, Order>> = { unserved: NOBODY, mine: NOBODY, colleagues: NOBODY };
  #book: ChatBook | null = null;
  #me: string | null = null;
  #version = -1;
  #lists: ChatLists = listsOf(this.#orders, []);

  constructor(timeline: TimelineStore) {
    this.#timeline = timeline;
  }

  /** The lists for the agent `me`; the same object when nothing in them has changed. */
  list(book: ChatBook, me: string | null): ChatLists {
    const version = this.#timeline.getSnapshot();
    const isSameBook = book === this.#book && me === this.#me;
    if (isSameBook && version === this.#version) return this.#lists;
    const changed = this.#rank(book, me);
    if (!isSameBook) this.#forgetOthersThan(book);
    this.#orders = {
      unserved: this.#order('unserved', changed),
      mine: this.#order('mine', changed),
      colleagues: this.#order('colleagues', changed),
    };
    const all = isSameBook ? this.#lists.all : [...this.#ranked.values()].map(({ chat }) => chat);
    const lists = listsOf(this.#orders, all);
    if (!isSame(lists, this.#lists)) this.#lists = lists;
    [this.#book, this.#me, this.#version] = [book, me, version];
    return this.#lists;
  }

  /** Takes note of what has changed, and returns it. */
  #rank(book: ChatBook, me: string | null): readonly Ranked[] {
    const changed: Ranked[] = [];
    for (const chat of book.chats.values()) {
      const conversation = this.#timeline.conversation(chat.visitorId);
      const { version } = conversation.getSnapshot();
      const held = this.#ranked.get(chat.visitorId);
      if (held?.chat === chat && held.version === version && me === this.#me) continue;
      const section = sectionOf(standingOf(chat, me));
      if (section === null) {
        this.#ranked.delete(chat.visitorId);
        continue;
      }
      const since = waitsSince(conversation, section === 'unserved');
      const lastAt = conversation.last()?.at ?? 0;
      const ranked = { chat, section, version, since, lastAt };
      this.#ranked.set(chat.visitorId, ranked);
      changed.push(ranked);
    }
    return changed;
  }

  #forgetOthersThan({ chats }: ChatBook): void {
    for (const visitorId of this.#ranked.keys()) if (!chats.has(visitorId)) this.#ranked.delete(visitorId);
  }

  #order(section: OpenSection, changed: readonly Ranked[]): Order {
    const before = this.#orders[section];
    const stay = before.ranked.filter(one => this.#ranked.get(one.chat.visitorId) === one);
    const come = changed.filter(one => one.section === section);
    if (come.length === 0 && stay.length === before.ranked.length) return before;
    // Two runs, each in order: sorting them is no more than a merge.
    const ranked = [...stay, ...come.sort(inOrder)].sort(inOrder);
    const hasMoved =
      ranked.length !== before.chats.length || ranked.some(({ chat }, at) => chat !== before.chats[at]);
    return { ranked, chats: hasMoved ? ranked.map(({ chat }) => chat) : before.chats };
  }
}

function sectionOf(standing: Standing): OpenSection | null {
  if (standing === 'ended') return null;
  return standing === 'colleague' ? 'colleagues' : standing;
}

function listsOf(orders: Readonly<Record<OpenSection, Order>>, all: readonly Chat[]): ChatLists {
  const { unserved, mine, colleagues } = orders;
  const longestOf = ({ ranked }: Order) => ranked[0]?.since ?? null;
  return {
    unserved: unserved.chats,
    mine: mine.chats,
    colleagues: colleagues.chats,
    all,
    longest: { unserved: longestOf(unserved), mine: longestOf(mine), colleagues: longestOf(colleagues) },
    waitingForMe: mine.ranked.filter(({ since }) => since !== null).length,
  };
}

function isSame(one: ChatLists, other: ChatLists): boolean {
  return (
    one.all === other.all &&
    one.waitingForMe === other.waitingForMe &&
    openSections.every(
      section => one[section] === other[section] && one.longest[section] === other.longest[section],
    )
  );
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
