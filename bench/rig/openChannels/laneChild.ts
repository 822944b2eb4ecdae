import { importPublished } from '../published.ts';
import { type LanesModule, laneNames } from './lane.ts';

/*
 * A lane in a process of its own, so that nobody collects another's garbage. Told `seconds`, it takes so many seconds of
 * messages and answers with the ms of the processor that each took, all threads of this process together.
 */
const [channels = 0, held = 0] = process.argv.slice(3).map(Number);
const name = laneNames.find(one => one === process.argv[2]);
if (name === undefined)
  throw new Error(`Expected one of ${laneNames.join(', ')}, got ${String(process.argv[2])}.`);
const { openLane } = await importPublished<LanesModule>('rig/channelLanes/lanes.ts');
const lane = await openLane(name, channels, held, () => new Promise(resolve => setImmediate(resolve)));
let next = held;

async function cpuOf(count: number): Promise<number> {
  const seconds = Array.from({ length: count }, (_, n) => lane.prepare(next + n));
  next += count;
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (const second of seconds) await second();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / count;
}

process.on('message', count => {
  void cpuOf(Number(count)).then(cpu => process.send?.(cpu));
});
process.send?.('ready');
