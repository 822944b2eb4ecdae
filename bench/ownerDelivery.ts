// A visitor's message on its way to the agent's screen, at 50 a second: from the call that makes the visitor write to the
// frame after its row is in the page. Once through a shared worker and its port, once with the connection in the page
// itself; both desks are open at the same time and get the same messages, so that what is before the socket is the same.
// Run: npm run bench -- ownerDelivery
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { DashboardRig, withoutSharedWorkers } from './rig/browser/dashboard.ts';
import { percentile, report } from './rig/figures.ts';

const MESSAGES = 1_000;
const GAP = 20;
const FRAME = 1_000 / 60;

const rig = await DashboardRig.start();
try {
  const through = await rig.openDesk('Priya Nair', ['Ada']);
  const direct = await rig.openDesk('Jonas Weber', ['Ben'], withoutSharedWorkers);
  const lanes = [
    { name: 'through worker and port', ...through },
    { name: 'in the page', ...direct },
  ];
  for (const { desk } of lanes) await watchRows(desk.page);
  // One desk after the other: a hidden page is not painted, and two that are painted take turns on one machine.
  const samples = [];
  for (const { name, desk, visitors } of lanes) {
    await desk.page.bringToFront();
    const [visitor] = visitors;
    if (visitor === undefined) throw new Error(`Expected a visitor ${name}.`);
    const writes: Promise<void>[] = [];
    for (let i = 0; i < MESSAGES; i += 1) {
      writes.push(visitor.writes(`@${now()}`));
      await pause(GAP);
    }
    await Promise.all(writes);
    samples.push({ name, times: await paintTimes(desk.page) });
  }
  const [worker, page] = samples;
  if (worker === undefined || page === undefined) throw new Error('Expected two lanes.');
  for (const percent of [50, 99]) {
    const base = percentile(page.times, percent);
    const value = percentile(worker.times, percent);
    const common = { bench: 'owner-delivery', unit: 'ms' };
    report({ ...common, n: page.times.length, variant: `${page.name}, p${percent}`, value: base });
    report({ ...common, n: worker.times.length, variant: `${worker.name}, p${percent}`, value });
    report({
      ...common,
      n: worker.times.length,
      variant: `what worker and port add, p${percent}`,
      value: value - base,
      reach: FRAME,
      reach_is: 'most',
    });
  }
} finally {
  await rig.stop();
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Notes of each row when it was painted: a task after the frame that follows its coming. */
async function watchRows(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    const seen = new Set<string>();
    Reflect.set(globalThis, 'paintTimes', times);
    const note = () => {
      for (const { textContent } of document.querySelectorAll('[role=log] [data-entry] p')) {
        if (!textContent.startsWith('@') || seen.has(textContent)) continue;
        seen.add(textContent);
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            times.push(performance.timeOrigin + performance.now() - Number(textContent.slice(1)));
          };
          port2.postMessage(null);
        });
      }
    };
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
  });
}

async function paintTimes(page: Page): Promise<readonly number[]> {
  const times: unknown = await page.evaluate(() => Reflect.get(globalThis, 'paintTimes'));
  return Array.isArray(times) ? times.map(Number) : [];
}
