// Five hundred open channels, a message a second in each: the processor's time for a second of it, in fast motion. The
// dashboard from the frame's text to what its lists read (everything but the screen), a versioned store alone with what
// is decoded already (the limit), and Apollo's updateQuery with the same. In turns, each in a process of its own, its
// garbage included. Run: npm run bench -- openChannels
import { median, pairedRatio, report, takeTurns } from './rig/figures.ts';
import { type LaneName, laneNames } from './rig/openChannels/lane.ts';
import { LaneProcess } from './rig/openChannels/laneProcess.ts';

const bench = 'openChannels';
const CHANNELS = 500;
/** Messages that each channel holds before anything is measured. */
const HELD = 100;
const ROUNDS = 7;
/** How many seconds a turn has: the dashboard polls every 15. */
const SECONDS: Readonly<Record<LaneName, number>> = {
  dashboard: 15,
  'a versioned store alone': 15,
  'Apollo updateQuery': 1,
};
/** ms of the processor in a second: 5 % of a core. */
const MOST = 50;

type Timed = { readonly lane: LaneProcess; readonly cpu: number[] };

const timed: Timed[] = [];
for (const name of laneNames) timed.push({ lane: await LaneProcess.start(name, CHANNELS, HELD), cpu: [] });
// The first round warms up.
await takeTurns(timed, ROUNDS + 1, async ({ lane, cpu }, round) => {
  const ms = await lane.cpuOf(SECONDS[lane.name]);
  if (round > 0) cpu.push(ms);
});
for (const { lane } of timed) lane.stop();
const [ours, ...others] = timed;
if (ours === undefined) throw new Error('Expected the dashboard among the lanes, found none.');
const figure = { bench, n: CHANNELS, unit: 'ms of CPU a second' };
report({ ...figure, variant: ours.lane.name, value: median(ours.cpu), reach: MOST, reach_is: 'most' });
for (const { lane, cpu } of others) {
  const ratio = pairedRatio(ours.cpu, cpu);
  report({ ...figure, variant: ours.lane.name, value: median(ours.cpu), ratio_to: lane.name, ratio });
  report({ ...figure, variant: lane.name, value: median(cpu) });
}
