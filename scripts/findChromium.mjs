import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { runCommand } from './command.mjs';

const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const installedPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const advice = `No Chromium was found, and none could be installed. Any one of these helps:
  - set CHROMIUM_PATH to the program of a Chromium or Chrome
  - install one with the system's package manager, such as: sudo apt-get install chromium
  - npx playwright install --with-deps chromium`;

/**
 * The Chromium for the end-to-end tests: `CHROMIUM_PATH`, Playwright's own, one of the system's; else Playwright's own
 * is downloaded, or where that fails and this is root on a Debian, the system's installed.
 *
 * @returns {Promise<string>} its path
 * @throws {Error} that says what to do
 */
export async function findChromium() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) {
    if (existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${CHROMIUM_PATH}, where there is nothing. Correct it, or unset it.`);
  }
  const found = installedChromium() ?? (await installChromium());
  if (found) return found;
  throw new Error(advice);
}

/**
 * The Chromium that this machine has: Playwright's own, else one of the system's.
 *
 * @returns {string | undefined} its path
 */
export function installedChromium() {
  return playwrightsOwn() ?? systemChromium();
}

function playwrightsOwn() {
  try {
    const path = chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function systemChromium() {
  const { PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), '/usr/bin', '/snap/bin'];
  const inPath = folders.flatMap(folder => commandNames.map(name => join(folder, name)));
  return [...inPath, ...installedPaths].find(path => existsSync(path));
}

async function installChromium() {
  console.log('No Chromium found; installing one …');
  const downloaded = await runCommand('playwright', ['install', 'chromium']);
  if (downloaded.ok && playwrightsOwn()) return playwrightsOwn();
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update'], { env });
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  return systemChromium();
}
