// A link that goes silent: a relay throws everything away and closes nothing. How long until the client notices, and
// once the network is back (new connections come through, old ones stay silent) and the browser says `online`, how
// long until data flows? Beside it graphql-ws: its defaults send no ping, and with `keepAlive` it is up to the
// application to end a socket whose pong stays away, as its recipes do.
// Run: npm run bench -- adapterSilentLink
import { createAdapter, createPeer, subscribe } from './rig/clients.ts';
import { Deliveries } from './rig/deliveries.ts';
import { percentile, report } from './rig/figures.ts';
import { Relay } from './rig/relay.ts';
import { ServerProcess } from './rig/serverProcess.ts';
import { installWakeEvents } from './rig/wakeEvents.ts';

const CLIENTS = 10;
/** Links go silent one after the other, at every moment between two PINGs. */
const STAGGER = 500;
const PATIENCE = 20_000;
const KEEP_ALIVE = 5_000;
const REACH = { noticed: 10_000, data: 250 };
/** A timer in Node ends up to this late on a busy machine. */
const LATE = 50;

/** A client with one subscription, behind a relay of its own. */
interface Subscriber {
  /** Calls once when the client knows that its socket is dead. */
  readonly noticed: (listener: () => void) => void;
}

interface Variant {
  readonly name: string;
  readonly path: string;
  readonly open: (url: string, deliver: () => void) => Subscriber;
  readonly isOurs?: boolean;
}

const VARIANTS: readonly Variant[] = [
  {
    name: 'adapter',
    path: '/envelope/silent',
    isOurs: true,
    open(url, deliver) {
      const client = createAdapter(url);
      subscribe(client, deliver);
      return { noticed: listener => client.on('state', ({ status }) => status !== 'open' && listener()) };
    },
  },
  {
    name: 'graphql-ws',
    path: '/transport/silent',
    open: (url, deliver) => openPeer(url, deliver, 0, false),
  },
  {
    name: `graphql-ws, keepAlive ${KEEP_ALIVE} ms`,
    path: '/transport/silent',
    open: (url, deliver) => openPeer(url, deliver, KEEP_ALIVE, false),
  },
  {
    name: `graphql-ws, keepAlive ${KEEP_ALIVE} ms, terminate() without a pong for ${KEEP_ALIVE} ms`,
    path: '/transport/silent',
    open: (url, deliver) => openPeer(url, deliver, KEEP_ALIVE, true),
  },
];

function openPeer(url: string, deliver: () => void, keepAlive: number, terminates: boolean): Subscriber {
  const client = createPeer(url, { keepAlive });
  subscribe(client, deliver);
  let timer: NodeJS.Timeout | undefined;
  client.on('ping', () => {
    if (terminates) timer = setTimeout(() => client.terminate(), KEEP_ALIVE);
  });
  client.on('pong', () => clearTimeout(timer));
  return { noticed: listener => client.on('closed', listener) };
}

interface Link {
  readonly relay: Relay;
  readonly subscriber: Subscriber;
  readonly deliveries: Deliveries;
}

/** A link is ready when the first event has come over it, which the server sends with its answer. */
async function openLink(server: ServerProcess, { path, open }: Variant): Promise<Link> {
  const relay = await Relay.to(server.port);
  const deliveries = new Deliveries();
  const ready = deliveries.expect(1);
  const subscriber = open(relay.url(path), deliveries.count);
  await ready;
  return { relay, subscriber, deliveries };
}

function openLinks(server: ServerProcess, variant: Variant): Promise<readonly Link[]> {
  return Promise.all(Array.from({ length: CLIENTS }, () => openLink(server, variant)));
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** Milliseconds until `event`, or null when it takes longer than `PATIENCE`. */
async function timeTo(event: Promise<void>): Promise<number | null> {
  const start = performance.now();
  const time = event.then(() => performance.now() - start);
  return Promise.race([time, pause(PATIENCE).then(() => null)]);
}

/** One variant's times of one question; `PATIENCE` was too short for those that are missing. */
function reportTimes(
  variant: Variant,
  measure: string,
  times: readonly (number | null)[],
  most: number,
): void {
  const known = times.filter(ms => ms !== null);
  const figure = { bench: 'adapterSilentLink', variant: variant.name, n: times.length, measure };
  const goal = variant.isOurs === true;
  report({
    ...figure,
    value: known.length,
    unit: `clients within ${PATIENCE / 1_000} s`,
    ...(goal && { reach: times.length }),
  });
  if (known.length === 0) return;
  report({ ...figure, value: percentile(known, 50), unit: 'ms, median' });
  report({
    ...figure,
    value: percentile(known, 100),
    unit: 'ms, longest',
    ...(goal && { reach: most, reach_is: 'most' }),
  });
}

async function measureNoticing(server: ServerProcess): Promise<void> {
  const timed = VARIANTS.map(async variant => {
    const links = await openLinks(server, variant);
    const times = await Promise.all(
      links.map(async ({ relay, subscriber }, n) => {
        await pause(n * STAGGER);
        relay.silence();
        return timeTo(new Promise(resolve => subscriber.noticed(resolve)));
      }),
    );
    return { variant, times };
  });
  for (const { variant, times } of await Promise.all(timed)) {
    reportTimes(variant, 'silence noticed', times, REACH.noticed + LATE);
  }
}

/** `silentFor`: short, so that nobody has noticed; or long, so that the client tries in vain to reconnect. */
async function measureOnline(server: ServerProcess, silentFor: number, wake: () => void): Promise<void> {
  const crowd: { readonly variant: Variant; readonly links: readonly Link[] }[] = [];
  for (const variant of VARIANTS) crowd.push({ variant, links: await openLinks(server, variant) });
  const relays = crowd.flatMap(({ links }) => links.map(({ relay }) => relay));
  for (const relay of relays) relay.silence();
  await pause(silentFor);
  for (const relay of relays) relay.restore();
  const timed = crowd.map(async ({ variant, links }) => {
    const times = await Promise.all(links.map(({ deliveries }) => timeTo(deliveries.expect(1))));
    return { variant, times };
  });
  wake();
  for (const { variant, times } of await Promise.all(timed)) {
    reportTimes(variant, `data after online, silent for ${silentFor / 1_000} s`, times, REACH.data);
  }
}

const dispatch = installWakeEvents();
const server = await ServerProcess.start();
await measureNoticing(server);
for (const silentFor of [300, 12_000]) await measureOnline(server, silentFor, () => dispatch('online'));
server.stop();
process.exit();
