import type { ApolloClient, ObservableQuery } from '@apollo/client';
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
 * The chats that the session knows, read from Apollo's cache and kept fresh: there is no subscription for channels,
 * so they are read again after each activity (`refresh`) and every `pollInterval` ms.
 */
export class ChatDirectory {
  readonly book = new Observable<ChatBook>(EMPTY);
  readonly #client: ApolloClient;
  readonly #visitorByChannel = new Map<string, string>();
  #document: typeof ChannelsDocument | typeof ChannelsWithoutStateDocument = ChannelsDocument;
  #query: ObservableQuery<unknown, Record<string, never>>;
  #watching: { unsubscribe(): void };
  readonly #reading = new SharedRead(() => this.#read());
  #taken: unknown = null;

  constructor(client: ApolloClient) {
    this.#client = client;
    this.#query = this.#watch();
    this.#watching = this.#query.subscribe(result => this.#take(result.data));
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

  dispose(): void {
    this.#watching.unsubscribe();
  }

  #watch(): ObservableQuery<unknown, Record<string, never>> {
    return this.#client.watchQuery<unknown, Record<string, never>>({
      query: this.#document,
      fetchPolicy: 'cache-only',
    });
  }

  async #read(): Promise<void> {
    try {
      const { data } = await this.#client.query<unknown>({
        query: this.#document,
        fetchPolicy: 'network-only',
      });
      // Apollo tells its watchers a timer later: whoever awaits the read wants to see what was read.
      this.#take(data);
    } catch (error) {
      if (this.#document === ChannelsWithoutStateDocument || !refusesState(error)) throw error;
      this.#leaveStateOut();
      await this.#read();
    }
  }

  #leaveStateOut(): void {
    this.#document = ChannelsWithoutStateDocument;
    this.#watching.unsubscribe();
    this.#query = this.#watch();
    this.#watching = this.#query.subscribe(result => this.#take(result.data));
  }

  #take(data: unknown): void {
    if (data === undefined || data === null || data === this.#taken) return;
    this.#taken = data;
    const chats = readChats(data);
    for (const chat of chats.values()) this.#visitorByChannel.set(chat.channelId, chat.visitorId);
    this.book.set({ chats, loaded: true });
  }
}
