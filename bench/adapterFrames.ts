// Frames from the socket to the subscriber, in one process and in turns: the least that any client must do (raw:
// JSON.parse and a switch), this adapter, graphql-ws on frames of its own protocol, and both under Apollo Client.
// No network and no other process is in it, so its ratios are the steadiest.
// Run: npm run bench -- adapterFrames
import { BlockTimer, reportBlocks } from './rig/blockTimer.ts';
import { Deliveries } from './rig/deliveries.ts';
import { DELIVERY_VARIANTS, type DeliveryVariant } from './rig/deliveryVariants.ts';
import { takeTurns } from './rig/figures.ts';
import { ScriptedSocket } from './rig/scriptedSocket.ts';
import { messageData } from './rig/workload.ts';

const FRAMES = 200_000;
/** So short that hardly any is interrupted by other programs. */
const BLOCK = 500;
const WARM_UP = 20;

interface Lane {
  readonly variant: DeliveryVariant;
  readonly deliveries: Deliveries;
  readonly socket: ScriptedSocket;
  readonly texts: readonly string[];
  readonly timer: BlockTimer;
}

/** A lane is ready when its first event has come, which the server sends with its answer. */
async function openLane(variant: DeliveryVariant): Promise<Lane> {
  const url = `ws://bench${variant.path}`;
  const deliveries = new Deliveries();
  const ready = deliveries.expect(1);
  variant.start(url, ScriptedSocket, deliveries.count);
  await ready;
  const socket = ScriptedSocket.all.get(url);
  if (socket === undefined) throw new Error('Expected a socket, none was made.');
  const texts = Array.from({ length: BLOCK }, (_, n) => socket.data(messageData(n)));
  return { variant, deliveries, socket, texts, timer: new BlockTimer() };
}

/** Apollo hands events on in a microtask: the block ends when all of them have arrived. */
async function runBlock({ deliveries, socket, texts, timer }: Lane): Promise<void> {
  const done = deliveries.expect(texts.length);
  timer.start();
  for (const data of texts) socket.onmessage?.({ data });
  await done;
  timer.stop();
}

const lanes: Lane[] = [];
for (const variant of DELIVERY_VARIANTS) lanes.push(await openLane(variant));
await takeTurns(lanes, WARM_UP, runBlock);
for (const { timer } of lanes) timer.reset();
await takeTurns(lanes, FRAMES / BLOCK, runBlock);
reportBlocks('adapterFrames', FRAMES, BLOCK, lanes);
process.exit();
