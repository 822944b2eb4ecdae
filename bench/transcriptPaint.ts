// From a frame of the socket to the painted row, in the built dashboard with fifty chats, after 100 to 100,000 messages in
// the open one, all of them held, at 50, 200 and 1,000 messages a second; beside a bare page that
// appends the text to a `div`. Every second message comes into the open chat, the others into the other 49. Then 1,000 a
// second into the open chat alone: whether the view is ever blank, away from its end, or not covered. All of it is the
// product's own: worker, port, adapter, Apollo, store, view; Zendesk is a script on a real socket. Takes dist/ as it is.
// Run: npm run bench -- transcriptPaint
import type { Page } from '@playwright/test';
import type { DeskPage } from '../e2e/pages/deskPage.ts';
import { pairedRatio, percentile, report, takeTurns } from './rig/figures.ts';
import { bareTail } from './rig/page/bareTail.ts';
import { framesSeen, type Seen, watchFrames } from './rig/page/frameWatch.ts';
import { flow, now } from './rig/page/messageFlow.ts';
import { ScriptedDesk } from './rig/page/scriptedDesk.ts';
import { channel, message, type WireChannel } from './rig/page/wireAccount.ts';

const bench = 'transcriptPaint';
const CHATS = 50;
const ROUNDS = 7;
const SECONDS = 1.5;
const CASES = [
  { after: 100, rate: 200 },
  { after: 1_000, rate: 200 },
  { after: 10_000, rate: 200 },
  { after: 100_000, rate: 50 },
  { after: 100_000, rate: 200 },
  { after: 100_000, rate: 1_000 },
] as const;
/** Of the bare page's p99. */
const REACH = 1.3;

type Lane = { readonly name: string; readonly page: Page; readonly tell: (n: number, rate: number) => void };

async function run(rig: ScriptedDesk): Promise<void> {
  const { zendesk } = rig;
  zendesk.channels.push(...Array.from({ length: CHATS }, (_, number) => channel(number, true)));
  for (const one of zendesk.channels) one.logs.push(message(one, 'Good day', Date.now()));
  const [open] = zendesk.channels;
  if (open === undefined) throw new Error('Expected a chat.');
  zendesk.pages.set('/bare.html', bareTail(open.visitorId));
  const desk = await rig.openDesk();
  // At its end: a chat opens at what is new.
  await (await desk.open(open.name)).log.press('End');
  const bare = await rig.openPage('/bare.html');
  await bare.waitForFunction(() => document.title === 'Open');
  const lanes: readonly Lane[] = [
    { name: 'dashboard', page: desk.page, tell: (n, share) => tell(rig, 'tell', n, share) },
    { name: 'bare page', page: bare, tell: (n, share) => tell(rig, 'tellBare', n, share) },
  ];
  let told = 1;
  for (const { after, rate } of CASES) {
    told = await grow(rig, desk, open, told, after);
    told += await measurePaints(lanes, after, rate);
  }
  await measureView(lanes);
}

/** A message with the time of its sending, into the open chat each `share`th time, else into another one. */
function tell({ zendesk }: ScriptedDesk, way: 'tell' | 'tellBare', n: number, share: number): void {
  const isOpen = n % share === 0;
  const to = zendesk.channels[isOpen ? 0 : 1 + (n % (CHATS - 1))];
  if (to === undefined) return;
  const text = isOpen ? `@${now()} where is my order, please?` : `Message ${n}, where is my order, please?`;
  zendesk[way](to, message(to, text, Date.now()));
}

/** Fills the open chat, past any pace, until the dashboard has taken `wanted` messages and painted the last. */
async function grow(
  { zendesk }: ScriptedDesk,
  desk: DeskPage,
  to: WireChannel,
  told: number,
  wanted: number,
) {
  if (told >= wanted) return told;
  await flow(20_000, wanted - told - 1, n =>
    zendesk.tell(to, message(to, `Earlier message ${n}`, Date.now())),
  );
  const last = `This is number ${wanted}.`;
  zendesk.tell(to, message(to, last, Date.now()));
  await desk.conversation(to.name).message(last).waitFor({ timeout: 120_000 });
  return wanted;
}

/** Gives how many messages came into the open chat meanwhile. */
async function measurePaints(lanes: readonly Lane[], after: number, rate: number): Promise<number> {
  const seen = new Map<Lane, Seen[]>(lanes.map(lane => [lane, []]));
  const count = rate * SECONDS;
  await takeTurns(lanes, ROUNDS, async lane => {
    seen.get(lane)?.push(await watch(lane, rate, count, 2));
  });
  const [ours, theirs] = lanes.map(lane => seen.get(lane) ?? []);
  if (ours === undefined || theirs === undefined) throw new Error('Expected two lanes.');
  for (const percent of [50, 99]) {
    const delays = (all: readonly Seen[]) => all.flatMap(one => one.delays);
    const [value, floor] = [percentile(delays(ours), percent), percentile(delays(theirs), percent)];
    const common = { bench, after, rate, unit: 'ms', ratio_to: 'bare page', measure: `p${percent}` };
    const reach = percent === 99 ? ({ reach: REACH, reach_is: 'most' } as const) : {};
    report({ ...common, variant: 'bare page', n: delays(theirs).length, value: floor, ratio: 1 });
    report({
      ...common,
      variant: 'dashboard',
      n: delays(ours).length,
      value,
      ratio: value / floor,
      ...reach,
    });
  }
  reportHitches({ 'bare page': theirs, dashboard: ours }, after, rate);
  return Math.ceil((count * ROUNDS) / 2);
}

function reportHitches(all: Readonly<Record<string, readonly Seen[]>>, after: number, rate: number): void {
  for (const [variant, seen] of Object.entries(all)) {
    const common = { bench, variant, after, rate, n: sum(seen, ({ frames }) => frames), unit: '' };
    const isOurs = variant === 'dashboard';
    const none = (isJudged: boolean) => (isOurs && isJudged ? ({ reach: 0, reach_is: 'most' } as const) : {});
    report({
      ...common,
      measure: 'dropped frames',
      value: sum(seen, one => one.dropped),
      ...none(rate <= 50),
    });
    report({
      ...common,
      measure: 'long tasks',
      longest: Math.round(Math.max(...seen.map(one => one.longestTask))),
      value: sum(seen, one => one.longTasks),
      ...none(rate <= 200),
    });
  }
}

/** 1,000 messages a second into the chat that is looked at. */
async function measureView(lanes: readonly Lane[]): Promise<void> {
  const seen = new Map<Lane, Seen[]>(lanes.map(lane => [lane, []]));
  await takeTurns(lanes, ROUNDS, async lane => {
    seen.get(lane)?.push(await watch(lane, 1_000, 1_500, 1));
  });
  for (const [{ name: variant }, all] of seen) {
    const common = { bench, variant, rate: 1_000, n: sum(all, ({ frames }) => frames), unit: 'frames' };
    const none = variant === 'dashboard' ? ({ reach: 0, reach_is: 'most' } as const) : {};
    report({ ...common, measure: 'view blank', value: sum(all, one => one.blank), ...none });
    report({ ...common, measure: 'end lost', value: sum(all, one => one.lost), ...none });
    report({ ...common, measure: 'view not covered', value: sum(all, one => one.uncovered), ...none });
    const rows = { ...common, unit: 'rows', n: sum(all, ({ delays }) => delays.length) };
    report({ ...rows, measure: 'rows that came and went unpainted', value: sum(all, one => one.unpainted) });
  }
  const [ours, theirs] = [...seen.values()].map(all => all.map(({ delays }) => percentile(delays, 99)));
  if (ours === undefined || theirs === undefined) return;
  const common = { bench, variant: 'dashboard', rate: 1_000, unit: 'ms', ratio_to: 'bare page' };
  const value = percentile(ours, 50);
  report({
    ...common,
    measure: 'into the open chat, p99',
    n: ROUNDS,
    value,
    ratio: pairedRatio(ours, theirs),
  });
}

/** A hidden page is not painted, and two that are painted take turns on one machine. */
async function watch({ page, tell }: Lane, rate: number, count: number, share: number): Promise<Seen> {
  await page.bringToFront();
  await watchFrames(page);
  await flow(rate, count, n => tell(n, share));
  return framesSeen(page);
}

function sum(all: readonly Seen[], of: (seen: Seen) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

const rig = await ScriptedDesk.start();
try {
  await run(rig);
} finally {
  await rig.stop();
}
