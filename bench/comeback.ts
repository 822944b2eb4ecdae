// Ten thousand agents lose Zendesk for a minute and come back, each by a real client of the adapter on simulated time:
// the peak of startAgentSession a second, and the time until all are live, with full jitter and without. Once on a
// Zendesk that takes everybody at once, and once on one that takes a thousand a second and refuses the rest.
// Writes docs/comeback.svg. Run: npm run bench -- comeback
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawChart } from './rig/comeback/chart.ts';
import { type Comeback, comeBack } from './rig/comeback/fleet.ts';
import { report } from './rig/figures.ts';

const AGENTS = 10_000;
const OUTAGE = 60_000;
const CAPACITIES = [
  { name: 'takes all', capacity: Number.POSITIVE_INFINITY },
  { name: 'takes 1,000 a second', capacity: 1_000 },
];

/** The adapter's bounds, 1 s doubling to 10 s, and no chance in it: what many clients do. */
function withoutJitter(attempt: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, Math.min(1_000 * 2 ** attempt, 10_000));
  });
}

/** Calls a second once Zendesk is back. */
function peak({ callsASecond }: Comeback): number {
  return Math.max(...callsASecond.slice(OUTAGE / 1_000));
}

function reportBoth(zendesk: string, jitter: Comeback, lockstep: Comeback): void {
  const figure = { bench: 'comeback', n: AGENTS, zendesk };
  for (const [variant, comeback] of [
    ['full jitter', jitter],
    ['no jitter', lockstep],
  ] as const) {
    report({
      ...figure,
      variant,
      measure: 'peak',
      value: peak(comeback),
      unit: 'startAgentSession/s',
      ratio_to: 'no jitter',
      ratio: peak(comeback) / peak(lockstep),
    });
    report({
      ...figure,
      variant,
      measure: 'all live',
      value: comeback.allLiveAfter / 1_000,
      unit: 's after the outage',
      ratio_to: 'no jitter',
      ratio: comeback.allLiveAfter / lockstep.allLiveAfter,
    });
  }
}

function panel(title: string, comeback: Comeback) {
  const seconds = (comeback.allLiveAfter / 1_000).toFixed(1);
  const note = `peak ${peak(comeback).toLocaleString('en')} a second, all live after ${seconds} s`;
  return { title, values: comeback.callsASecond, note };
}

for (const { name, capacity } of CAPACITIES) {
  const fleet = { agents: AGENTS, outage: OUTAGE, capacity };
  const jitter = await comeBack(fleet);
  const lockstep = await comeBack({ ...fleet, retryWait: withoutJitter });
  reportBoth(name, jitter, lockstep);
  if (capacity !== Number.POSITIVE_INFINITY) continue;
  const panels = [panel('Full jitter, as it is', jitter), panel('The same bounds without jitter', lockstep)];
  const heading = 'startAgentSession a second: 10,000 agents lose Zendesk for a minute (grey)';
  writeFileSync(
    fileURLToPath(new URL('../docs/comeback.svg', import.meta.url)),
    drawChart(panels, OUTAGE / 1_000, heading),
  );
}
