// From a dropped socket to ten live subscriptions: within two round trips and the first back-off. One round trip opens
// a WebSocket, one asks for the subscriptions. Beside it: a raw `ws` socket that waits as long, opens and asks.
// Run: npm run bench -- adapterReconnect
import type { Client, ClientState } from 'graphql-ws-adapter-custom';
import { createAdapter } from './rig/clients.ts';
import { median, pairedRatio, report, takeTurns } from './rig/figures.ts';
import { RawSocket } from './rig/rawSocket.ts';
import { Relay } from './rig/relay.ts';
import { ServerProcess } from './rig/serverProcess.ts';
import { SUBSCRIBE_MESSAGES } from './rig/workload.ts';

const SUBSCRIPTIONS = 10;
/** Each way, on the line on which round trips are counted. */
const DELAY = 25;
const FIXED_WAIT = 100;
const ROUNDS = { loopback: 40, line: 12 };
/** What raw needs, which is two round trips, and a little for timers that are late on a busy machine. */
const SLACK = 1.1;

/** Drops the socket that `url` led to. */
type Drop = () => void;

/** One way to reconnect; it gives the milliseconds from the loss of the socket to live subscriptions, less the wait. */
type Reconnect = (drop: Drop) => Promise<number>;

async function openAdapter(url: string, retryWait?: () => number): Promise<Reconnect> {
  const client = createAdapter(url, retryWait && { retryWait });
  const live = Array.from({ length: SUBSCRIPTIONS }, (_, n) => firstData(client, n));
  await Promise.all(live);
  return async drop => {
    const closed = next(client, 'closed').then(() => performance.now());
    const waits = waitOf(client);
    const restarted = next(client, 'restarted').then(() => performance.now());
    drop();
    return (await restarted) - (await closed) - (await waits);
  };
}

function firstData(client: Client, n: number): Promise<void> {
  return new Promise((next, error) => {
    client.subscribe(
      { ...SUBSCRIBE_MESSAGES, variables: { n } },
      { next: () => next(), error, complete: () => undefined },
    );
  });
}

function next(client: Client, event: 'closed' | 'restarted'): Promise<void> {
  return new Promise(resolve => {
    const stop = client.on(event, () => {
      stop();
      resolve();
    });
  });
}

/** The first back-off, as the client tells it. */
function waitOf(client: Client): Promise<number> {
  return new Promise(resolve => {
    const stop = client.on('state', (state: ClientState) => {
      if (state.status !== 'waiting') return;
      stop();
      resolve(state.until - Date.now());
    });
  });
}

/** Opens, asks for every subscription, and waits for all answers. */
async function openRaw(url: string): Promise<RawSocket> {
  const raw = await RawSocket.open(url);
  const asked = Array.from({ length: SUBSCRIPTIONS }, (_, n) =>
    raw.subscribe({ ...SUBSCRIBE_MESSAGES, variables: { n } }, () => undefined),
  );
  await Promise.all(asked);
  return raw;
}

async function rawReconnect(url: string): Promise<Reconnect> {
  let raw = await openRaw(url);
  return async drop => {
    const closed = new Promise<void>(resolve => {
      raw.socket.onclose = () => resolve();
    });
    drop();
    await closed;
    const closedAt = performance.now();
    await new Promise(resolve => setTimeout(resolve, FIXED_WAIT));
    raw = await openRaw(url);
    return performance.now() - closedAt - FIXED_WAIT;
  };
}

async function roundTrip(url: string): Promise<number> {
  const raw = await RawSocket.open(url);
  const times: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    const start = performance.now();
    await raw.request({ query: 'mutation { none }' });
    times.push(performance.now() - start);
  }
  raw.socket.close();
  return median(times);
}

interface Lane {
  readonly name: string;
  readonly reconnect: Reconnect;
  readonly drop: Drop;
  readonly times: number[];
}

const VARIANTS: readonly { readonly name: string; readonly open: (url: string) => Promise<Reconnect> }[] = [
  { name: 'raw, the same wait', open: rawReconnect },
  { name: `adapter, retryWait ${FIXED_WAIT} ms`, open: url => openAdapter(url, () => FIXED_WAIT) },
  { name: 'adapter, default retryWait', open: url => openAdapter(url) },
];

async function measure(
  place: string,
  rounds: number,
  urlOf: (path: string) => string,
  dropOf: (path: string) => Drop,
): Promise<readonly Lane[]> {
  const lanes: Lane[] = [];
  for (const [n, { name, open }] of VARIANTS.entries()) {
    const path = `/envelope/${place}-${n}`;
    lanes.push({ name, reconnect: await open(urlOf(path)), drop: dropOf(path), times: [] });
  }
  await takeTurns(lanes, rounds, async ({ reconnect, drop, times }) => {
    times.push(await reconnect(drop));
  });
  return lanes;
}

/** `trip`: milliseconds of one round trip, on a line that is slow enough to count them. */
function reportPlace(place: string, lanes: readonly Lane[], trip?: number): void {
  const [raw] = lanes;
  if (raw === undefined) return;
  for (const lane of lanes) {
    report({
      bench: 'adapterReconnect',
      variant: lane.name,
      n: lane.times.length,
      place,
      value: median(lane.times),
      unit: 'ms after the back-off',
      ...(trip !== undefined && { round_trips: Number((median(lane.times) / trip).toFixed(2)) }),
      ratio_to: raw.name,
      ratio: pairedRatio(lane.times.map(withWait), raw.times.map(withWait)),
      ...(lane !== raw && { reach: SLACK, reach_is: 'most' }),
    });
  }
}

function withWait(ms: number): number {
  return ms + FIXED_WAIT;
}

const server = await ServerProcess.start();
const dropOf =
  (path: string): Drop =>
  () =>
    server.drop(path);
reportPlace('loopback', await measure('loopback', ROUNDS.loopback, path => server.url(path), dropOf));

// A line so slow that a round trip too many shows.
const relay = await Relay.to(server.port, DELAY);
const trip = await roundTrip(relay.url('/envelope/trip'));
const onLine = await measure('line', ROUNDS.line, path => relay.url(path), dropOf);
reportPlace(`a line of ${2 * DELAY} ms`, onLine, trip);
server.stop();
process.exit();
