// `npm run screenshots`: walks through the dashboard beside the sandbox and takes a picture of each state, into
// docs/screenshots/. Look at each after a change: what one would not show a designer is not done.
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from './findChromium.mjs';
import { scenes } from './screenshots/scenes.mjs';
import { startForPictures } from './screenshots/startForPictures.mjs';

const folder = 'docs/screenshots';
const wanted = process.argv.slice(2);

mkdirSync(folder, { recursive: true });
const switchboard = await startForPictures();
try {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--font-render-hinting=none',
    ],
  });
  try {
    for (const scene of scenes) {
      if (wanted.length === 0 || wanted.some(name => scene.name.includes(name)))
        await photograph(browser, scene);
    }
  } finally {
    await browser.close();
  }
} finally {
  await switchboard.stop();
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {(typeof scenes)[number]} scene
 */
async function photograph(browser, scene) {
  await switchboard.reset();
  const context = await browser.newContext({
    viewport: scene.size,
    colorScheme: scene.colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await scene.play(page, switchboard);
  await page.screenshot({ path: `${folder}/${scene.name}.png` });
  console.log(`${folder}/${scene.name}.png`);
  await context.close();
}
