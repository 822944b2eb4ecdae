import PartySocket from 'partysocket/ws';
import ReconnectingWebSocket from 'reconnecting-websocket';
import WebSocket from 'ws';
import { createAdapter, createPeer, subscribe } from './clients.ts';
import { SUBSCRIBE_MESSAGES } from './workload.ts';

/** A client with one subscription that is to come back by itself. */
export interface ReconnectingClient {
  /** Somebody tells it that the network is back, as a browser does by `online`. */
  readonly networkIsBack?: () => void;
  readonly dispose: () => void;
}

/** One kind of client. */
export interface ReconnectingVariant {
  readonly name: string;
  /** The path of its socket begins with this, which names the protocol. */
  readonly path: string;
  /** `deliver` is called for each event, `gaveUp` when the client will never come back. */
  readonly open: (url: string, deliver: () => void, gaveUp: () => void) => ReconnectingClient;
  /** Ours, which is to be at least as good as the best of the others. */
  readonly isOurs?: boolean;
}

/** The adapter with its defaults, with and without news of the network, and its peers. */
export const RECONNECTING_VARIANTS: readonly ReconnectingVariant[] = [
  { name: 'adapter', path: '/envelope/', open: openAdapter, isOurs: true },
  {
    name: 'adapter, told that the network is back',
    path: '/envelope/',
    open(url, deliver, gaveUp) {
      const client = createAdapter(url);
      subscribe(client, deliver, gaveUp);
      return { networkIsBack: () => client.resume(), dispose: () => client.dispose() };
    },
    isOurs: true,
  },
  {
    name: 'graphql-ws',
    path: '/transport/',
    open: (url, deliver, gaveUp) => openPeer(url, deliver, gaveUp, {}),
  },
  {
    name: 'graphql-ws, endless retries',
    path: '/transport/',
    open: (url, deliver, gaveUp) =>
      openPeer(url, deliver, gaveUp, { retryAttempts: Number.POSITIVE_INFINITY, shouldRetry: () => true }),
  },
  {
    name: 'partysocket',
    path: '/envelope/',
    open: (url, deliver) => resubscribe(new PartySocket(url, [], { WebSocket }), deliver),
  },
  {
    name: 'reconnecting-websocket',
    path: '/envelope/',
    open: (url, deliver) => resubscribe(new ReconnectingWebSocket(url, [], { WebSocket }), deliver),
  },
];

function openAdapter(url: string, deliver: () => void, gaveUp: () => void): ReconnectingClient {
  const client = createAdapter(url);
  subscribe(client, deliver, gaveUp);
  return { dispose: () => client.dispose() };
}

function openPeer(
  url: string,
  deliver: () => void,
  gaveUp: () => void,
  options: Parameters<typeof createPeer>[1],
): ReconnectingClient {
  const client = createPeer(url, options);
  subscribe(client, deliver, gaveUp);
  return { dispose: () => void client.dispose() };
}

interface ReconnectingSocket {
  send(text: string): unknown;
  close(): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
}

/** The least that an application has to do on a socket that only reconnects: ask again whenever it opens. */
function resubscribe(socket: ReconnectingSocket, deliver: () => void): ReconnectingClient {
  socket.onopen = () => {
    socket.send(JSON.stringify({ type: 'request', id: '1', payload: SUBSCRIBE_MESSAGES }));
  };
  socket.onmessage = ({ data }: { readonly data: string }) => {
    if (JSON.parse(data).sig === 'DATA') deliver();
  };
  return { dispose: () => socket.close() };
}
