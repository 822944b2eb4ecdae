// 5,000 visitors who wait: the first paint of their list, one row that goes from its beginning to its end, a letter typed
// into the filter; in the built dashboard, beside TanStack Virtual's own example with the same rows out of the same frames.
// "Of the answer": from the frame with all channels to the rows. "Of what is known": the list comes back to where nothing
// was found. Takes dist/ as it is. Run: npm run bench -- longQueue
import type { Page } from '@playwright/test';
import { bundlePage } from './rig/browser/bundlePage.ts';
import { median, pairedRatio, report, takeTurns } from './rig/figures.ts';
import { installFirstRow, lastActAt, watchFirstRow } from './rig/page/firstRow.ts';
import { now } from './rig/page/messageFlow.ts';
import { ScriptedDesk } from './rig/page/scriptedDesk.ts';
import { channel, message, type WireChannel } from './rig/page/wireAccount.ts';

const bench = 'longQueue';
const CHATS = 5_000;
const ROUNDS = 7;
/** Of the example's time. */
const REACH = 1.5;

const MEASURES = [
  'first paint of the answer',
  'first paint of what is known',
  'row moved',
  'letter typed',
] as const;
type Measure = (typeof MEASURES)[number];
type Lane = {
  readonly name: string;
  readonly page: Page;
  /** The list's rows. */
  readonly rows: string;
  /** Has the answer to Channels sent to the page that was just opened anew. */
  readonly answer: () => Promise<void>;
  readonly move: (who: WireChannel) => void;
  /** Whether the list is in its first order again after it was read anew. */
  readonly forgets: boolean;
  /** In the order of the list. */
  readonly queue: WireChannel[];
  readonly times: Readonly<Record<Measure, number[]>>;
};

function laneOf(parts: Omit<Lane, 'queue' | 'times'>, rig: ScriptedDesk): Lane {
  const times = { [MEASURES[0]]: [], [MEASURES[1]]: [], [MEASURES[2]]: [], [MEASURES[3]]: [] };
  return { ...parts, queue: [...rig.zendesk.channels], times };
}

async function openLanes(rig: ScriptedDesk): Promise<readonly Lane[]> {
  const { zendesk } = rig;
  const began = Date.now() - 3_600_000;
  for (let number = 0; number < CHATS; number += 1) {
    const one = channel(number, false);
    // The last word is an agent's, as after a transfer: who writes again waits from then on, at the end of the list.
    one.logs.push(
      message(one, 'Hello?', began + number),
      message(one, 'I hand you over', began + number, true),
    );
    zendesk.channels.push(one);
  }
  zendesk.pages.set('/queue.html', await bundlePage('tanstackPage.ts'));
  const desk = await rig.openDesk(installFirstRow);
  const bare = await rig.openPage('/queue.html', installFirstRow);
  const ours = {
    name: 'dashboard',
    forgets: false,
    page: desk.page,
    rows: 'nav section:first-of-type li',
    answer: async () => undefined,
    move: (who: WireChannel) => zendesk.tell(who, message(who, 'Is anybody there?', Date.now()), true),
  };
  const theirs = {
    name: 'TanStack Virtual',
    forgets: true,
    page: bare,
    rows: 'li',
    answer: async () => {
      await bare.waitForFunction(() => document.title === 'Open');
      zendesk.answerBare('Channels');
    },
    move: (who: WireChannel) => zendesk.tellBare(who, message(who, 'Is anybody there?', Date.now())),
  };
  return [laneOf(ours, rig), laneOf(theirs, rig)];
}

async function perform(rig: ScriptedDesk, lane: Lane): Promise<void> {
  const { page, rows, queue, times, forgets } = lane;
  await page.bringToFront();
  if (forgets) queue.splice(0, queue.length, ...rig.zendesk.channels);
  const [first, second] = queue;
  if (first === undefined || second === undefined) throw new Error('Expected two to wait.');

  rig.zendesk.forgetAnswers();
  await page.evaluate(wanted => sessionStorage.setItem('firstRow', JSON.stringify(wanted)), {
    rows,
    text: 'Visitor',
  });
  await page.reload();
  await lane.answer();
  const painted = Number(await page.evaluate(() => Reflect.get(window, 'firstRow').painted()));
  times['first paint of the answer'].push(painted - rig.zendesk.answeredAt('Channels'));
  await settled(page);

  const moved = await watchFirstRow(page, rows, second.name);
  const sent = now();
  lane.move(first);
  times['row moved'].push((await moved.painted()) - sent);
  queue.push(...queue.splice(0, 1));

  const finder = page.getByRole('searchbox', { name: 'Find in the chats' });
  await finder.focus();
  const found = await watchFirstRow(page, rows, firstWith('9', queue).name);
  await page.keyboard.press('9');
  times['letter typed'].push((await found.painted()) - (await lastActAt(page)));

  await finder.fill('nobody');
  await page.waitForFunction(selector => document.querySelector(selector) === null, rows);
  const back = await watchFirstRow(page, rows, queue[0]?.name ?? '');
  await page.getByRole('button', { name: 'Show all chats' }).last().click();
  times['first paint of what is known'].push((await back.painted()) - (await lastActAt(page)));
  await finder.blur();
  await page.mouse.move(1_200, 450);
}

/** Who was read with the answer has been painted, what was said is read after that. */
async function settled(page: Page): Promise<void> {
  await page.mouse.move(1_200, 450);
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(resolve)));
  await page.waitForTimeout(3_000);
}

function firstWith(text: string, queue: readonly WireChannel[]): WireChannel {
  const found = queue.find(({ name }) => name.includes(text));
  if (found === undefined) throw new Error(`Expected somebody with ${text} in the name.`);
  return found;
}

const rig = await ScriptedDesk.start();
try {
  const lanes = await openLanes(rig);
  await takeTurns(lanes, ROUNDS, lane => perform(rig, lane));
  const [ours, theirs] = lanes;
  if (ours === undefined || theirs === undefined) throw new Error('Expected two lanes.');
  for (const measure of MEASURES) {
    const common = { bench, n: CHATS, measure, unit: 'ms' };
    const ratio = pairedRatio(ours.times[measure], theirs.times[measure]);
    const reach = { ratio_to: theirs.name, ratio, reach: REACH, reach_is: 'most' } as const;
    report({ ...common, variant: theirs.name, value: median(theirs.times[measure]) });
    report({ ...common, variant: ours.name, value: median(ours.times[measure]), ...reach });
  }
} finally {
  await rig.stop();
}
