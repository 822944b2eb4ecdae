/** @import { Language, Scene } from './stage.mjs' */
import { deskAndPhone } from './stage.mjs';

/** Before anybody is signed in the page speaks the browser's language. */
const locales = /** @type {const} */ ({ en: 'en-GB', de: 'de-DE', es: 'es-ES', he: 'he-IL' });

/** @type {Scene[]} */
export const entranceScenes = [
  ...spoken('sign-in', ['en', 'de', 'es', 'he'], async ({ page, switchboard, take }) => {
    await page.goto(switchboard.dashboard);
    await page.getByRole('link', { name: /Zendesk/u }).waitFor();
    await take();
  }),
  ...spoken('sign-in-error', ['en', 'de', 'es', 'he'], async ({ page, switchboard, take }) => {
    await page.goto(`${switchboard.dashboard}/?error=invalid_client`);
    await page.getByRole('alert').waitFor();
    await take();
  }),
  ...spoken('consent', ['en'], async ({ page, switchboard, take }) => {
    await page.goto(switchboard.dashboard);
    await page.getByRole('link', { name: 'Sign in with Zendesk' }).click();
    await page.getByRole('button', { name: 'Allow' }).waitFor();
    await take();
  }),
  ...spoken('opening', ['en', 'he'], async ({ page, switchboard, take }) => {
    await page.route('**/auth/me', () => undefined);
    await page.goto(switchboard.dashboard);
    await page.getByRole('main').waitFor();
    await take();
  }),
  ...spoken('unreachable', ['en', 'he'], async ({ page, switchboard, take }) => {
    await page.route('**/auth/me', route => route.abort());
    await page.goto(switchboard.dashboard);
    await page.getByRole('alert').waitFor();
    await take();
  }),
];

/**
 * @param {string} name
 * @param {readonly Language[]} languages
 * @param {Scene['play']} play
 * @returns {Scene[]}
 */
function spoken(name, languages, play) {
  return languages.flatMap(language =>
    deskAndPhone({
      name: language === 'en' ? name : `${name}-${language}`,
      play,
      browser: { locale: locales[language] },
    }),
  );
}
