import type { ApolloClient } from '@apollo/client';
import { ChatActivityDocument, MessageDocument } from '../apollo/documents.ts';
import { isRecord, readRecord } from '../lib/decode.ts';
import { decodeLiveLog, type LiveLog } from './decodeLog.ts';

export type FeedName = 'messages' | 'joins and leaves';

export type LiveFeedOptions = {
  readonly client: ApolloClient;
  /** Every message and every join and leave, in the server's order. */
  readonly onLog: (log: LiveLog) => void;
  /** An event that could not be read, or a feed that ended: something may be missing. */
  readonly onError: (feed: FeedName, error: unknown) => void;
};

type Answer = { readonly data?: unknown; readonly error?: unknown };
type Running = { unsubscribe(): void; readonly closed: boolean };

/**
 * Subscribes to messages, joins and leaves, past Apollo's cache: a message through the cache costs 50 times one
 * beside it. Lost sockets and resumed sessions are the adapter's matter. One feed's end does not end the other.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #running = new Map<FeedName, Running>();

  constructor(options: LiveFeedOptions) {
    this.#options = options;
  }

  /** Starts the feeds that do not run, as at first, and after a session that had ended. */
  start(): void {
    for (const name of ['messages', 'joins and leaves'] as const) {
      if (this.#running.get(name)?.closed !== false) this.#running.set(name, this.#subscribe(name));
    }
  }

  stop(): void {
    for (const feed of this.#running.values()) feed.unsubscribe();
    this.#running.clear();
  }

  #subscribe(name: FeedName): Running {
    const { client, onError } = this.#options;
    const observer = {
      next: ({ data, error }: Answer) => (error === undefined ? this.#take(data) : onError(name, error)),
      error: (error: unknown) => onError(name, error),
    };
    return name === 'messages'
      ? client.subscribe({ query: MessageDocument, fetchPolicy: 'no-cache' }).subscribe(observer)
      : client
          .subscribe({
            query: ChatActivityDocument,
            variables: { filter: { chat_activity_types: ['MEMBER_JOIN', 'MEMBER_LEAVE'] } },
            fetchPolicy: 'no-cache',
          })
          .subscribe(observer);
  }

  #take(data: unknown): void {
    if (!isRecord(data)) return;
    const edge = readRecord(data, 'message') ?? readRecord(data, 'chatActivity');
    const log = edge === null ? null : decodeLiveLog(edge['node'], Date.now());
    if (log !== null) this.#options.onLog(log);
  }
}
