import { type Chat, standingOf } from '../apollo/chat.ts';
import type { ChatBook } from '../apollo/chatDirectory.ts';
import { Observable } from '../lib/observable.ts';
import { dayKey } from '../lib/times.ts';
import type { TimelineStore } from '../timeline/timelineStore.ts';
import type { EndedArchive } from './endedArchive.ts';

export type EndedChat = { readonly chat: Chat; readonly at: number };

export type EndedChatsOptions = {
  readonly timeline: TimelineStore;
  /** Where they are kept over a reload; loaded when first needed. Default: nowhere. */
  readonly openArchive?: () => Promise<EndedArchive>;
};

/** The chats of today that were this agent's and are not any more, latest first, with what was said in them. */
export class EndedChats {
  readonly list = new Observable<readonly EndedChat[]>([]);
  readonly #options: EndedChatsOptions;
  #mine: ReadonlyMap<string, Chat> = new Map();
  /** The agent whose chats the archive was asked for. */
  #agentId: string | null = null;

  constructor(options: EndedChatsOptions) {
    this.#options = options;
  }

  /** Takes the chats as they are now; what was mine before and is not now has ended for this agent. */
  take(book: ChatBook, me: string | null, now: number): void {
    if (!book.loaded || me === null) return;
    const mine = new Map([...book.chats].filter(([, chat]) => standingOf(chat, me) === 'mine'));
    const gone = [...this.#mine.values()].filter(chat => !mine.has(chat.visitorId));
    const before = this.list.getSnapshot();
    const kept = before.filter(
      ({ chat, at }) => !mine.has(chat.visitorId) && !gone.some(same(chat)) && dayKey(at) === dayKey(now),
    );
    this.#mine = mine;
    if (this.#agentId !== me) void this.#restore(me);
    if (gone.length === 0 && kept.length === before.length) return;
    const ended = gone.map(chat => ({ chat, at: now }));
    this.list.set([...ended, ...kept]);
    for (const one of ended) void this.#keep(me, one);
    for (const { chat } of before) if (mine.has(chat.visitorId)) void this.#remove(chat.visitorId);
  }

  /** The chat of a visitor that has ended, or null. */
  chatOf(visitorId: string): Chat | null {
    return this.list.getSnapshot().find(({ chat }) => chat.visitorId === visitorId)?.chat ?? null;
  }

  /** Forgets all of it, as at sign-out. Rejects when the browser's storage refuses. */
  async wipe(): Promise<void> {
    this.list.set([]);
    await (await this.#options.openArchive?.())?.wipe();
  }

  async #restore(me: string): Promise<void> {
    this.#agentId = me;
    const archive = await this.#archive();
    const archived = await archive?.load(me).catch(() => []);
    const held = this.list.getSnapshot();
    const news = (archived ?? []).filter(
      ({ chat }) => !this.#mine.has(chat.visitorId) && !held.some(one => same(chat)(one.chat)),
    );
    if (news.length === 0) return;
    for (const { chat, entries } of news) this.#options.timeline.conversation(chat.visitorId).merge(entries);
    const all = [...held, ...news.map(({ chat, at }) => ({ chat, at }))];
    this.list.set(all.toSorted((a, b) => b.at - a.at));
  }

  /** A browser that stores nothing keeps them as long as the page lives. */
  async #keep(me: string, { chat, at }: EndedChat): Promise<void> {
    const entries = this.#options.timeline.conversation(chat.visitorId).entries();
    await (await this.#archive())?.keep(me, { chat, at, entries }).catch(() => undefined);
  }

  async #remove(visitorId: string): Promise<void> {
    await (await this.#archive())?.remove(visitorId).catch(() => undefined);
  }

  async #archive(): Promise<EndedArchive | undefined> {
    return await this.#options.openArchive?.().catch(() => undefined);
  }
}

function same(chat: Chat): (other: Chat) => boolean {
  return other => other.visitorId === chat.visitorId;
}
