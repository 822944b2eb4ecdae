// The heap after 100,000, 500,000 and 1,000,000 delivered events, and after 100,000 requests: flat, beside itself after
// the first 100,000 events. Events come from another process over TCP; garbage is collected before the heap is read.
// Run: npm run bench -- adapterMemory
import WebSocket from 'ws';
import { createAdapter } from './rig/clients.ts';
import { Deliveries } from './rig/deliveries.ts';
import { DELIVERY_VARIANTS, type DeliveryVariant } from './rig/deliveryVariants.ts';
import { report } from './rig/figures.ts';
import { keepAsking } from './rig/roundTrips.ts';
import { ServerProcess } from './rig/serverProcess.ts';
import { SEND_MESSAGE } from './rig/workload.ts';

const STOPS = [100_000, 500_000, 1_000_000];
const REQUESTS = 100_000;
/** Were 8 bytes kept of each event, a million would make 1.5. */
const FLAT = 1.05;

async function heapInUse(): Promise<number> {
  for (let time = 0; time < 4; time += 1) {
    globalThis.gc?.();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}

function reportHeap(variant: string, n: number, bytes: number, first: number): void {
  report({
    bench: 'adapterMemory',
    variant,
    n,
    value: bytes / 1_048_576,
    unit: 'MiB of heap',
    ratio_to: 'the first 100,000',
    ratio: bytes / first,
    ...(variant.startsWith('adapter') && { reach: FLAT, reach_is: 'most' }),
  });
}

async function measureEvents(server: ServerProcess, variant: DeliveryVariant): Promise<void> {
  const deliveries = new Deliveries();
  const ready = deliveries.expect(1);
  variant.start(server.url(variant.path), WebSocket, deliveries.count);
  await ready;
  let delivered = 0;
  let first = Number.NaN;
  for (const stop of STOPS) {
    const done = deliveries.expect(stop - delivered);
    server.flood(variant.path, stop - delivered);
    await done;
    delivered = stop;
    const bytes = await heapInUse();
    if (Number.isNaN(first)) first = bytes;
    reportHeap(`${variant.name}, events`, stop, bytes, first);
  }
}

async function measureRequests(server: ServerProcess): Promise<void> {
  const client = createAdapter(server.url('/envelope/requests'), { lazy: false });
  const load = { inFlight: 100, count: REQUESTS };
  await keepAsking(() => client.request(SEND_MESSAGE), load);
  const first = await heapInUse();
  reportHeap('adapter, requests', REQUESTS, first, first);
  await keepAsking(() => client.request(SEND_MESSAGE), load);
  reportHeap('adapter, requests', 2 * REQUESTS, await heapInUse(), first);
  client.dispose();
}

const server = await ServerProcess.start();
for (const variant of DELIVERY_VARIANTS) await measureEvents(server, variant);
await measureRequests(server);
server.stop();
process.exit();
