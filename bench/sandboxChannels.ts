// Five thousand open channels: how long one page of them takes, over a real socket, in peace and while
// messages are fanned out. The client is in a process of its own.
// Run: node --import tsx bench/sandboxChannels.ts
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';

const CHANNELS = 5_000;
const PAGES = 100;
const GOAL_MS = 50;
const LISTENERS = 20;
/** Times the listeners: 2,000 deliveries a second. */
const MESSAGES_PER_SECOND = 100;

const LEAN = 'id agents { edges { node { id } } }';
/** What a dashboard shows of a chat, with its last messages. */
const RICH = `__typename id agents { edges { node { id display_name } } }
  ... on VisitorChannel { state city country department { id name status } visitor { id display_name email current_tags } }
  logs(last: 10) { edges { node { __typename
    ... on Message { id content msg_id sender_name timestamp from { __typename id display_name } }
    ... on MemberJoinLog { id user_name } } } }`;

/** What the client's process is told: where to connect, or what to ask. */
type Order = { readonly connect: string } | { readonly fields: string };

if (process.argv.includes('client')) beClient();
else await measure();

async function measure(): Promise<void> {
  const limits = { requestsPerMinute: 1_000_000, subscriptionsPerSession: 1_000 };
  const sandbox = await createSandbox({ port: 0, limits });
  const client = fork(fileURLToPath(import.meta.url), ['client'], { execArgv: process.execArgv });
  try {
    openChannels(sandbox, CHANNELS);
    await tell(client, { connect: await socketUrl(sandbox) });
    for (const [kind, fields] of Object.entries({ lean: LEAN, rich: RICH })) {
      const [first] = await tell(client, { fields });
      print(`${kind}, first time`, first ?? Number.NaN);
      report(kind, await tell(client, { fields }));
      const stop = keepWriting(sandbox);
      report(`${kind}, under load`, await tell(client, { fields }));
      stop();
    }
  } finally {
    client.kill();
    await sandbox.close();
  }
}

function openChannels({ control }: Sandbox, count: number): void {
  for (let opened = 0; opened < count; opened += 1) control.write(control.openVisitor(), 'Is anybody there?');
}

async function socketUrl({ urls }: Sandbox): Promise<string> {
  const query = 'mutation { startAgentSession(access_token: "sandbox-token") { websocket_url } }';
  const headers = { 'Content-Type': 'application/json' };
  const answer: unknown = await (
    await fetch(urls.api, { method: 'POST', headers, body: JSON.stringify({ query }) })
  ).json();
  return String(at(answer, 'data', 'startAgentSession', 'websocket_url'));
}

/** Gives what ends it. */
function keepWriting({ control }: Sandbox): () => void {
  const visitor = control.openVisitor();
  const start = performance.now();
  let written = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1000) * MESSAGES_PER_SECOND;
    for (; written < due; written += 1) control.write(visitor, 'Still here.');
  }, 2);
  return () => clearInterval(timer);
}

function report(variant: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const share = (of: number) => sorted[Math.floor((sorted.length - 1) * of)] ?? Number.NaN;
  print(`${variant}, p50`, share(0.5), GOAL_MS);
  print(`${variant}, p95`, share(0.95), GOAL_MS);
}

function print(variant: string, ms: number, goal?: number): void {
  const reach = goal === undefined ? {} : { reach: goal, reached: ms <= goal };
  const value = Math.round(ms * 100) / 100;
  console.log(
    JSON.stringify({ bench: 'sandbox-channels', variant, n: CHANNELS, value, unit: 'ms', ...reach }),
  );
}

/** Gives the times that the client took, in order. */
async function tell(client: ChildProcess, order: Order): Promise<readonly number[]> {
  client.send(order);
  const [times] = await once(client, 'message');
  return times;
}

/** The other process: asks for pages and takes their time, from the first byte sent to the frame parsed. */
function beClient(): void {
  let ask: (fields: string) => Promise<readonly number[]> = () => Promise.resolve([]);
  process.on('message', (order: Order) => {
    const done =
      'connect' in order
        ? connected(order.connect).then(asker => {
            ask = asker;
            return [];
          })
        : ask(order.fields);
    void done.then(times => process.send?.(times));
  });
  process.on('disconnect', () => process.exit(0));
}

async function connected(url: string): Promise<(fields: string) => Promise<readonly number[]>> {
  const sockets = await Promise.all(Array.from({ length: LISTENERS }, () => opened(url)));
  for (const socket of sockets) {
    const query = 'subscription { message { node { id content from { __typename display_name } } } }';
    socket.send(JSON.stringify({ type: 'request', id: 's', payload: { query } }));
  }
  const asking = await opened(url);
  return async fields => {
    const times: number[] = [];
    for (let page = 0; page < PAGES; page += 1) times.push(await timed(asking, fields));
    return times;
  };
}

async function opened(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  return socket;
}

async function timed(socket: WebSocket, fields: string): Promise<number> {
  const query = `{ channels(first: 100) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
  const start = performance.now();
  socket.send(JSON.stringify({ type: 'request', id: 'page', payload: { query } }));
  const [data] = await once(socket, 'message');
  const edges = at(JSON.parse(String(data)), 'payload', 'data', 'channels', 'edges');
  if (!Array.isArray(edges) || edges.length !== 100)
    throw new Error(`Expected 100 channels, got ${String(data)}.`);
  return performance.now() - start;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
