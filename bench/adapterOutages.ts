// Outages: the server's port is closed and every socket destroyed, for 0.2, 2, 10 and 45 s, beside graphql-ws,
// partysocket and reconnecting-websocket. How many of 20 clients come back, and how long after the network did they
// have data again? All of them suffer the same outage at the same time.
// Run: npm run bench -- adapterOutages
import { Deliveries } from './rig/deliveries.ts';
import { percentile, report } from './rig/figures.ts';
import {
  RECONNECTING_VARIANTS,
  type ReconnectingClient,
  type ReconnectingVariant,
} from './rig/reconnectingClients.ts';
import { ServerProcess } from './rig/serverProcess.ts';

const OUTAGES = [200, 2_000, 10_000, 45_000];
const CLIENTS = 20;
/** Who has not come back so long after the network counts as gone. */
const PATIENCE = 40_000;

interface Subscriber {
  readonly client: ReconnectingClient;
  readonly deliveries: Deliveries;
  readonly gaveUp: Promise<void>;
}

interface Lane {
  readonly variant: ReconnectingVariant;
  /** Milliseconds from the network to the first data, of the clients that came back. */
  readonly times: readonly number[];
}

/** A subscriber is ready when its first event has come, which the server sends with its answer. */
async function openSubscriber(url: string, { open }: ReconnectingVariant): Promise<Subscriber> {
  const deliveries = new Deliveries();
  const ready = deliveries.expect(1);
  let giveUp = (): void => undefined;
  const gaveUp = new Promise<void>(resolve => {
    giveUp = resolve;
  });
  const client = open(url, deliveries.count, giveUp);
  await ready;
  return { client, deliveries, gaveUp };
}

async function openAll(server: ServerProcess, variant: ReconnectingVariant): Promise<readonly Subscriber[]> {
  const url = server.url(`${variant.path}${RECONNECTING_VARIANTS.indexOf(variant)}`);
  return Promise.all(Array.from({ length: CLIENTS }, () => openSubscriber(url, variant)));
}

/** New clients for each outage, so that none brings a longer wait from the last. */
async function suffer(server: ServerProcess, ms: number): Promise<readonly Lane[]> {
  const crowd = await Promise.all(
    RECONNECTING_VARIANTS.map(async variant => ({ variant, all: await openAll(server, variant) })),
  );
  const awaited = crowd.map(({ variant, all }) => ({
    variant,
    back: Promise.all(all.map(subscriber => comesBack(subscriber, ms + PATIENCE))),
  }));
  const networkAt = await server.outage(ms);
  const clients = crowd.flatMap(({ all }) => all.map(({ client }) => client));
  for (const client of clients) client.networkIsBack?.();
  const lanes: Lane[] = [];
  for (const { variant, back } of awaited) {
    const times = (await back).filter(at => at !== null).map(at => at - networkAt);
    lanes.push({ variant, times });
  }
  for (const client of clients) client.dispose();
  return lanes;
}

/** When its next event came, ms epoch; null when it gave up, or had none within `ms`. */
function comesBack({ deliveries, gaveUp }: Subscriber, ms: number): Promise<number | null> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(null), ms);
    const settle = (at: number | null): void => {
      clearTimeout(timer);
      resolve(at);
    };
    void deliveries.expect(1).then(() => settle(Date.now()));
    void gaveUp.then(() => settle(null));
  });
}

function reportLane(outage: number, { variant, times }: Lane, lanes: readonly Lane[]): void {
  const figure = { bench: 'adapterOutages', variant: variant.name, n: CLIENTS, outage_ms: outage };
  const goal = variant.isOurs === true;
  report({
    ...figure,
    measure: 'came back',
    value: times.length,
    unit: 'clients',
    ...(goal && { reach: CLIENTS }),
  });
  for (const percent of times.length > 0 ? [50, 95] : []) {
    const best = bestPeer(lanes, percent);
    report({
      ...figure,
      measure: `p${percent}`,
      value: percentile(times, percent),
      unit: 'ms after the network',
      ratio_to: best.name,
      ratio: percentile(times, percent) / best.ms,
      ...(goal && { reach: 1, reach_is: 'most' }),
    });
  }
}

/** The quickest of the others that lost nobody. */
function bestPeer(lanes: readonly Lane[], percent: number): { readonly name: string; readonly ms: number } {
  const peers = lanes.filter(({ variant, times }) => !variant.isOurs && times.length === CLIENTS);
  const ranked = peers.map(({ variant, times }) => ({ name: variant.name, ms: percentile(times, percent) }));
  return (
    ranked.toSorted((a, b) => a.ms - b.ms)[0] ?? { name: 'none came back', ms: Number.POSITIVE_INFINITY }
  );
}

const server = await ServerProcess.start();
for (const outage of OUTAGES) {
  const lanes = await suffer(server, outage);
  for (const lane of lanes) reportLane(outage, lane, lanes);
}
server.stop();
process.exit();
