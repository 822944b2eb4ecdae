import { gql, InMemoryCache, type Reference, type TypedDocumentNode } from '@apollo/client';
import type { MessageEntry } from '../../../web/timeline/entries.ts';
import type { Append, Seen } from './holders.ts';

type Node = MessageEntry & { readonly __typename: 'Message' };
type Channel = { readonly __typename: 'Channel'; readonly id: string; readonly logs: readonly Node[] };

const query: TypedDocumentNode<{ readonly channel: Channel }, Record<string, never>> = gql`
  query Log { channel { id logs { id msgId text options at from { id kind name } } } }
`;
const fragment = gql`fragment Log on Message { id msgId text options at from { id kind name } }`;

/** The list of references gets one more: the quickest way that Apollo has. */
export function apolloModify(held: readonly MessageEntry[], seen: Seen): Append {
  const cache = watchedCache(held, seen);
  return one => {
    const reference = cache.writeFragment({ fragment, data: asNode(one) });
    if (reference === undefined) throw new Error('Expected the cache to take the message, it did not.');
    cache.modify({
      id: 'Channel:c',
      fields: { logs: (existing: readonly Reference[]) => [...existing, reference] },
    });
  };
}

/** The whole answer is read, and written with one more: the way that is shown most. */
export function apolloUpdateQuery(held: readonly MessageEntry[], seen: Seen): Append {
  const cache = watchedCache(held, seen);
  return one => {
    cache.updateQuery({ query }, log =>
      log === null ? null : { channel: { ...log.channel, logs: [...log.channel.logs, asNode(one)] } },
    );
  };
}

/** A cache with the conversation in it, and a watcher as a mounted query is one. */
function watchedCache(held: readonly MessageEntry[], seen: Seen): InMemoryCache {
  const cache = new InMemoryCache();
  const logs = held.map(asNode);
  cache.writeQuery({ query, data: { channel: { __typename: 'Channel', id: 'c', logs } } });
  cache.watch({
    query,
    optimistic: true,
    callback: ({ result }) => {
      const newest = result?.channel?.logs?.at(-1)?.id;
      if (newest !== undefined) seen(newest);
    },
    immediate: true,
  });
  return cache;
}

function asNode(one: MessageEntry) {
  return { ...one, __typename: 'Message', from: { ...one.from, __typename: 'User' } } as const;
}
