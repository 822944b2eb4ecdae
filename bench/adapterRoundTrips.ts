// The round trip of a mutation to a server in another process, with 1 and with 100 in flight: a raw `ws` socket with a
// map of ids (the limit), this adapter and graphql-ws, all on the same hand-written server, and graphql-ws on its own.
// Run: npm run bench -- adapterRoundTrips
import { createAdapter, createPeer, type Peer } from './rig/clients.ts';
import { median, pairedRatio, percentile, report, takeTurns } from './rig/figures.ts';
import { RawSocket } from './rig/rawSocket.ts';
import { keepAsking } from './rig/roundTrips.ts';
import { ServerProcess } from './rig/serverProcess.ts';
import { SEND_MESSAGE } from './rig/workload.ts';

const LOADS = [
  { inFlight: 1, count: 200 },
  { inFlight: 100, count: 2_000 },
];
const ROUNDS = 50;
const WARM_UP = 5;
/** The most that the adapter may take, of raw. */
const REACH = { p50: 1.15, p99: 1.6 };

interface Lane {
  readonly name: string;
  readonly ask: () => Promise<unknown>;
  /** Of each block, in µs. */
  readonly p50: number[];
  readonly p99: number[];
}

function ask(client: Peer): () => Promise<unknown> {
  return () =>
    new Promise((resolve, reject) => {
      client.subscribe(SEND_MESSAGE, { next: resolve, error: reject, complete: () => undefined });
    });
}

async function runBlock({ ask, p50, p99 }: Lane, load: (typeof LOADS)[number]): Promise<void> {
  const times: number[] = [];
  await keepAsking(ask, load, ms => times.push(ms * 1_000));
  p50.push(median(times));
  p99.push(percentile(times, 99));
}

async function openLanes(server: ServerProcess): Promise<readonly Lane[]> {
  const raw = await RawSocket.open(server.url('/envelope/raw'));
  const adapter = createAdapter(server.url('/envelope/adapter'), { lazy: false });
  const peer = createPeer(server.url('/transport/peer'), { lazy: false });
  const ownServer = createPeer(server.url('/graphql-ws/peer'), { lazy: false });
  return [
    { name: 'raw', ask: () => raw.request(SEND_MESSAGE), p50: [], p99: [] },
    { name: 'adapter', ask: () => adapter.request(SEND_MESSAGE), p50: [], p99: [] },
    { name: 'graphql-ws', ask: ask(peer), p50: [], p99: [] },
    { name: 'graphql-ws, its own server', ask: ask(ownServer), p50: [], p99: [] },
  ];
}

function reportLoad(lanes: readonly Lane[], inFlight: number, n: number): void {
  for (const lane of lanes) {
    for (const measure of ['p50', 'p99'] as const) {
      report({
        bench: 'adapterRoundTrips',
        variant: lane.name,
        n,
        in_flight: inFlight,
        measure,
        value: median(lane[measure]),
        unit: 'us',
        ratio_to: 'raw',
        ratio: pairedRatio(lane[measure], lanes[0]?.[measure] ?? []),
        ...(lane.name === 'adapter' && { reach: REACH[measure], reach_is: 'most' }),
      });
    }
  }
}

const server = await ServerProcess.start();
for (const load of LOADS) {
  const lanes = await openLanes(server);
  await takeTurns(lanes, WARM_UP, lane => runBlock(lane, load));
  for (const lane of lanes) lane.p50.length = lane.p99.length = 0;
  await takeTurns(lanes, ROUNDS, lane => runBlock(lane, load));
  reportLoad(lanes, load.inFlight, ROUNDS * load.count);
}
server.stop();
process.exit();
