import { Client, type ExecutionResult, gql, subscriptionExchange } from '@urql/core';
import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import type { MessageEntry } from '../../../web/timeline/entries.ts';
import type { Append, Seen } from './holders.ts';

const MESSAGE = '__typename id msgId text options at from { __typename id kind name }';
const query = gql`query Log { channel { __typename id logs { ${MESSAGE} } } }`;
const subscription = gql`subscription Live { message { ${MESSAGE} } }`;
const channel = { __typename: 'Channel', id: 'c' } as const;

/** The list of links gets one more when the subscription brings it: the quickest way that Graphcache has. */
export async function urqlGraphcache(held: readonly MessageEntry[], seen: Seen): Promise<Append> {
  let live: (result: ExecutionResult) => void = () => undefined;
  let told: () => void = () => undefined;
  const opened = new Promise<void>(resolve => {
    told = resolve;
  });
  const service = subscriptionExchange({
    enableAllOperations: true,
    forwardSubscription: (_, { kind }) => ({
      subscribe(sink) {
        if (kind === 'subscription') live = result => sink.next(result);
        else sink.next({ data: { channel: { ...channel, logs: held.map(asNode) } } });
        return { unsubscribe: () => undefined };
      },
    }),
  });
  const updates = { Subscription: { message: (_: unknown, __: unknown, cache: Cache) => link(cache) } };
  let newest: MessageEntry | null = null;
  const link = (cache: Cache) => {
    const links = cache.resolve(channel, 'logs');
    const key = cache.keyOfEntity({ __typename: 'Message', id: newest?.id ?? '' });
    cache.link(channel, 'logs', [...(Array.isArray(links) ? links : []), key]);
  };
  const client = new Client({
    url: 'http://localhost/',
    preferGetMethod: false,
    exchanges: [cacheExchange({ updates }), service],
  });
  client.query(query, {}).subscribe(({ data }) => {
    const last: MessageEntry | undefined = data?.channel.logs.at(-1);
    if (last !== undefined) seen(last.id);
    told();
  });
  client.subscription(subscription, {}).subscribe(() => undefined);
  await opened;
  return one =>
    new Promise(resolve => {
      told = resolve;
      newest = one;
      live({ data: { message: asNode(one) } });
    });
}

function asNode(one: MessageEntry) {
  return { ...one, __typename: 'Message', from: { ...one.from, __typename: 'User' } };
}
