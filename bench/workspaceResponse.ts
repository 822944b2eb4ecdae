// From a key or click to the paint after it, by the browser's own Event Timing, in the dashboard with fifty chats open and
// beside it on a page with the same acts and nothing behind them: in one Chromium, in turns, both at a quarter of the
// processor's speed. With the marks of the page: LCP and CLS of opening the desk, CLS and INP of working on it.
// Takes dist/ as it is. Run: npm run bench -- workspaceResponse
import { type Browser, chromium } from '@playwright/test';
import { DeskPage } from '../e2e/pages/deskPage.ts';
import { SignInPage } from '../e2e/pages/signInPage.ts';
import { ApiAgent } from '../e2e/switchboard/apiAgent.ts';
import { SandboxControl } from '../e2e/switchboard/sandboxControl.ts';
import { type Addresses, Switchboard } from '../e2e/switchboard/switchboard.ts';
import { findChromium } from '../scripts/findChromium.mjs';
import { pairedRatio, percentile, report, takeTurns } from './rig/figures.ts';
import { acts, type Lane } from './rig/workspace/acts.ts';
import { openBarePage } from './rig/workspace/barePage.ts';
import { type DeskLane, openDeskLane } from './rig/workspace/deskLane.ts';
import { noteTimes, slowDown, timesOf } from './rig/workspace/pageTimes.ts';

const CHATS = 50;
const ROUNDS = 15;
/** How much later (ms) than the bare page the dashboard may paint: a frame. */
const FRAME = 1_000 / 60;

const bench = 'workspaceResponse';

async function run(browser: Browser, addresses: Addresses): Promise<void> {
  const desk = await fillDesk(browser, addresses);
  await reportOpening(desk);
  const bare = await openBarePage(await (await browser.newContext()).newPage(), CHATS);
  const control = new SandboxControl(addresses.sandbox);
  const ours = await openDeskLane(desk, name => open(control, name));
  const lanes: readonly Lane[] = [ours, bare];
  // The first of each act is not of the day: code is compiled, parts are read.
  for (const act of acts) for (const lane of lanes) await lane.perform(act, 0);
  await takeTurns(lanes, ROUNDS, async (lane, round) => {
    for (const act of acts) lane.times[act].push(await lane.perform(act, round + 1));
  });
  reportActs(ours, bare);
  reportAll(ours, bare);
  const { cls } = await timesOf(desk.page);
  report({ bench, variant: ours.name, n: ROUNDS, measure: 'CLS of working', ...whole(cls) });
  report({
    bench,
    variant: ours.name,
    n: ROUNDS,
    measure: 'changes of chat with a blank frame',
    ...whole(ours.blanks()),
  });
  const other = percentile(ours.wholeTimes, 75);
  report({
    bench,
    variant: ours.name,
    n: ROUNDS,
    measure: 'change chat, the other chat whole, p75',
    value: other,
    unit: 'ms',
  });
}

/** Nothing of it may be. */
function whole(value: number) {
  return { value, unit: '', reach: 0, reach_is: 'most' } as const;
}

/** The desk with fifty chats that the agent serves. */
async function fillDesk(browser: Browser, { dashboard, sandbox }: Addresses): Promise<DeskPage> {
  const control = new SandboxControl(sandbox);
  // The agent who is chosen on the consent page, too.
  const agent = await ApiAgent.start(sandbox);
  for (let number = 1; number <= CHATS; number += 1) {
    await open(control, `Visitor ${number}`);
    await agent.inLatestChat('sendMessage(channel_id: $c, msg: "Good day")');
  }
  ApiAgent.disconnectAll();
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await noteTimes(page);
  const desk = await (await SignInPage.open(page, dashboard)).signIn();
  await desk.mine.getByRole('link').first().click();
  return desk;
}

async function open(sandbox: SandboxControl, name: string): Promise<void> {
  const visitor = await sandbox.openVisitor({ name });
  await visitor.writes(`I am ${name}`);
}

/** The desk anew, as after a reload on a slow machine. */
async function reportOpening({ page }: DeskPage): Promise<void> {
  await slowDown(page);
  await page.reload();
  await DeskPage.on(page);
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
  const { lcp, cls, shifted } = await timesOf(page);
  const figure = { bench, variant: 'dashboard', n: CHATS };
  report({ ...figure, measure: 'LCP of opening', value: lcp, unit: 'ms', reach: 2_500, reach_is: 'most' });
  report({ ...figure, measure: 'CLS of opening', ...whole(cls), shifted: shifted.join(' ') });
}

function reportActs(ours: DeskLane, bare: Lane): void {
  for (const act of acts) {
    const [times, others] = [ours.times[act], bare.times[act]];
    const figure = { bench, n: times.length, measure: `${act}, p75`, unit: 'ms', ratio_to: bare.name };
    const ratio = pairedRatio(times, others);
    report({ ...figure, variant: ours.name, value: percentile(times, 75), ratio });
    report({ ...figure, variant: bare.name, value: percentile(others, 75), ratio: 1 });
  }
}

function reportAll(ours: DeskLane, bare: Lane): void {
  const [times, others] = [Object.values(ours.times).flat(), Object.values(bare.times).flat()];
  const [p75, bareP75] = [percentile(times, 75), percentile(others, 75)];
  const figure = { bench, variant: ours.name, n: times.length, unit: 'ms', reach_is: 'most' } as const;
  report({ ...figure, measure: 'all, p75', value: p75, reach: 50 });
  report({ ...figure, measure: 'all, p75 beyond the bare page', value: p75 - bareP75, reach: FRAME });
  // INP as the browser has it leaves out the longest of each fifty.
  report({ ...figure, measure: 'INP', value: percentile(times, 98), reach: 200 });
}

const switchboard = await Switchboard.start();
try {
  const executablePath = await findChromium();
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--no-first-run'] });
  try {
    await run(browser, switchboard.addresses);
  } finally {
    await browser.close();
  }
} finally {
  await switchboard.stop();
}
