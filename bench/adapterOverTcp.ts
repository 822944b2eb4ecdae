// 200,000 events of about 400 bytes from another process over TCP to the subscriber: raw `ws` with JSON.parse and a
// switch (the limit), this adapter, graphql-ws, and both under Apollo Client past its cache. The sender writes ready
// made frames and so is faster than any of them. graphql-ws on its own server is one more variant: there, the server
// sets the pace.
// Run: npm run bench -- adapterOverTcp
import WebSocket from 'ws';
import { createPeer, subscribe } from './rig/clients.ts';
import { Deliveries } from './rig/deliveries.ts';
import { DELIVERY_VARIANTS, type DeliveryVariant, reportDelivery } from './rig/deliveryVariants.ts';
import { takeTurns } from './rig/figures.ts';
import { ServerProcess } from './rig/serverProcess.ts';

const FRAMES = 200_000;
const BLOCK = 4_000;
const WARM_UP = 5;
const OWN_SERVER: DeliveryVariant = {
  name: 'graphql-ws, its own server',
  path: '/graphql-ws/peer',
  start: (url, webSocketImpl, deliver) => subscribe(createPeer(url, { webSocketImpl }), deliver),
};

interface Lane {
  readonly variant: DeliveryVariant;
  readonly deliveries: Deliveries;
  readonly seconds: number[];
  /** Of the processor, for this process: steadier than time on a machine that others use too. */
  readonly cpuSeconds: number[];
}

/** A lane is ready when its first event has come, which the server sends with its answer. */
async function openLane(server: ServerProcess, variant: DeliveryVariant): Promise<Lane> {
  const deliveries = new Deliveries();
  const ready = deliveries.expect(1);
  variant.start(server.url(variant.path), WebSocket, deliveries.count);
  await ready;
  return { variant, deliveries, seconds: [], cpuSeconds: [] };
}

/** From the first event to the last. */
async function runBlock(server: ServerProcess, lane: Lane): Promise<void> {
  let start = 0;
  let cpu = process.cpuUsage();
  const done = lane.deliveries.expect(BLOCK, () => {
    start = performance.now();
    cpu = process.cpuUsage();
  });
  server.flood(lane.variant.path, BLOCK);
  await done;
  const { user, system } = process.cpuUsage(cpu);
  lane.seconds.push((performance.now() - start) / 1_000);
  lane.cpuSeconds.push((user + system) / 1_000_000);
}

const server = await ServerProcess.start();
const lanes: Lane[] = [];
for (const variant of [...DELIVERY_VARIANTS, OWN_SERVER]) lanes.push(await openLane(server, variant));
await takeTurns(lanes, WARM_UP, lane => runBlock(server, lane));
for (const lane of lanes) lane.seconds.length = lane.cpuSeconds.length = 0;
await takeTurns(lanes, FRAMES / BLOCK, lane => runBlock(server, lane));
const figure = { bench: 'adapterOverTcp', n: FRAMES };
reportDelivery({ ...figure, unit: 'frames/s' }, BLOCK, lanes);
const cpuTimes = lanes.map(({ variant, cpuSeconds }) => ({ variant, seconds: cpuSeconds }));
reportDelivery({ ...figure, unit: 'frames/s of CPU' }, BLOCK, cpuTimes);
server.stop();
process.exit();
