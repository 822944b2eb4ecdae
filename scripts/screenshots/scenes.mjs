/**
 * @import { Page } from '@playwright/test'
 * @import { Switchboard } from './startForPictures.mjs'
 */

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {{ width: number, height: number }} size
 * @property {'light' | 'dark'} colorScheme
 * @property {(page: Page, switchboard: Switchboard) => Promise<void>} play
 */

const desk = { width: 1440, height: 900 };
const laptop = { width: 1024, height: 768 };
const phone = { width: 390, height: 844 };

const long =
  'I have a rather long story. It began on Monday, when the parcel did not come, and went on on Tuesday: ' +
  'https://shop.example/orders/20417?from=mail&tracking=HH-55812-and-a-very-long-tail-that-has-to-wrap-somewhere ' +
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\n\nand then\n\tnothing.';

/** @type {Scene[]} */
export const scenes = [
  ...both('sign-in', desk, async (page, { dashboard }) => {
    await page.goto(dashboard);
    await page.getByRole('link', { name: 'Sign in with Zendesk' }).waitFor();
  }),
  ...both('sign-in-error', desk, async (page, { dashboard }) => {
    await page.goto(`${dashboard}/?error=invalid_client`);
    await page.getByRole('alert').waitFor();
  }),
  ...both('empty', desk, signIn),
  ...both('desk', desk, workday),
  ...both('narrow-chats', phone, async (page, switchboard) => {
    await morning(switchboard);
    await signIn(page, switchboard);
    await page.getByRole('button', { name: 'Serve Maya Okafor' }).waitFor();
  }),
  ...both('narrow-chat', phone, workday),
  ...both('laptop', laptop, workday),
  ...both('offline', desk, async (page, switchboard) => {
    await workday(page, switchboard);
    await page.context().setOffline(true);
    await switchboard.fault({ kind: 'drop-socket' });
    await page.getByText('Offline').waitFor();
    await page.getByRole('textbox', { name: 'Message Ada Lindqvist' }).press('Enter');
    await page.getByText('Queued').waitFor();
  }),
  ...both('elsewhere', desk, async (page, switchboard) => {
    await workday(page, switchboard);
    await switchboard.fault({ kind: 'eos', reason: 'concurrent session limit reached' });
    await page.getByRole('alert').getByText('Signed in elsewhere').waitFor();
  }),
  ...both('department-offline', desk, async (page, switchboard) => {
    await workday(page, switchboard);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Transfer to Legal' }).click();
    await page.getByText('Legal is offline.').waitFor();
  }),
  ...both('long-content', desk, async (page, switchboard) => {
    const name = 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Elder';
    const id = await switchboard.visitor(name, '<b>markup</b> & "quotes"', { department: 'Shipping' });
    await switchboard.write(id, long);
    await switchboard.write(id, 'שלום, זה טקסט מימין לשמאל, with some English in it.');
    await signIn(page, switchboard);
    await page.getByRole('button', { name: `Serve ${name}` }).click();
    await page.getByRole('textbox', { name: `Message ${name}` }).fill(`${long}\n${long}`);
  }),
  ...both('studio', desk, studio),
  ...both('studio-phone', phone, studio),
  ...both('right-to-left', desk, async (page, switchboard) => {
    await workday(page, switchboard);
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
  }),
  ...both('many', desk, async (page, switchboard) => {
    for (let batch = 0; batch < 100; batch += 1) {
      const visitors = Array.from({ length: 50 }, (_, index) => `Question ${50 * batch + index}`);
      await Promise.all(visitors.map(text => switchboard.visitor('', text)));
    }
    await signIn(page, switchboard);
    await page.getByText('Unserved').waitFor();
    await page
      .getByRole('button', { name: /^Serve Visitor/u })
      .first()
      .waitFor();
    await page
      .getByText(/^Question/u)
      .first()
      .waitFor();
  }),
];

/**
 * The scene in both themes.
 *
 * @param {string} name
 * @param {{ width: number, height: number }} size
 * @param {Scene['play']} play
 * @returns {Scene[]}
 */
function both(name, size, play) {
  const themes = /** @type {const} */ (['light', 'dark']);
  return themes.map(colorScheme => ({ name: `${name}-${colorScheme}`, size, colorScheme, play }));
}

/** @type {Scene['play']} */
async function signIn(page, { dashboard }) {
  await page.goto(dashboard);
  await page.getByRole('link', { name: 'Sign in with Zendesk' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Status: Online' }).waitFor();
  await page.getByText('Shipping').first().waitFor({ state: 'attached' });
}

/** @type {Scene['play']} */
async function studio(page, switchboard) {
  await workday(page, switchboard);
  await page.getByRole('button', { name: 'Structured message', exact: true }).click();
  await page.getByRole('button', { name: 'Begin from' }).click();
  await page.getByRole('menuitem', { name: 'A choice of products' }).click();
  await page.getByRole('textbox', { name: 'Heading' }).fill('Harbour jacket, medium');
}

/** @param {Switchboard} switchboard */
async function morning(switchboard) {
  await switchboard.setDepartment('Returns', 'AWAY');
  await switchboard.setDepartment('Legal', 'OFFLINE');
  await switchboard.visitor('Maya Okafor', 'My card was charged twice for order 20417');
  await switchboard.visitor('', 'hello?');
  await switchboard.visitor('Tomasz Król', 'Czy mogę zmienić adres dostawy?');
}

/** @type {Scene['play']} */
async function workday(page, switchboard) {
  await switchboard.visitor('Ravi Patel', 'The label never came');
  await switchboard.visitor('יעל שחר', 'תודה רבה!');
  const ada = await switchboard.visitor(
    'Ada Lindqvist',
    'Hi! I ordered the wrong size, can I still change it?',
    {
      email: 'ada@example.com',
      department: 'Sales',
    },
  );
  await signIn(page, switchboard);
  await serve(page, 'Ravi Patel', 'I have sent the label again, it should be with you within the hour.');
  await serve(page, 'יעל שחר', 'בשמחה!');
  await serve(page, 'Ada Lindqvist', 'Of course. Which one would you like instead?');
  await morning(switchboard);
  await switchboard.write(ada, 'Medium');
  await switchboard.write(ada, 'and could you send it to my office?');
  const log = page.getByRole('log', { name: 'Conversation with Ada Lindqvist' });
  await log.getByText('and could you send it to my office?').waitFor();
  const composer = page.getByRole('textbox', { name: 'Message Ada Lindqvist' });
  await composer.fill('Sure, what is the address there?');
  await composer.press('Enter');
  await log.getByText('Sure, what is the address there?').waitFor();
  await composer.fill('That works, I’ll hand you to our shipping desk, they can change it right away.');
  await page.getByText('Tomasz Król').first().waitFor({ state: 'attached' });
  if ((page.viewportSize()?.width ?? 0) < 1280) return;
  await page.getByText('away').first().waitFor();
  await page.getByRole('button', { name: 'Transfer to Shipping' }).click();
  await page.getByText('Transferring to Shipping').waitFor();
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {string} answer
 */
async function serve(page, name, answer) {
  const back = page.getByRole('link', { name: 'Back to the chats' });
  if (await back.isVisible()) await back.click();
  await page.getByRole('button', { name: `Serve ${name}` }).click();
  const composer = page.getByRole('textbox', { name: `Message ${name}` });
  await composer.fill(answer);
  await composer.press('Enter');
  await page.getByRole('log').getByText(answer).waitFor();
}
