import { createClient as createGraphQLWsClient, type ClientOptions as PeerOptions } from 'graphql-ws';
import { type Client, type ClientOptions, createClient } from 'graphql-ws-adapter-custom';
import WebSocket from 'ws';
import { SUBSCRIBE_MESSAGES } from './workload.ts';

export type Peer = ReturnType<typeof createGraphQLWsClient>;

/** The adapter on `ws`. */
export function createAdapter(url: string, options: Partial<ClientOptions> = {}): Client {
  return createClient({ url, webSocketImpl: WebSocket, ...options });
}

/** graphql-ws' client on `ws`. */
export function createPeer(url: string, options: Partial<PeerOptions> = {}): Peer {
  return createGraphQLWsClient({ url, webSocketImpl: WebSocket, ...options });
}

/** Subscribes to messages; `deliver` is called for each, `ended` when the client gives the subscription up. */
export function subscribe(
  client: Pick<Client, 'subscribe'> | Peer,
  deliver: () => void,
  ended: (error: unknown) => void = () => undefined,
): () => void {
  return client.subscribe(SUBSCRIBE_MESSAGES, { next: deliver, error: ended, complete: () => undefined });
}
