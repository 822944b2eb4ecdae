// What the dashboard costs while nothing happens: fifty open chats, one of them on the screen, the window in view, for a
// minute; beside a blank tab in a Chromium of its own at the same time. The processor's time of the renderers (page and
// worker), and of the page's main thread alone. Takes dist/ as it is. Run: npm run bench -- atRest
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { median, report } from './rig/figures.ts';
import { rendererSeconds } from './rig/page/processTimes.ts';
import { ScriptedDesk } from './rig/page/scriptedDesk.ts';
import { channel, message } from './rig/page/wireAccount.ts';

const bench = 'atRest';
const CHATS = 50;
/** Of ten seconds each; what is done every 15 s falls into some of them. */
const WINDOWS = 7;
const SECONDS = 10;
/** After it was opened the page reads its later parts. */
const SETTLE = 15_000;
/** % of a core. */
const REACH = 1;

type Lane = {
  readonly name: string;
  readonly rig: ScriptedDesk;
  readonly session: CDPSession;
  readonly shares: Record<Measure, number[]>;
};
type Measure = (typeof MEASURES)[number];
const MEASURES = ['renderers', 'main thread', 'script', 'layouts a second'] as const;
type Reading = Readonly<Record<Measure, number>>;

async function open(name: string, rig: ScriptedDesk, page: Page): Promise<Lane> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const shares = { renderers: [], 'main thread': [], script: [], 'layouts a second': [] };
  return { name, rig, session, shares };
}

async function openDashboard(rig: ScriptedDesk): Promise<Page> {
  const { channels } = rig.zendesk;
  channels.push(...Array.from({ length: CHATS }, (_, number) => channel(number, true)));
  for (const [n, one] of channels.entries()) {
    one.logs.push(message(one, 'Good day', Date.now() - 600_000 + n));
    // Half of them wait, and their clocks run.
    if (n % 2 === 0) one.logs.push(message(one, 'How can I help?', Date.now() - 500_000 + n, true));
  }
  const desk = await rig.openDesk();
  await desk.mine.getByRole('link').first().click();
  await desk.page.getByRole('log').waitFor();
  return desk.page;
}

async function read({ session, rig }: Lane): Promise<Reading> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return {
    renderers: await rendererSeconds(rig.browser),
    'main thread': of('TaskDuration'),
    script: of('ScriptDuration'),
    'layouts a second': of('LayoutCount') / 100,
  };
}

async function watch(lanes: readonly Lane[]): Promise<void> {
  await pause(SETTLE);
  for (let round = 0; round < WINDOWS; round += 1) {
    const before = await Promise.all(lanes.map(read));
    await pause(SECONDS * 1_000);
    const after = await Promise.all(lanes.map(read));
    for (const [index, { shares }] of lanes.entries()) {
      for (const measure of MEASURES) {
        const spent = (after[index]?.[measure] ?? Number.NaN) - (before[index]?.[measure] ?? Number.NaN);
        shares[measure].push((spent / SECONDS) * 100);
      }
    }
  }
}

function reportAll(lanes: readonly Lane[]): void {
  for (const { name, shares } of lanes) {
    for (const measure of MEASURES) {
      const isJudged = name === 'dashboard' && measure === 'renderers';
      const mean = shares[measure].reduce((sum, share) => sum + share, 0) / WINDOWS;
      const reach = isJudged ? ({ reach: REACH, reach_is: 'most' } as const) : {};
      const unit = measure === 'layouts a second' ? '' : '% of a core';
      const middle = Number(median(shares[measure]).toPrecision(3));
      report({
        bench,
        variant: name,
        measure,
        n: WINDOWS * SECONDS,
        unit,
        value: mean,
        median: middle,
        ...reach,
      });
    }
  }
}

const busy = await ScriptedDesk.start();
const blank = await ScriptedDesk.start();
try {
  blank.zendesk.pages.set('/blank.html', '<!doctype html><title>Blank</title>');
  const lanes = [
    await open('dashboard', busy, await openDashboard(busy)),
    await open('blank tab', blank, await blank.openPage('/blank.html')),
  ];
  await watch(lanes);
  reportAll(lanes);
} finally {
  await busy.stop();
  await blank.stop();
}
