/**
 * @import { Browser, Page } from '@playwright/test'
 * @import { Scene } from './stage.mjs'
 * @import { Switchboard } from './startForPictures.mjs'
 */
import { speak } from './stage.mjs';

const themes = /** @type {const} */ (['light', 'dark']);

/** Longest time (ms) for one step of a scene. */
const PATIENCE = 20_000;

/**
 * Plays a scene and takes its pictures: `name-moment-language-theme`, without what there is one of.
 *
 * @param {Browser} browser
 * @param {Switchboard} switchboard
 * @param {Scene} scene
 * @param {(picture: string) => string} fileOf where a picture of this name goes
 * @returns {Promise<void>}
 */
export async function photograph(browser, switchboard, scene, fileOf) {
  await switchboard.reset();
  const context = await browser.newContext({
    viewport: scene.size,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...scene.browser,
  });
  context.setDefaultTimeout(PATIENCE);
  try {
    const page = await context.newPage();
    const take = (moment = '') => takeAll(page, scene, moment, fileOf);
    await scene.play({ page, switchboard, take });
  } finally {
    await context.close();
  }
}

/**
 * @param {Page} page
 * @param {Scene} scene
 * @param {string} moment
 * @param {(picture: string) => string} fileOf
 */
async function takeAll(page, { name, languages = ['en'] }, moment, fileOf) {
  for (const language of languages) {
    if (languages.length > 1) await speak(page, language);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      const parts = [name, moment, language === 'en' ? '' : language, colorScheme];
      const path = fileOf(parts.filter(part => part !== '').join('-'));
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (languages.length > 1) await speak(page, 'en');
}
