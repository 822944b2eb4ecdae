import { type Chat, standingOf } from '../apollo/chat.ts';
import type { ChatBook } from '../apollo/chatDirectory.ts';
import { Observable } from '../lib/observable.ts';
import { dayKey } from '../lib/times.ts';
import type { TimelineEntry } from '../timeline/entries.ts';
import type { TimelineStore } from '../timeline/timelineStore.ts';
import type { EndedArchive } from './endedArchive.ts';

export type EndedChat = { readonly chat: Chat; readonly at: number };

/** Of so many chats, the latest, all that was said is held. */
const HELD_WHOLE = 20;
/** Of the others so many entries, for their rows. */
const LINES_HELD = 5;

export type EndedChatsOptions = {
  readonly timeline: TimelineStore;
  /** Where they are kept over a reload; loaded when first needed. Default: nowhere. */
  readonly openArchive?: () => Promise<EndedArchive>;
  /** The older part of what was said in a chat is in the archive alone from now on. */
  readonly onLetGo?: (visitorId: string) => void;
};

/** The chats of today that were this agent's and are not any more, latest first, with what was said in them. */
export class EndedChats {
  readonly list = new Observable<readonly EndedChat[]>([]);
  readonly #options: EndedChatsOptions;
  #mine: ReadonlyMap<string, Chat> = new Map();
  /** Whose conversations are in the archive as they are held. */
  readonly #archived = new Set<string>();
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
    this.#letGo();
    const ended = gone.map(chat => ({ chat, at: now }));
    this.list.set([...ended, ...kept]);
    for (const one of ended) void this.#keep(me, one);
    for (const { chat } of before) if (mine.has(chat.visitorId)) void this.#remove(chat.visitorId);
  }

  /** The chat of a visitor that has ended, or null. */
  chatOf(visitorId: string): Chat | null {
    return this.list.getSnapshot().find(({ chat }) => chat.visitorId === visitorId)?.chat ?? null;
  }

  /** What the archive has of a chat, oldest first; nothing where it is not there, or can't be read. */
  async entriesOf(visitorId: string): Promise<readonly TimelineEntry[]> {
    if (this.#agentId === null) return [];
    const archive = await this.#archive();
    return (await archive?.entriesOf(this.#agentId, visitorId).catch(() => [])) ?? [];
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
    const { timeline } = this.#options;
    for (const [index, { chat, entries }] of news.entries())
      timeline.conversation(chat.visitorId).merge(index < HELD_WHOLE ? entries : entries.slice(-LINES_HELD));
    const all = [...held, ...news.map(({ chat, at }) => ({ chat, at }))];
    this.list.set(all.toSorted((a, b) => b.at - a.at));
  }

  /** A browser that stores nothing keeps them as long as the page lives. */
  async #keep(me: string, { chat, at }: EndedChat): Promise<void> {
    const entries = this.#options.timeline.conversation(chat.visitorId).entries();
    const archive = await this.#archive();
    await archive?.keep(me, { chat, at, entries }).then(
      () => this.#archived.add(chat.visitorId),
      () => undefined,
    );
  }

  /**
   * A day of hundreds of chats must not be held whole. What is on the screen stays; so do the latest, and those that have
   * only just ended, for others still read what was said in them.
   */
  #letGo(): void {
    for (const { chat } of this.list.getSnapshot().slice(HELD_WHOLE)) {
      const { visitorId } = chat;
      const conversation = this.#options.timeline.conversation(visitorId);
      if (conversation.isWatched || conversation.isKeptWhole || !this.#archived.delete(visitorId)) continue;
      conversation.keepLast(LINES_HELD);
      this.#options.onLetGo?.(visitorId);
    }
  }

  async #remove(visitorId: string): Promise<void> {
    this.#archived.delete(visitorId);
    await (await this.#archive())?.remove(visitorId).catch(() => undefined);
  }

  async #archive(): Promise<EndedArchive | undefined> {
    return await this.#options.openArchive?.().catch(() => undefined);
  }
}

function same(chat: Chat): (other: Chat) => boolean {
  return other => other.visitorId === chat.visitorId;
}
