import type { ApolloClient } from '@apollo/client';
import { Observable } from '../lib/observable.ts';
import { SharedRead } from '../lib/sharedRead.ts';
import { type Chat, readChats } from './chat.ts';
import { ChannelsDocument, ChannelsWithoutStateDocument } from './documents.ts';
import { refusesState } from './resultErrors.ts';

export type ChatBook = {
  readonly chats: ReadonlyMap<string, Chat>;
  /** False until the first answer came. */
  readonly loaded: boolean;
};

const EMPTY: ChatBook = { chats: new Map(), loaded: false };

/**
 * The chats that the session knows: there is no subscription for channels, so they are read whole, again and again
 * (`refresh`). Past Apollo's cache, whose normalising costs more than all else of a read. A chat that did not change
 * stays the same object, and a read that brings nothing new tells nobody.
 */
export class ChatDirectory {
  readonly book = new Observable<ChatBook>(EMPTY);
  readonly #client: ApolloClient;
  readonly #visitorByChannel = new Map<string, string>();
  #document: typeof ChannelsDocument | typeof ChannelsWithoutStateDocument = ChannelsDocument;
  readonly #reading = new SharedRead(() => this.#read());
  #isDisposed = false;

  constructor(client: ApolloClient) {
    this.#client = client;
  }

  /**
   * Reads the channels anew; asked again while a read is under way, once more after it.
   * Resolves when the answer is in the book; rejects with the operation's error.
   */
  refresh(): Promise<void> {
    return this.#reading.run();
  }

  /** The chat of a visitor, or null. */
  chatOf(visitorId: string): Chat | null {
    return this.book.getSnapshot().chats.get(visitorId) ?? null;
  }

  /** The visitor behind a channel id, for frames that carry only that. */
  visitorOf(channelId: string): string | null {
    return this.#visitorByChannel.get(channelId) ?? null;
  }

  /** What is still being read comes too late. */
  dispose(): void {
    this.#isDisposed = true;
  }

  async #read(): Promise<void> {
    try {
      const { data } = await this.#client.query<unknown>({
        query: this.#document,
        fetchPolicy: 'no-cache',
      });
      this.#take(data);
    } catch (error) {
      if (this.#document === ChannelsWithoutStateDocument || !refusesState(error)) throw error;
      this.#document = ChannelsWithoutStateDocument;
      await this.#read();
    }
  }

  #take(data: unknown): void {
    if (data === undefined || data === null || this.#isDisposed) return;
    const held = this.book.getSnapshot();
    const chats = readChats(data, held.chats);
    for (const chat of chats.values()) this.#visitorByChannel.set(chat.channelId, chat.visitorId);
    if (!held.loaded || !holdsTheSame(held.chats, chats)) this.book.set({ chats, loaded: true });
  }
}

/** The same chats in the same order. */
function holdsTheSame(held: ReadonlyMap<string, Chat>, chats: ReadonlyMap<string, Chat>): boolean {
  if (held.size !== chats.size) return false;
  const others = held.values();
  for (const chat of chats.values()) if (others.next().value !== chat) return false;
  return true;
}
