import { ApolloClient, type ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import type { WebSocketConstructor } from 'graphql-ws-adapter-custom';
import { EnvelopeLink } from 'graphql-ws-adapter-custom/apollo';
import { createAdapter, createPeer, subscribe } from './clients.ts';
import { type Figure, median, pairedRatio, report } from './figures.ts';
import { RawSocket } from './rawSocket.ts';
import { SUBSCRIBE_MESSAGES } from './workload.ts';

/** Two that are equally fast differ by up to this much from run to run. */
const NOISE = 0.03;

/** One way from a frame to a subscriber. */
export interface DeliveryVariant {
  readonly name: string;
  /** Of its socket; it begins with the protocol, and no two share one. */
  readonly path: string;
  /** Subscribes on `url` through such a socket; `deliver` is called for each event. */
  readonly start: (url: string, webSocketImpl: WebSocketConstructor, deliver: () => void) => unknown;
  /** The least that it is to reach of raw. */
  readonly reach?: number;
  /** The peer that it may not be slower than, but for noise. */
  readonly peer?: string;
}

/** The limit, the adapter and graphql-ws, and the latter two under Apollo Client past its cache. */
export const DELIVERY_VARIANTS: readonly DeliveryVariant[] = [
  {
    name: 'raw',
    path: '/envelope/raw',
    start: async (url, webSocketImpl, deliver) =>
      (await RawSocket.open(url, webSocketImpl)).subscribe(SUBSCRIBE_MESSAGES, deliver),
  },
  {
    name: 'adapter',
    path: '/envelope/adapter',
    start: (url, webSocketImpl, deliver) => subscribe(createAdapter(url, { webSocketImpl }), deliver),
    reach: 0.9,
    peer: 'graphql-ws',
  },
  {
    name: 'graphql-ws',
    path: '/transport/peer',
    start: (url, webSocketImpl, deliver) => subscribe(createPeer(url, { webSocketImpl }), deliver),
  },
  {
    name: 'adapter, EnvelopeLink, Apollo no-cache',
    path: '/envelope/apollo',
    start: (url, webSocketImpl, deliver) =>
      subscribeApollo(new EnvelopeLink(createAdapter(url, { webSocketImpl })), deliver),
    reach: 0.8,
    peer: 'graphql-ws, GraphQLWsLink, Apollo no-cache',
  },
  {
    name: 'graphql-ws, GraphQLWsLink, Apollo no-cache',
    path: '/transport/apollo',
    start: (url, webSocketImpl, deliver) =>
      subscribeApollo(new GraphQLWsLink(createPeer(url, { webSocketImpl })), deliver),
  },
];

/** Seconds that each block of frames took with one variant, in the order of the rounds. */
export interface BlockTimes {
  readonly variant: DeliveryVariant;
  readonly seconds: readonly number[];
}

/** Prints frames per second (`unit`) of each variant beside raw, and of ours beside the peer. */
export function reportDelivery(
  { bench, n, unit }: Pick<Figure, 'bench' | 'n' | 'unit'>,
  block: number,
  all: readonly BlockTimes[],
): void {
  for (const { variant, seconds } of all) {
    const value = block / median(seconds);
    const compare = (to: string | undefined, reach: number | undefined): void => {
      const other = all.find(({ variant: { name } }) => name === to);
      if (other === undefined) return;
      const ratio = pairedRatio(other.seconds, seconds);
      const goal = reach === undefined ? {} : { reach };
      report({ bench, variant: variant.name, n, value, unit, ratio_to: other.variant.name, ratio, ...goal });
    };
    compare('raw', variant.reach);
    compare(variant.peer, 1 - NOISE);
  }
}

/** A subscription through Apollo Client, past its cache. */
function subscribeApollo(link: ApolloLink, deliver: () => void): void {
  const apollo = new ApolloClient({ link, cache: new InMemoryCache() });
  apollo.subscribe({ query: gql(SUBSCRIBE_MESSAGES.query), fetchPolicy: 'no-cache' }).subscribe(deliver);
}
