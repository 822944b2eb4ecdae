/** @import { Scene, Stage } from './stage.mjs' */
import {
  bothDirections,
  choose,
  desk,
  deskAndPhone,
  laptop,
  longestToo,
  morning,
  phone,
  serve,
  showDetails,
  signIn,
  transferTo,
  workday,
  zoomed,
} from './stage.mjs';

const long =
  'I have a rather long story. It began on Monday, when the parcel did not come, and went on on Tuesday: ' +
  'https://shop.example/orders/20417?from=mail&tracking=HH-55812-and-a-very-long-tail-that-has-to-wrap-somewhere ' +
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\n\nand then\n\tnothing.';

/** What the desk shows in the course of a day, on every size of screen. @type {Scene[]} */
export const deskScenes = [
  ...deskAndPhone({
    name: 'empty',
    languages: longestToo,
    play: async stage => {
      await signIn(stage);
      await choose(stage.page, { knowsFirstSteps: false });
      await stage.page.getByRole('region', { name: 'First steps' }).waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({
    name: 'loading',
    play: async ({ page, switchboard, take }) => {
      await switchboard.visitor('Ada Lindqvist', 'Hello?');
      await switchboard.fault({ kind: 'delay', ms: 20_000, match: 'channels' });
      await page.goto(switchboard.dashboard);
      await page.getByRole('link', { name: 'Sign in with Zendesk' }).click();
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByText('Reading the chats…').first().waitFor();
      await take();
    },
  }),
  {
    name: 'desk',
    size: desk,
    languages: longestToo,
    play: async stage => {
      await workday(stage);
      await stage.page.getByText('away').first().waitFor();
      await transferTo(stage.page, 'Shipping');
      await stage.page.getByText('Transferring to Shipping').waitFor();
      await stage.take();
    },
  },
  {
    name: 'narrow',
    size: phone,
    languages: longestToo,
    browser: { hasTouch: true },
    play: async stage => {
      await workday(stage);
      await stage.take('chat');
      await showDetails(stage.page);
      await stage.take('details');
      await transferTo(stage.page, 'Shipping');
      await stage.page.getByText('Transferring to Shipping').waitFor();
      await stage.take('hold');
      await stage.page.getByRole('link', { name: 'Back to the chats' }).click();
      await stage.take('chats');
    },
  },
  { name: 'laptop', size: laptop, languages: bothDirections, play: played(workday) },
  { name: 'ultra-wide', size: { width: 3440, height: 1440 }, play: played(workday) },
  {
    name: 'compact',
    size: desk,
    play: async stage => {
      await workday(stage);
      await choose(stage.page, { density: 'compact' });
      await stage.take();
    },
  },
  { name: 'narrowest', size: { width: 320, height: 600 }, languages: longestToo, play: throughPanes },
  { name: 'zoomed', size: zoomed, languages: bothDirections, play: throughPanes },
  {
    name: 'forced-colours',
    size: desk,
    browser: { forcedColors: 'active' },
    play: async stage => {
      await workday(stage);
      await transferTo(stage.page, 'Shipping');
      await stage.take();
      await stage.page.getByRole('button', { name: 'Settings', exact: true }).click();
      await stage.page.getByRole('dialog', { name: 'Settings' }).waitFor();
      await stage.take('settings');
    },
  },
  ...deskAndPhone({ name: 'one', languages: bothDirections, play: oneRow }),
  ...deskAndPhone({ name: 'long-content', languages: bothDirections, play: longContent }),
  {
    name: 'many',
    size: desk,
    languages: bothDirections,
    play: async stage => {
      const { page, switchboard, take } = stage;
      for (let batch = 0; batch < 100; batch += 1) {
        const questions = Array.from({ length: 50 }, (_, index) => `Question ${50 * batch + index}`);
        await Promise.all(questions.map(text => switchboard.visitor('', text)));
      }
      await signIn(stage);
      await page
        .getByText(/^Question/u)
        .first()
        .waitFor();
      await take();
      await page.setViewportSize(phone);
      await take('phone');
    },
  },
];

/**
 * @param {Scene['play']} act
 * @returns {Scene['play']}
 */
function played(act) {
  return async stage => {
    await act(stage);
    await stage.take();
  };
}

/** @param {Stage} stage */
async function throughPanes(stage) {
  const { page, switchboard, take } = stage;
  await switchboard.visitor('Ada Lindqvist', 'Hi! I ordered the wrong size, can I still change it?');
  await morning(switchboard);
  await signIn(stage);
  await take('chats');
  await serve(page, 'Ada Lindqvist', 'Of course. Which one would you like instead?');
  await page.getByRole('textbox', { name: 'Message Ada Lindqvist' }).fill('One moment, please.');
  await take('chat');
  await showDetails(page);
  await take('details');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await take('settings');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor();
  await take('palette');
}

/** @param {Stage} stage */
async function oneRow(stage) {
  await stage.switchboard.visitor('Maya Okafor', 'My card was charged twice for order 20417');
  await signIn(stage);
  await stage.page.getByRole('button', { name: 'Serve Maya Okafor' }).waitFor();
  await stage.take();
}

/** @param {Stage} stage */
async function longContent(stage) {
  const { page, switchboard, take } = stage;
  const name = 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Elder';
  const email = `${'long.'.repeat(9)}address@example.com`;
  const id = await switchboard.visitor(name, '<b>markup</b> & "quotes"', { department: 'Shipping', email });
  await switchboard.write(id, long);
  await switchboard.write(id, 'שלום, זה טקסט מימין לשמאל, with some English in it.');
  await signIn(stage);
  await serve(page, name);
  await page.getByRole('textbox', { name: `Message ${name}` }).fill(`${long}\n${long}`);
  await take();
}
