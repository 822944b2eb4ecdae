/** @import { Scene, Stage } from './stage.mjs' */
import {
  bothDirections,
  desk,
  deskAndPhone,
  longestToo,
  serve,
  showDetails,
  signIn,
  transferTo,
  workday,
} from './stage.mjs';

/** What goes wrong, and what is asked or said about it. @type {Scene[]} */
export const troubleScenes = [
  ...deskAndPhone({
    name: 'offline',
    languages: longestToo,
    play: async ({ page, switchboard, take }) => {
      await oneChat({ page, switchboard, take });
      await page.context().setOffline(true);
      await switchboard.fault({ kind: 'drop-socket' });
      await page.getByText('Offline').waitFor();
      await send(page, 'Written in a tunnel');
      await page.getByText('Queued').waitFor();
      await take();
    },
  }),
  ...deskAndPhone({
    name: 'reconnecting',
    languages: bothDirections,
    play: async stage => {
      await oneChat(stage);
      await stage.switchboard.fault({ kind: 'refuse-connections', ms: 60_000 });
      await stage.switchboard.fault({ kind: 'drop-socket' });
      await stage.page.getByText('Reconnecting').waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({
    name: 'elsewhere',
    languages: longestToo,
    play: async stage => {
      await oneChat(stage);
      await stage.switchboard.fault({ kind: 'eos', reason: 'concurrent session limit reached' });
      await stage.page.getByRole('alert').getByText('Signed in elsewhere').waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({
    name: 'not-sent',
    languages: longestToo,
    play: async stage => {
      const { page, switchboard, take } = stage;
      await oneChat(stage);
      await switchboard.fault({ kind: 'error', match: 'sendMessage', name: 'GRAPHQL_EXEC_ERROR' });
      await send(page, 'This one is refused.');
      await page.getByRole('log').getByText('Not sent').waitFor();
      await take();
    },
  }),
  ...deskAndPhone({
    name: 'department-offline',
    languages: longestToo,
    play: async stage => {
      await oneChat(stage);
      await stage.switchboard.setDepartment('Legal', 'OFFLINE');
      await transferTo(stage.page, 'Legal');
      await stage.page.getByText('Legal is offline.').waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({
    name: 'department-gone-in-hold',
    play: async stage => {
      await oneChat(stage);
      await transferTo(stage.page, 'Sales');
      await stage.page.getByText('Transferring to Sales').waitFor();
      await stage.switchboard.setDepartment('Sales', 'OFFLINE');
      await stage.page.getByText('Sales is offline.').waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({ name: 'transfer-refused', languages: bothDirections, play: refusedTransfer }),
  {
    name: 'several-holds',
    size: desk,
    languages: longestToo,
    play: async stage => {
      const { page, take } = stage;
      await workday(stage);
      await transferTo(page, 'Shipping');
      for (const [name, department] of [
        ['Ravi Patel', 'Billing'],
        ['יעל שחר', 'Legal'],
      ]) {
        await page.getByRole('link', { name: new RegExp(`^${name}`, 'u') }).click();
        await page.getByRole('log', { name: `Conversation with ${name}` }).waitFor();
        await transferTo(page, department ?? '');
      }
      await page.getByText('Legal is offline.').waitFor();
      await take();
    },
  },
  ...deskAndPhone({
    name: 'away',
    languages: longestToo,
    play: async stage => {
      await oneChat(stage);
      await stage.page.getByRole('button', { name: /^Status: / }).click();
      await stage.page.getByRole('menuitem', { name: 'Away', exact: true }).waitFor();
      await stage.take('menu');
      await stage.page.getByRole('menuitem', { name: 'Away', exact: true }).click();
      await stage.page.getByText('You are away.').waitFor();
      await stage.take('chosen');
    },
  }),
  ...deskAndPhone({ name: 'auto-away', languages: bothDirections, play: nobodyThere }),
  {
    name: 'left',
    size: desk,
    languages: bothDirections,
    play: async stage => {
      const { page, switchboard, take } = stage;
      const id = await switchboard.visitor('Ada Lindqvist', 'Thank you, bye!');
      await signIn(stage);
      await serve(page, 'Ada Lindqvist');
      await switchboard.leave(id);
      await page.getByRole('log').getByText('Ada Lindqvist left').waitFor();
      await take();
    },
  },
];

/** @param {Stage} stage */
async function oneChat(stage) {
  await stage.switchboard.visitor('Ada Lindqvist', 'Hi! I ordered the wrong size, can I still change it?');
  await stage.switchboard.visitor('Maya Okafor', 'My card was charged twice for order 20417');
  await signIn(stage);
  await serve(stage.page, 'Ada Lindqvist', 'Of course. Which one would you like instead?');
}

/**
 * @param {Stage['page']} page
 * @param {string} text
 */
async function send(page, text) {
  await page.getByRole('textbox', { name: 'Message Ada Lindqvist' }).fill(text);
  await page.getByRole('button', { name: /^Send$|^Queue/u }).click();
}

/** @param {Stage} stage */
async function refusedTransfer(stage) {
  await oneChat(stage);
  const { page, switchboard, take } = stage;
  await switchboard.fault({ kind: 'error', match: 'transferToDepartment', name: 'GRAPHQL_EXEC_ERROR' });
  await showDetails(page);
  await page.getByRole('button', { name: 'Transfer to Returns', exact: true }).click();
  await page.getByText('Transferring to Returns').waitFor();
  await page.getByText('Not transferred to Returns').waitFor();
  await take();
}

/** @param {Stage} stage */
async function nobodyThere(stage) {
  await oneChat(stage);
  const { page, take } = stage;
  await page.clock.install();
  await page.reload();
  await page.getByRole('button', { name: 'Status: Online' }).waitFor();
  await page.getByRole('log').waitFor();
  // What counts down is read once the page is at rest.
  await page.getByRole('region', { name: 'Status', exact: true }).waitFor({ state: 'attached' });
  await page.clock.fastForward('09:31');
  await page.getByText(/^Away in/u).waitFor();
  await take();
}
