import type { ApolloClient } from '@apollo/client';
import { ChatActivityDocument, MessageDocument } from '../apollo/documents.ts';
import { isRecord, readRecord } from '../lib/decode.ts';
import { decodeLiveLog, type LiveLog } from './decodeLog.ts';

export type LiveFeedOptions = {
  readonly client: ApolloClient;
  /** Every message and every join and leave, in the server's order. */
  readonly onLog: (log: LiveLog) => void;
  /** A feed that could not start, or was ended for good. */
  readonly onError: (feed: 'messages' | 'joins and leaves', error: unknown) => void;
};

/**
 * Subscribes to messages, joins and leaves, past Apollo's cache: a message through the cache costs 50 times one
 * beside it. Lost sockets and resumed sessions are the adapter's matter. Returns what ends it.
 */
export function startLiveFeed({ client, onLog, onError }: LiveFeedOptions): () => void {
  const take = (data: unknown, field: 'message' | 'chatActivity') => {
    const edge = isRecord(data) ? readRecord(data, field) : null;
    const log = edge === null ? null : decodeLiveLog(edge['node'], Date.now());
    if (log !== null) onLog(log);
  };
  const messages = client.subscribe({ query: MessageDocument, fetchPolicy: 'no-cache' }).subscribe({
    next: ({ data, error }) => (error === undefined ? take(data, 'message') : onError('messages', error)),
    error: error => onError('messages', error),
  });
  const activity = client
    .subscribe({
      query: ChatActivityDocument,
      variables: { filter: { chat_activity_types: ['MEMBER_JOIN', 'MEMBER_LEAVE'] } },
      fetchPolicy: 'no-cache',
    })
    .subscribe({
      next: ({ data, error }) =>
        error === undefined ? take(data, 'chatActivity') : onError('joins and leaves', error),
      error: error => onError('joins and leaves', error),
    });
  return () => {
    messages.unsubscribe();
    activity.unsubscribe();
  };
}
