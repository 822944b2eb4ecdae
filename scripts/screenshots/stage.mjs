/**
 * @import { BrowserContextOptions, Page } from '@playwright/test'
 * @import { Switchboard } from './startForPictures.mjs'
 */

/** @typedef {'de' | 'en' | 'es' | 'he'} Language */

/**
 * What a scene is played on.
 *
 * @typedef {object} Stage
 * @property {Page} page
 * @property {Switchboard} switchboard
 * @property {(moment?: string) => Promise<void>} take a picture of this moment, in both themes and each language
 */

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {{ width: number, height: number }} size
 * @property {(stage: Stage) => Promise<void>} play
 * @property {readonly Language[]} [languages] in which each picture is taken; English alone when it does not say
 * @property {BrowserContextOptions} [browser]
 */

export const desk = { width: 1440, height: 900 };
export const laptop = { width: 1024, height: 768 };
export const phone = { width: 390, height: 844 };
/** Where 400 % zoom of a desk's screen leads. */
export const zoomed = { width: 360, height: 225 };

/** Both directions of script. */
export const bothDirections = /** @type {const} */ (['en', 'he']);
/** With the language whose words are the longest. */
export const longestToo = /** @type {const} */ (['en', 'he', 'de']);

/**
 * The scene on a desk's screen, and on a phone's.
 *
 * @param {Omit<Scene, 'size'>} scene
 * @returns {Scene[]}
 */
export function deskAndPhone(scene) {
  return [
    { ...scene, size: desk },
    { ...scene, name: `${scene.name}-phone`, size: phone, browser: { ...scene.browser, hasTouch: true } },
  ];
}

/**
 * Changes settings of the agent who is signed in, as another tab of the browser would.
 *
 * @param {Page} page
 * @param {Record<string, unknown>} part
 */
export async function choose(page, part) {
  await page.evaluate(changes => {
    const key = localStorage.getItem('switchboard.settings-of') ?? '';
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
    localStorage.setItem(key, JSON.stringify({ ...kept, ...changes }));
    dispatchEvent(new StorageEvent('storage', { key }));
  }, part);
}

/**
 * @param {Page} page
 * @param {Language} language
 */
export async function speak(page, language) {
  await choose(page, { language });
  await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
}

/**
 * To the desk, with a hold that is long enough for a picture and without the first steps.
 *
 * @param {Stage} stage
 */
export async function signIn({ page, switchboard }) {
  await page.goto(switchboard.dashboard);
  await page.getByRole('link', { name: 'Sign in with Zendesk' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('button', { name: 'Status: Online' }).waitFor();
  await page.getByText('Shipping').first().waitFor({ state: 'attached' });
  await choose(page, { holdSeconds: 20, knowsFirstSteps: true });
  await page.getByText('Reading the chats…').first().waitFor({ state: 'detached' });
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {string} [answer]
 */
export async function serve(page, name, answer) {
  const back = page.getByRole('link', { name: 'Back to the chats' });
  if (await back.isVisible()) await back.click();
  await page.getByRole('button', { name: `Serve ${name}` }).click();
  await page.getByRole('textbox', { name: `Message ${name}` }).waitFor();
  if (answer !== undefined) await say(page, name, answer);
}

/**
 * @param {Page} page
 * @param {string} name
 * @param {string} text
 */
async function say(page, name, text) {
  const composer = page.getByRole('textbox', { name: `Message ${name}` });
  await composer.fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('log').getByText(text).waitFor();
}

/**
 * A narrow screen shows the visitor and the departments when asked.
 *
 * @param {Page} page
 */
export async function showDetails(page) {
  const button = page.getByRole('button', { name: 'Visitor and departments' });
  const isOpen = await page.getByRole('button', { name: 'Close', exact: true }).isVisible();
  if (!isOpen && (await button.isVisible())) await button.click();
}

/**
 * Those who wait, and departments in every state.
 *
 * @param {Switchboard} switchboard
 */
export async function morning(switchboard) {
  await switchboard.setDepartment('Returns', 'AWAY');
  await switchboard.setDepartment('Legal', 'OFFLINE');
  await switchboard.visitor('Maya Okafor', 'My card was charged twice for order 20417');
  await switchboard.visitor('', 'hello?');
  await switchboard.visitor('Tomasz Król', 'Czy mogę zmienić adres dostawy?');
}

/**
 * Three chats are served, three visitors wait, an answer is begun.
 *
 * @param {Stage} stage
 */
export async function workday(stage) {
  const { page, switchboard } = stage;
  await switchboard.visitor('Ravi Patel', 'The label never came');
  await switchboard.visitor('יעל שחר', 'תודה רבה!');
  const question = 'Hi! I ordered the wrong size, can I still change it?';
  const more = { email: 'ada@example.com', department: 'Sales' };
  const ada = await switchboard.visitor('Ada Lindqvist', question, more);
  await signIn(stage);
  await serve(page, 'Ravi Patel', 'I have sent the label again, it should be with you within the hour.');
  await serve(page, 'יעל שחר', 'בשמחה!');
  await serve(page, 'Ada Lindqvist', 'Of course. Which one would you like instead?');
  await morning(switchboard);
  await switchboard.write(ada, 'Medium');
  await switchboard.write(ada, 'and could you send it to my office?');
  const log = page.getByRole('log', { name: 'Conversation with Ada Lindqvist' });
  await log.getByText('and could you send it to my office?').waitFor();
  await say(page, 'Ada Lindqvist', 'Sure, what is the address there?');
  await page
    .getByRole('textbox', { name: 'Message Ada Lindqvist' })
    .fill('That works, I’ll hand you to our shipping desk, they can change it right away.');
  await page.getByText('Tomasz Król').first().waitFor({ state: 'attached' });
}

/**
 * @param {Page} page
 * @param {string} department
 */
export async function transferTo(page, department) {
  await showDetails(page);
  await page.getByRole('button', { name: `Transfer to ${department}`, exact: true }).click();
}
