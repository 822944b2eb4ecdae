// `npm run screenshots`: walks through the dashboard beside the sandbox and takes a picture of each state, in both
// themes. A few, which show what Switchboard is, go to docs/screenshots/; all others to reports/screenshots/. Look at
// each after a change: what one would not show a designer is not done. Arguments choose by parts of the scenes' names.
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from './findChromium.mjs';
import { photograph } from './screenshots/photograph.mjs';
import { scenes } from './screenshots/scenes.mjs';
import { startForPictures } from './screenshots/startForPictures.mjs';

/** How many scenes are played at a time, each beside a sandbox of its own. */
const LANES = 2;

const stored = new Set([
  'desk-light',
  'desk-dark',
  'desk-he-light',
  'narrow-chat-light',
  'narrow-chats-dark',
  'studio-a-choice-of-products-light',
  'palette-dark',
  'many-light',
  'offline-light',
  'sign-in-light',
]);

const wanted = process.argv.slice(2);
const waiting = scenes.filter(({ name }) => wanted.length === 0 || wanted.some(part => name.includes(part)));

/** @param {string} picture */
function fileOf(picture) {
  const folder = stored.has(picture) ? 'docs/screenshots' : 'reports/screenshots';
  mkdirSync(folder, { recursive: true });
  return `${folder}/${picture}.png`;
}

const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--font-render-hinting=none'],
});
try {
  await Promise.all(Array.from({ length: LANES }, () => playOneAfterTheOther()));
} finally {
  await browser.close();
}

/** A scene that can't be played is told; the others are taken all the same. */
async function playOneAfterTheOther() {
  const switchboard = await startForPictures();
  try {
    for (let scene = waiting.shift(); scene !== undefined; scene = waiting.shift()) {
      const begun = performance.now();
      const outcome = await photograph(browser, switchboard, scene, fileOf).then(
        () => '',
        error => {
          process.exitCode = 1;
          return ` FAILED: ${error instanceof Error ? error.message : error}`;
        },
      );
      console.log(`${scene.name}, ${((performance.now() - begun) / 1_000).toFixed(1)} s${outcome}`);
    }
  } finally {
    await switchboard.stop();
  }
}
