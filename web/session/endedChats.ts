import { type Chat, standingOf } from '../apollo/chat.ts';
import type { ChatBook } from '../apollo/chatDirectory.ts';
import { Observable } from '../lib/observable.ts';

export type EndedChat = { readonly chat: Chat; readonly at: number };

/** The chats that were this agent's and are not any more, latest first; for as long as the page lives. */
export class EndedChats {
  readonly list = new Observable<readonly EndedChat[]>([]);
  #mine: ReadonlyMap<string, Chat> = new Map();

  /** Takes the chats as they are now; what was mine before and is not now has ended for this agent. */
  take(book: ChatBook, me: string | null, now: number): void {
    if (!book.loaded || me === null) return;
    const mine = new Map([...book.chats].filter(([, chat]) => standingOf(chat, me) === 'mine'));
    const gone = [...this.#mine.values()].filter(chat => !mine.has(chat.visitorId));
    const kept = this.list
      .getSnapshot()
      .filter(({ chat }) => !mine.has(chat.visitorId) && !gone.some(same(chat)));
    this.#mine = mine;
    if (gone.length === 0 && kept.length === this.list.getSnapshot().length) return;
    this.list.set([...gone.map(chat => ({ chat, at: now })), ...kept]);
  }

  /** The chat of a visitor that has ended, or null. */
  chatOf(visitorId: string): Chat | null {
    return this.list.getSnapshot().find(({ chat }) => chat.visitorId === visitorId)?.chat ?? null;
  }
}

function same(chat: Chat): (other: Chat) => boolean {
  return other => other.visitorId === chat.visitorId;
}
