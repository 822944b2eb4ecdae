import { defineConfig } from '@playwright/test';
import { installedChromium } from './scripts/findChromium.mjs';

const { CI, CHROMIUM_PATH } = process.env;

/** The suite starts the sandbox and the proxy itself, one pair a worker: see e2e/switchboard/switchboard.ts. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: CI !== undefined,
  // `npm test` asks for the JSON report by --reporter and PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    // No film of each test: it costs a fifth of the time, and the trace shows every step without it.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...chromiumPath(),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});

/** CHROMIUM_PATH, else one that is installed; else nothing, and Playwright says how to install its own. */
function chromiumPath(): { executablePath?: string } {
  const path = CHROMIUM_PATH || installedChromium();
  return path ? { executablePath: path } : {};
}
