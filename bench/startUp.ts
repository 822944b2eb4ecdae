// From the navigation to the list of fifty chats, painted, on a processor four times as slow: cold (nothing kept by the
// browser) and warm (opened before, as each morning), in the built dashboard of an agent who is signed in; beside React and
// Apollo alone with the same answer, one page that lists the names. And the JavaScript of the first view, gzipped. Takes
// dist/ as it is. Run: npm run bench -- startUp
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from '@playwright/test';
import { measureFirstLoad } from '../scripts/checks/firstLoad.mjs';
import { bundleScript } from './rig/browser/bundlePage.ts';
import { median, pairedRatio, report, takeTurns } from './rig/figures.ts';
import { watchFromStart } from './rig/page/firstRow.ts';
import { ScriptedDesk } from './rig/page/scriptedDesk.ts';
import { channel, message } from './rig/page/wireAccount.ts';

const bench = 'startUp';
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const CHATS = 50;
const ROUNDS = 7;
const SLOW_DOWN = 4;
const REACH = 1.5;
const MOST_SCRIPT = 220;

type Lane = {
  readonly name: string;
  readonly path: string;
  readonly rows: string;
  readonly times: Readonly<Record<'cold' | 'warm', number[]>>;
};
const LANES: readonly Lane[] = [
  { name: 'dashboard', path: '/', rows: 'nav section li', times: { cold: [], warm: [] } },
  { name: 'React and Apollo', path: '/apollo.html', rows: 'li', times: { cold: [], warm: [] } },
];

/** ms from the navigation to the paint of the first row, and the scripts that were read until then. */
async function start(rig: ScriptedDesk, context: BrowserContext, { path, rows }: Lane) {
  const page = await context.newPage();
  await watchFromStart(page, rows, 'Visitor');
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  await page.goto(`${rig.zendesk.origin}${path}`, { waitUntil: 'commit' });
  const { took, scripts } = await page.evaluate(async () => {
    const painted = Number(await Reflect.get(window, 'firstRow').painted());
    const until = painted - performance.timeOrigin;
    const read = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < until);
    const paths = read.map(({ name }) => new URL(name).pathname);
    return { took: until, scripts: paths.filter(one => one.endsWith('.js')) };
  });
  return { page, took, scripts };
}

async function measure(rig: ScriptedDesk, lane: Lane): Promise<readonly string[]> {
  const context = await rig.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const cold = await start(rig, context, lane);
  lane.times.cold.push(cold.took);
  // The service worker comes after a while, and keeps what it finds.
  await pause(3_000);
  await cold.page.close();
  const warm = await start(rig, context, lane);
  lane.times.warm.push(warm.took);
  await context.close();
  return cold.scripts;
}

/** kB, as the build compresses them. */
function gzippedSize(scripts: readonly string[]): number {
  const sizes = [...new Set(scripts)].map(script => {
    const file = `${dist}${script}`;
    const twin = `${file}.gz`;
    return existsSync(twin) ? readFileSync(twin).length : gzipSync(readFileSync(file)).length;
  });
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}

async function run(rig: ScriptedDesk): Promise<void> {
  const { channels, pages } = rig.zendesk;
  channels.push(...Array.from({ length: CHATS }, (_, number) => channel(number, true)));
  for (const one of channels) one.logs.push(message(one, 'Good day', Date.now()));
  pages.set(
    '/apollo.html',
    '<!doctype html><title>Chats</title><div id="root"></div><script src="/apollo.js"></script>',
  );
  pages.set('/apollo.js', await bundleScript('apolloListPage.ts'));
  let scripts: readonly string[] = [];
  await takeTurns(LANES, ROUNDS, async lane => {
    const read = await measure(rig, lane);
    if (lane.name === 'dashboard') scripts = read;
  });
  const [ours, theirs] = LANES;
  if (ours === undefined || theirs === undefined) throw new Error('Expected two lanes.');
  for (const state of ['cold', 'warm'] as const) {
    const common = { bench, n: CHATS, measure: `to the list, ${state}`, slowDown: SLOW_DOWN, unit: 'ms' };
    const ratio = pairedRatio(ours.times[state], theirs.times[state]);
    const reach = { ratio_to: theirs.name, ratio, reach: REACH, reach_is: 'most' } as const;
    report({ ...common, variant: theirs.name, value: median(theirs.times[state]) });
    report({ ...common, variant: ours.name, value: median(ours.times[state]), ...reach });
  }
  reportScripts(ours.name, scripts);
}

/** What the first view can't be without, and all that was asked for until it was there: later parts as well. */
function reportScripts(variant: string, asked: readonly string[]): void {
  const chunks = measureFirstLoad(dist);
  const needed = chunks.reduce((sum, { gzipped }) => sum + gzipped, 0) / 1_000;
  const common = { bench, variant, unit: 'kB' };
  const first = { n: chunks.length, measure: 'JavaScript of the first view, gzipped', value: needed };
  report({ ...common, ...first, reach: MOST_SCRIPT, reach_is: 'most' });
  const value = gzippedSize(asked);
  report({ ...common, n: asked.length, measure: 'JavaScript asked for until the list, gzipped', value });
}

const rig = await ScriptedDesk.start();
try {
  await run(rig);
} finally {
  await rig.stop();
}
