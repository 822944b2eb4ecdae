// Frames from the socket to the subscriber, in one process and in turns: the least that any client must do (raw
// JSON.parse and a switch), this adapter, graphql-ws on frames of its own protocol, and both under Apollo Client.
// Run: node --conditions=adapter-source --import tsx bench/adapterFrames.ts
import { ApolloClient, type ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient as createGraphQLWsClient } from 'graphql-ws';
import { createClient } from 'graphql-ws-adapter-custom';
import { EnvelopeLink } from 'graphql-ws-adapter-custom/apollo';

const FRAMES = 200_000;
const BLOCK = 2_000;
const QUERY = 'subscription Messages { message { node { id content } } }';

/** One way from a frame's text to a callback. */
interface Variant {
  readonly name: string;
  /** Makes a frame of this way's protocol. */
  readonly frame: (data: unknown) => string;
  /** Sets the way up; gives what takes a frame. `deliver` is called for each event. */
  readonly start: (deliver: () => void) => Promise<(text: string) => void>;
}

/** A socket whose server is this script. */
class ScriptedSocket {
  static last: ScriptedSocket | undefined;
  static readonly OPEN = 1;
  static readonly CONNECTING = 0;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readyState = 1;
  lastSent = '{}';
  onopen: ((event: unknown) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onclose: ((event: unknown) => void) | null = null;

  constructor(_url: string) {
    ScriptedSocket.last = this;
  }

  send(text: string): void {
    this.lastSent = text;
  }

  close(): void {
    this.readyState = 3;
  }
}

function lastSocket(): ScriptedSocket {
  if (ScriptedSocket.last === undefined) throw new Error('Expected a socket, none was made.');
  return ScriptedSocket.last;
}

/** Lets the promises of a client that is connecting run. */
function turn(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 1));
}

const zendeskFrame = (data: unknown): string =>
  JSON.stringify({ payload: { data }, sig: 'DATA', subscription_id: 'a1gf13bjz13' });

async function openZendesk(): Promise<(text: string) => void> {
  await turn();
  const socket = lastSocket();
  socket.onopen?.({});
  await turn();
  const { id } = JSON.parse(socket.lastSent);
  socket.onmessage?.({ data: JSON.stringify({ payload: { data: { subscription_id: 'a1gf13bjz13' } }, id }) });
  return text => socket.onmessage?.({ data: text });
}

const graphQLWsFrame = (data: unknown): string =>
  JSON.stringify({ id: 'a1gf13bjz13', type: 'next', payload: { data } });

async function openGraphQLWs(): Promise<(text: string) => void> {
  await turn();
  const socket = lastSocket();
  socket.onopen?.({});
  await turn();
  socket.onmessage?.({ data: '{"type":"connection_ack"}' });
  await turn();
  return text => socket.onmessage?.({ data: text });
}

function createZendeskClient(): ReturnType<typeof createClient> {
  return createClient({ url: 'ws://bench', webSocketImpl: ScriptedSocket, keepAlive: 0, requestTimeout: 0 });
}

function createPeer(): ReturnType<typeof createGraphQLWsClient> {
  return createGraphQLWsClient({
    url: 'ws://bench',
    webSocketImpl: ScriptedSocket,
    generateID: () => 'a1gf13bjz13',
  });
}

function subscribeApollo(link: ApolloLink, deliver: () => void): void {
  const apollo = new ApolloClient({ link, cache: new InMemoryCache() });
  apollo.subscribe({ query: gql(QUERY), fetchPolicy: 'no-cache' }).subscribe(deliver);
}

const ignore = { error: () => undefined, complete: () => undefined };

const VARIANTS: readonly Variant[] = [
  {
    name: 'raw',
    frame: zendeskFrame,
    start: deliver => {
      const sinks = new Map([['a1gf13bjz13', deliver]]);
      return Promise.resolve(text => {
        const frame = JSON.parse(text);
        switch (frame.sig) {
          case 'DATA':
            sinks.get(frame.subscription_id)?.();
            break;
          default:
            throw new Error('Expected DATA.');
        }
      });
    },
  },
  {
    name: 'adapter',
    frame: zendeskFrame,
    start: deliver => {
      createZendeskClient().subscribe({ query: QUERY }, { next: deliver, ...ignore });
      return openZendesk();
    },
  },
  {
    name: 'graphql-ws',
    frame: graphQLWsFrame,
    start: deliver => {
      createPeer().subscribe({ query: QUERY }, { next: deliver, ...ignore });
      return openGraphQLWs();
    },
  },
  {
    name: 'adapter, EnvelopeLink, Apollo no-cache',
    frame: zendeskFrame,
    start: deliver => {
      subscribeApollo(new EnvelopeLink(createZendeskClient()), deliver);
      return openZendesk();
    },
  },
  {
    name: 'graphql-ws, GraphQLWsLink, Apollo no-cache',
    frame: graphQLWsFrame,
    start: deliver => {
      subscribeApollo(new GraphQLWsLink(createPeer()), deliver);
      return openGraphQLWs();
    },
  },
];

/** A message as the dashboard's live feed gets it; its frame has about 400 bytes. */
function messageData(n: number): unknown {
  return {
    message: {
      __typename: 'MessageEdge',
      node: {
        __typename: 'Message',
        id: `bWVzc2FnZS0${n}`,
        content: `Message ${n}: where is my order? It was to come on Tuesday.`,
        timestamp: 1_577_836_800_000 + n,
        msg_id: `m-${n}`,
        channel: { __typename: 'VisitorChannel', id: 'Y2hhbm5lbC0x' },
        from: { __typename: 'Visitor', id: 'dmlzaXRvci0x', display_name: 'Visitor 12345678' },
      },
    },
  };
}

interface Lane {
  readonly name: string;
  readonly texts: readonly string[];
  readonly take: (text: string) => void;
  readonly delivered: () => number;
  readonly seconds: number[];
}

async function openLane(variant: Variant): Promise<Lane> {
  let count = 0;
  const take = await variant.start(() => {
    count += 1;
  });
  const texts = Array.from({ length: BLOCK }, (_, n) => variant.frame(messageData(n)));
  return { name: variant.name, texts, take, delivered: () => count, seconds: [] };
}

/** Apollo hands events on in a microtask: the block ends when all of them have arrived. */
async function runBlock(lane: Lane): Promise<void> {
  const due = lane.delivered() + lane.texts.length;
  const start = performance.now();
  for (const text of lane.texts) lane.take(text);
  while (lane.delivered() < due) await Promise.resolve();
  lane.seconds.push((performance.now() - start) / 1_000);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const lanes: Lane[] = [];
for (const variant of VARIANTS) lanes.push(await openLane(variant));
const rounds = FRAMES / BLOCK;
for (let round = -5; round < rounds; round += 1) {
  // A warm-up, then each round begins with another lane, so that none always follows the same.
  if (round === 0) for (const lane of lanes) lane.seconds.length = 0;
  for (let at = 0; at < lanes.length; at += 1) {
    const lane = lanes[(at + round + 5) % lanes.length];
    if (lane !== undefined) await runBlock(lane);
  }
}

const raw = lanes[0]?.seconds ?? [];
for (const { name, seconds, texts } of lanes) {
  console.log(
    JSON.stringify({
      bench: 'adapterFrames',
      variant: name,
      n: FRAMES,
      bytes: texts[0]?.length,
      value: Math.round(BLOCK / median(seconds)),
      unit: 'frames/s',
      ratio_to: 'raw',
      // Of each round's two blocks, so that what slows the machine slows both.
      ratio: Number(median(seconds.map((value, round) => (raw[round] ?? 0) / value)).toFixed(3)),
    }),
  );
}
process.exit();
