// Typing into the composer while 200 messages a second come over fifty chats, every second one into the chat that is open;
// beside the same typing while nothing comes: from the time that the browser gave each key to the paint after it. Takes
// dist/ as it is. Run: npm run bench -- composerTyping
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { ConversationPage } from '../e2e/pages/conversationPage.ts';
import { percentile, report, takeTurns } from './rig/figures.ts';
import { installKeyTimes, timeKeys } from './rig/page/keyTimes.ts';
import { flow } from './rig/page/messageFlow.ts';
import { ScriptedDesk } from './rig/page/scriptedDesk.ts';
import { channel, message } from './rig/page/wireAccount.ts';

const bench = 'composerTyping';
const CHATS = 50;
const ROUNDS = 7;
const RATE = 200;
const WORDS = 'your order left our house this morning and ';
/** ms between two keys: a quick typist's. */
const GAP = 60;
/** ms that the p98 may lie above that of the idle page. */
const REACH = 8;

async function run(rig: ScriptedDesk): Promise<void> {
  const { zendesk } = rig;
  zendesk.channels.push(...Array.from({ length: CHATS }, (_, number) => channel(number, true)));
  for (const one of zendesk.channels) one.logs.push(message(one, 'Good day', Date.now()));
  const desk = await rig.openDesk(installKeyTimes);
  const [open] = zendesk.channels;
  if (open === undefined) throw new Error('Expected a chat.');
  const conversation = await desk.open(open.name);
  await conversation.log.press('End');
  const times = { idle: [] as number[], busy: [] as number[] };
  await typeWords(desk.page, conversation);
  await takeTurns(['idle', 'busy'] as const, ROUNDS, async lane => {
    const messages = lane === 'busy' ? Math.round((WORDS.length * GAP * RATE) / 1_000) : 0;
    const flowing = flow(RATE, messages, n => tell(rig, n));
    times[lane].push(...(await typeWords(desk.page, conversation)));
    await flowing;
  });
  for (const percent of [50, 75, 98]) {
    const [value, floor] = [percentile(times.busy, percent), percentile(times.idle, percent)];
    const common = { bench, n: times.busy.length, unit: 'ms', measure: `key to paint, p${percent}` };
    report({ ...common, variant: 'idle', value: floor });
    report({
      ...common,
      variant: `${RATE} messages a second`,
      value,
      ratio_to: 'idle',
      ratio: value / floor,
    });
    if (percent === 98)
      report({
        ...common,
        variant: 'what the messages add',
        value: value - floor,
        reach: REACH,
        reach_is: 'most',
      });
  }
}

function tell({ zendesk }: ScriptedDesk, n: number): void {
  const to = zendesk.channels[n % 2 === 0 ? 0 : 1 + (n % (CHATS - 1))];
  if (to !== undefined) zendesk.tell(to, message(to, `Message ${n}, where is my order?`, Date.now()));
}

/** Types into the empty composer, and empties it again. */
async function typeWords(page: Page, { composer }: ConversationPage): Promise<readonly number[]> {
  await composer.focus();
  const times = await timeKeys(page, WORDS.length, async () => {
    for (const key of WORDS) {
      await page.keyboard.press(key);
      await pause(GAP);
    }
  });
  await composer.fill('');
  return times;
}

const rig = await ScriptedDesk.start();
try {
  await run(rig);
} finally {
  await rig.stop();
}
