// 200,000 events of about 400 bytes from another process over TCP to the subscriber: raw `ws` with JSON.parse and a
// switch (the limit), this adapter, graphql-ws, and both under Apollo Client past its cache. The sender writes ready
// made frames and so is faster than any of them. graphql-ws on its own server is one more variant: there, the server
// sets the pace.
// Run: npm run bench -- adapterOverTcp
import WebSocket from 'ws';
import { BlockTimer, reportBlocks } from './rig/blockTimer.ts';
import { createPeer, subscribe } from './rig/clients.ts';
import { Deliveries } from './rig/deliveries.ts';
import { DELIVERY_VARIANTS, type DeliveryVariant } from './rig/deliveryVariants.ts';
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
  readonly timer: BlockTimer;
}

/** A lane is ready when its first event has come, which the server sends with its answer. */
async function openLane(server: ServerProcess, variant: DeliveryVariant): Promise<Lane> {
  const deliveries = new Deliveries();
  const ready = deliveries.expect(1);
  variant.start(server.url(variant.path), WebSocket, deliveries.count);
  await ready;
  return { variant, deliveries, timer: new BlockTimer() };
}

/** From the first event to the last. */
async function runBlock(server: ServerProcess, { variant, deliveries, timer }: Lane): Promise<void> {
  const done = deliveries.expect(BLOCK, () => timer.start());
  server.flood(variant.path, BLOCK);
  await done;
  timer.stop();
}

const server = await ServerProcess.start();
const lanes: Lane[] = [];
for (const variant of [...DELIVERY_VARIANTS, OWN_SERVER]) lanes.push(await openLane(server, variant));
await takeTurns(lanes, WARM_UP, lane => runBlock(server, lane));
for (const { timer } of lanes) timer.reset();
await takeTurns(lanes, FRAMES / BLOCK, lane => runBlock(server, lane));
reportBlocks('adapterOverTcp', FRAMES, BLOCK, lanes);
server.stop();
process.exit();
