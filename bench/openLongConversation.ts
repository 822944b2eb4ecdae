// A conversation of 10,000 messages is opened with a click: in the built dashboard, which holds the newest 900 to 1,800 of
// them, with its details and composer, and beside it in the lists of stream-chat-react, alone on their page, fed without a
// server, all held: the virtual one with as many, and its usual MessageList with a tenth, of which it takes seconds, and a
// minute of all. From the click to the paint of a frame with the last message in view. Takes dist/ as it is.
// Run: npm run bench -- openLongConversation

import { bundlePage } from './rig/browser/bundlePage.ts';
import { median, pairedRatio, report, takeTurns } from './rig/figures.ts';
import { flow } from './rig/page/messageFlow.ts';
import { openTime } from './rig/page/openTimes.ts';
import { ScriptedDesk } from './rig/page/scriptedDesk.ts';
import { channel, message } from './rig/page/wireAccount.ts';

const bench = 'openLongConversation';
const MESSAGES = 10_000;
const ROUNDS = 9;
const PLAIN_ROUNDS = 3;
/** As many times faster than the peer. */
const REACH = 5;

type Lane = { readonly name: string; readonly open: () => Promise<number>; readonly times: number[] };

async function openDashboard(rig: ScriptedDesk): Promise<Lane> {
  const { zendesk } = rig;
  const [short, long] = [channel(0, true), channel(1, true)];
  zendesk.channels.push(short, long);
  for (const one of zendesk.channels) one.logs.push(message(one, 'Good day', Date.now()));
  const desk = await rig.openDesk();
  const conversation = await desk.open(long.name);
  await conversation.log.press('End');
  await flow(10_000, MESSAGES - 2, n => {
    zendesk.tell(long, message(long, `Message ${n} of long`, Date.now() + n, n % 2 === 1));
  });
  const last = 'This is the last of long';
  zendesk.tell(long, message(long, last, Date.now() + MESSAGES));
  await conversation.message(last).waitFor({ timeout: 60_000 });
  const open = async () => {
    await desk.page.bringToFront();
    await (await desk.open(short.name)).message('Good day').waitFor();
    const row = desk.chatIn(desk.chats, long.name);
    return openTime(desk.page, row, '[role=log] [data-entry]', last);
  };
  return { name: 'dashboard', open, times: [] };
}

async function openKit(
  rig: ScriptedDesk,
  name: string,
  list: 'plain' | 'virtual',
  count: number,
): Promise<Lane> {
  const page = await rig.openPage(`/kit.html?list=${list}&count=${count}`);
  const rows = '.str-chat__message';
  const last = `Message ${count - 1} of long`;
  const open = async () => {
    await page.bringToFront();
    await page.getByRole('button', { name: 'Open short' }).click();
    await page.getByText('Message 0 of short').waitFor();
    return openTime(page, page.getByRole('button', { name: 'Open long' }), rows, last);
  };
  return { name: `stream-chat-react, ${name}`, open, times: [] };
}

async function run(rig: ScriptedDesk): Promise<void> {
  const kit = await bundlePage('streamChatPage.ts', 'stream-chat-react/dist/css/index.css');
  rig.zendesk.pages.set('/kit.html', kit);
  const ours = await openDashboard(rig);
  const virtual = await openKit(rig, 'VirtualizedMessageList', 'virtual', MESSAGES);
  const plain = await openKit(rig, 'MessageList, a tenth of the messages', 'plain', MESSAGES / 10);
  // The first of each is not of the day: code is compiled, parts are read.
  for (const lane of [ours, virtual]) await lane.open();
  await takeTurns([ours, virtual], ROUNDS, async lane => void lane.times.push(await lane.open()));
  await takeTurns([plain], PLAIN_ROUNDS, async lane => void lane.times.push(await lane.open()));
  for (const peer of [virtual, plain]) reportBeside(ours, peer);
}

function reportBeside({ name, times }: Lane, peer: Lane): void {
  const common = { bench, n: MESSAGES, unit: 'ms', measure: 'click to paint, p50' };
  report({ ...common, variant: peer.name, rounds: peer.times.length, value: median(peer.times) });
  const ratio = pairedRatio(peer.times, times);
  const reach = { ratio_to: peer.name, ratio, ratio_is: 'times faster', reach: REACH };
  report({ ...common, variant: name, rounds: times.length, value: median(times), ...reach });
}

const rig = await ScriptedDesk.start();
try {
  await run(rig);
} finally {
  await rig.stop();
}
