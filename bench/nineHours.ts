// Nine hours in fast motion, in the built dashboard: 200,000 messages over 400 chats that come, are opened, written in by
// their visitors, left and gone; forty are open at a time. The heap after each hour, garbage collected before, beside that
// after the first; nodes that are in no page, and listeners. Takes dist/ as it is. Run: npm run bench -- nineHours
import type { CDPSession } from '@playwright/test';
import type { DeskPage } from '../e2e/pages/deskPage.ts';
import { report } from './rig/figures.ts';
import { flow } from './rig/page/messageFlow.ts';
import { ScriptedDesk } from './rig/page/scriptedDesk.ts';
import { channel, message, type WireChannel } from './rig/page/wireAccount.ts';

const bench = 'nineHours';
const HOURS = 9;
const CHATS = 400;
const OPEN = 40;
const QUARTERS = 4;
const MESSAGES = 200_000;
/** Messages a second, past any that agents could read. */
const PACE = 4_000;
/** How much the heap may differ from that after the first hour. */
const REACH = 1.1;

type Reading = {
  readonly heap: number;
  readonly nodes: number;
  readonly detached: number;
  readonly listeners: number;
};

async function live(rig: ScriptedDesk): Promise<void> {
  const { zendesk } = rig;
  let began = 0;
  const begin = () => {
    const one = channel(began, true);
    one.logs.push(message(one, 'Good day', Date.now()));
    began += 1;
    zendesk.channels.push(one);
  };
  for (let number = 0; number < OPEN; number += 1) begin();
  const desk = await rig.openDesk();
  const session = await desk.page.context().newCDPSession(desk.page);
  const readings: Reading[] = [];
  for (let hour = 0; hour < HOURS; hour += 1) {
    const last = Math.round(OPEN + ((CHATS - OPEN) * (hour + 1)) / HOURS);
    await workAnHour(rig, desk, last - began, begin);
    readings.push(await read(session));
  }
  reportAll(readings);
}

/** So many chats end, a quarter of them at a time, and others come in their place; some are opened, and left. */
async function workAnHour(rig: ScriptedDesk, desk: DeskPage, changes: number, begin: () => void) {
  for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
    await talk(rig, Math.ceil(MESSAGES / HOURS / QUARTERS));
    for (const one of rig.zendesk.channels.slice(0, 4)) await openAndLeave(desk, one);
    const share = (n: number) => Math.round((changes * n) / QUARTERS);
    await change(rig, desk, share(quarter + 1) - share(quarter), begin);
  }
}

async function talk({ zendesk }: ScriptedDesk, messages: number): Promise<void> {
  const present = [...zendesk.channels];
  await flow(PACE, messages, n => {
    const to = present[n % OPEN];
    if (to !== undefined)
      zendesk.tell(to, message(to, `Message ${n}, where is my order?`, Date.now(), n % 3 === 0));
  });
}

async function change({ zendesk }: ScriptedDesk, desk: DeskPage, changes: number, begin: () => void) {
  zendesk.channels.splice(0, changes);
  for (let n = 0; n < changes; n += 1) begin();
  const newest = zendesk.channels.at(-1);
  // A message in a chat that is not known yet has the channels read, and with them it is seen which are gone.
  if (newest !== undefined) zendesk.tell(newest, message(newest, 'Good day', Date.now()), true);
  const heading = desk.heading(desk.ended).filter({ hasText: String(endedBy(zendesk.channels)) });
  await heading.waitFor();
}

/** How many have ended when these are there: chats are numbered as they come. */
function endedBy([oldest]: readonly WireChannel[]): number {
  return Number(/\d+$/u.exec(oldest?.id ?? '')?.[0]);
}

async function openAndLeave(desk: DeskPage, { name, visitorId }: WireChannel): Promise<void> {
  await desk.page.evaluate(path => {
    history.pushState(null, '', path);
  }, `/chats/${visitorId}`);
  await desk.conversation(name).log.waitFor();
}

/** After the garbage was collected, twice: what the first finds free may hold more. */
async function read(session: CDPSession): Promise<Reading> {
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.disable');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  const { nodes: detachedNodes } = await detachedIn(session);
  return { heap: usedSize / 1e6, nodes, detached: detachedNodes, listeners };
}

/** Nodes that no document holds, but a script does. */
async function detachedIn(session: CDPSession): Promise<{ readonly nodes: number }> {
  await session.send('DOM.enable');
  const { detachedNodes } = await session.send('DOM.getDetachedDomNodes');
  await session.send('DOM.disable');
  return { nodes: detachedNodes.length };
}

function reportAll(readings: readonly Reading[]): void {
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) throw new Error('Expected hours.');
  const common = { bench, variant: 'dashboard', n: MESSAGES };
  for (const [hour, { heap, nodes, detached, listeners }] of readings.entries()) {
    report({
      ...common,
      measure: `heap after hour ${hour + 1}`,
      unit: 'MB',
      value: heap,
      nodes,
      detached,
      listeners,
    });
  }
  const most = { reach_is: 'most' } as const;
  const ofFirst = { ratio_to: 'after hour 1' };
  const heapRatio = last.heap / first.heap;
  report({
    ...common,
    ...ofFirst,
    ...most,
    measure: 'heap',
    unit: 'MB',
    value: last.heap,
    ratio: heapRatio,
    reach: REACH,
  });
  report({ ...common, ...most, measure: 'detached trees', unit: '', value: last.detached, reach: 0 });
  const listenerRatio = last.listeners / first.listeners;
  const returned = { ratio: listenerRatio, reach: REACH };
  report({
    ...common,
    ...ofFirst,
    ...most,
    measure: 'listeners',
    unit: '',
    value: last.listeners,
    ...returned,
  });
}

const rig = await ScriptedDesk.start();
try {
  await live(rig);
} finally {
  await rig.stop();
}
