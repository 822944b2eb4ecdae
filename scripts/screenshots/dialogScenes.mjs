/** @import { Page } from '@playwright/test' */
/** @import { Scene, Stage } from './stage.mjs' */
import { bothDirections, desk, deskAndPhone, longestToo, serve, showDetails, signIn } from './stage.mjs';

const sections = ['Appearance', 'Answering', 'Keys', 'Notices', 'Status', 'Your data'];

const answers = [
  { name: 'hello', title: 'Greeting', text: 'Hello {{visitor.firstName|there}}, how can I help?' },
  {
    name: 'order',
    title: 'Where is it?',
    text: 'Your order {{?order number}} comes in {{?days}} days. {{agent.name}}',
  },
  { name: 'bye', title: '', text: 'Thank you for writing to us. Have a good day!' },
  {
    name: 'refund',
    title: 'Refund, and over to Billing',
    body: {
      kind: 'macro',
      steps: [
        { kind: 'say', text: 'I’m sorry! My colleagues will pay it back.' },
        { kind: 'tags', tags: ['refund'] },
      ],
    },
  },
];

/** What lies over the desk, or opens in it. @type {Scene[]} */
export const dialogScenes = [
  ...deskAndPhone({
    name: 'settings',
    languages: longestToo,
    play: async stage => {
      const { page, take } = stage;
      await signIn(stage);
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      for (const section of sections) {
        await page.getByRole('tab', { name: section, exact: true }).click();
        await page.getByRole('tabpanel', { name: section, exact: true }).waitFor();
        await take(section.toLowerCase().replace(' ', '-'));
      }
    },
  }),
  ...deskAndPhone({
    name: 'palette',
    languages: longestToo,
    play: async stage => {
      const { page, take } = stage;
      await chatWith(stage);
      await page.keyboard.press('ControlOrMeta+K');
      await page.getByRole('combobox', { name: 'Search or do' }).waitFor();
      await take();
      await page.keyboard.type('ship');
      await page.getByRole('option').first().waitFor();
      await take('found');
      await page.getByRole('combobox', { name: 'Search or do' }).fill('zzzzqqq');
      await page.getByText('Nothing fits.').waitFor();
      await take('nothing');
    },
  }),
  ...deskAndPhone({
    name: 'keys',
    languages: longestToo,
    play: async stage => {
      await chatWith(stage);
      await stage.page.keyboard.press('Escape');
      await stage.page.keyboard.press('?');
      await stage.page.getByRole('dialog', { name: 'Keys', exact: true }).waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({ name: 'answers', languages: longestToo, play: manageAnswers }),
  ...deskAndPhone({
    name: 'emoji',
    languages: bothDirections,
    play: async stage => {
      await chatWith(stage);
      await stage.page.getByRole('button', { name: 'Emoji' }).click();
      await stage.page.getByRole('gridcell').first().waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({
    name: 'studio',
    languages: longestToo,
    play: async stage => {
      const { page, take } = stage;
      await chatWith(stage);
      await page.getByRole('button', { name: 'Structured message', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await take('begin');
      for (const template of [
        'Which size?',
        'How shall we reach you?',
        'One product',
        'A choice of products',
        'Articles that help',
      ]) {
        await page.getByRole('button', { name: 'Begin from' }).click();
        await page.getByRole('menuitem', { name: template }).click();
        await take(template.toLowerCase().replaceAll(/\W+/gu, '-').replace(/-$/u, ''));
      }
    },
  }),
  ...deskAndPhone({
    name: 'studio-problems',
    languages: bothDirections,
    play: async stage => {
      const { page, take } = stage;
      await chatWith(stage);
      await page.getByRole('button', { name: 'Structured message', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await page.getByRole('button', { name: 'Send to Ada Lindqvist' }).click();
      await take();
    },
  }),
  ...deskAndPhone({
    name: 'structured-sent',
    languages: bothDirections,
    play: async stage => {
      const { page, take } = stage;
      await chatWith(stage);
      for (const template of ['A choice of products', 'Which size?']) {
        await page.getByRole('button', { name: 'Structured message', exact: true }).click();
        await page.getByRole('button', { name: 'Begin from' }).click();
        await page.getByRole('menuitem', { name: template }).click();
        await page.getByRole('button', { name: 'Send to Ada Lindqvist' }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      await take();
    },
  }),
  ...deskAndPhone({
    name: 'notices',
    languages: longestToo,
    play: async stage => {
      const { page, take } = stage;
      await signIn(stage);
      await page.getByRole('button', { name: /^Notices/u }).click();
      await page.getByRole('button', { name: 'Ring me' }).waitFor();
      await take();
      await page.getByRole('dialog').getByRole('switch', { name: 'Quiet hours' }).press('Space');
      await page.getByRole('dialog').getByLabel('From', { exact: true }).waitFor();
      await take('quiet');
    },
  }),
  ...deskAndPhone({
    name: 'permission-offer',
    languages: longestToo,
    play: async stage => {
      await stage.page.addInitScript(() => {
        Object.defineProperty(Notification, 'permission', { get: () => 'default' });
      });
      await chatWith(stage);
      await stage.page.getByRole('region', { name: 'Desktop notices' }).waitFor();
      await stage.take();
    },
  }),
  ...deskAndPhone({ name: 'visitor', languages: longestToo, play: knownVisitor }),
  ...deskAndPhone({
    name: 'colleagues',
    languages: longestToo,
    play: async stage => {
      await chatWith(stage);
      await showDetails(stage.page);
      await stage.page.getByRole('button', { name: 'Colleagues' }).click();
      await stage.page.getByRole('button', { name: 'Transfer to Priya Nair' }).waitFor();
      await stage.take();
    },
  }),
  {
    name: 'chooser',
    size: desk,
    languages: bothDirections,
    play: async stage => {
      const { page, take } = stage;
      await chatWith(stage);
      await page.getByRole('log').focus();
      await page.keyboard.type('ts');
      await page.getByRole('textbox', { name: 'Department: a digit or its first letters' }).waitFor();
      await take();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Drag Ada Lindqvist to a department' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Drop on Shipping' }).waitFor();
      await take('lifted');
    },
  },
];

/** @param {Stage} stage */
async function chatWith(stage) {
  const { page, switchboard } = stage;
  const question = 'Hi! I ordered the wrong size, can I still change it?';
  const more = { email: 'ada@example.com', department: 'Sales' };
  await switchboard.visitor('Ada Lindqvist', question, more);
  await switchboard.visitor('Maya Okafor', 'My card was charged twice for order 20417');
  await signIn(stage);
  await serve(page, 'Ada Lindqvist', 'Of course. Which one would you like instead?');
}

/** @param {Stage} stage */
async function manageAnswers(stage) {
  const { page, take } = stage;
  await chatWith(stage);
  await page.getByRole('button', { name: 'Composer options' }).click();
  await page.getByRole('menuitem', { name: 'Manage answers' }).waitFor();
  await take('menu');
  await page.getByRole('menuitem', { name: 'Manage answers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Canned answers' });
  await dialog.waitFor();
  await take('empty');
  await choose(page, JSON.stringify(answers));
  await dialog.getByRole('button', { name: 'Import 4 answers' }).waitFor();
  await take('import');
  await dialog.getByRole('button', { name: 'Import 4 answers' }).click();
  await dialog.getByRole('option', { name: '/order' }).waitFor();
  await take('list');
  await dialog.getByRole('option', { name: '/order' }).click();
  await take('edit');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
  const composer = page.getByRole('textbox', { name: 'Message Ada Lindqvist' });
  await composer.pressSequentially('/');
  await page.getByRole('listbox', { name: 'Canned answers' }).waitFor();
  await take('by-slash');
  await composer.pressSequentially('order');
  await page.keyboard.press('Enter');
  await take('holes');
}

/**
 * @param {Page} page
 * @param {string} text
 */
async function choose(page, text) {
  const file = { name: 'answers.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel('File with answers').setInputFiles(file);
}

/** @param {Stage} stage */
async function knownVisitor(stage) {
  const { page, switchboard, take } = stage;
  const name = 'Ada Lindqvist';
  const id = await switchboard.visitor(name, 'Where is my parcel?', { email: 'ada@example.com' });
  await signIn(stage);
  await serve(page, name, 'It comes today.');
  await switchboard.leave(id);
  await page.getByRole('log').getByText(`${name} left`).waitFor();
  await page.reload();
  await switchboard.write(id, 'It is here, and it is the wrong size!');
  await serve(page, name);
  await showDetails(page);
  const visitor = page.getByRole('region', { name: 'Visitor', exact: true });
  await visitor.getByRole('combobox', { name: 'Add a tag' }).fill('vip, exchange');
  await visitor.getByRole('combobox', { name: 'Add a tag' }).press('Enter');
  await visitor.getByText('exchange').waitFor();
  await visitor
    .getByRole('textbox', { name: 'Notes' })
    .fill('Wants it before Friday.\nCall in the afternoon.');
  await visitor.getByRole('textbox', { name: 'Name' }).fill(`${name}-Berg`);
  await visitor.getByRole('textbox', { name: 'Name' }).press('Enter');
  await page.getByRole('button', { name: /^Put the name/u }).waitFor();
  await take();
  const earlier = visitor.getByRole('button', { name: 'Where is my parcel?' });
  if ((await earlier.count()) === 0) return;
  await earlier.click();
  await page.getByRole('dialog', { name: /^Earlier chat/u }).waitFor();
  await take('earlier');
}
