// `npm run test:e2e`: builds the dashboard, finds a Chromium and runs Playwright. --no-build takes dist/ as it is; all
// other arguments are Playwright's.
import { runCommand } from './command.mjs';
import { findChromium } from './findChromium.mjs';
import { demandSupportedNode } from './nodeVersion.mjs';

demandSupportedNode();
const args = process.argv.slice(2);
try {
  const built =
    args.includes('--no-build') ||
    (await runCommand('vite', ['build', '--logLevel', 'warn'], { show: true })).ok;
  if (!built) throw new Error('The dashboard could not be built; the reason stands above.');
  const env = { CHROMIUM_PATH: await findChromium() };
  const { ok } = await runCommand('playwright', ['test', ...args.filter(arg => arg !== '--no-build')], {
    env,
    show: true,
  });
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
