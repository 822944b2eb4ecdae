// An outbox that holds 1,000 items, in a real Chromium's IndexedDB: from `load` to the lists of all visitors, in under
// 50 ms. Beside it the floor: the same records read and not looked at.
// Run: npm run bench -- outboxOpening
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { findChromium } from '../scripts/findChromium.mjs';
import { pairedRatio, percentile, report } from './rig/figures.ts';

const ITEMS = 1_000;
const ROUNDS = 40;
const LIMIT = 50;

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('rig/browser/outboxPage.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
  conditions: ['adapter-source'],
});
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--disable-gpu'] });
try {
  const page = await browser.newPage();
  await page.route('http://localhost/', route => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  await page.evaluate(`outboxBench.fill(${ITEMS})`);
  const opened: number[] = [];
  const bare: number[] = [];
  for (let round = -3; round < ROUNDS; round += 1) {
    const took = Number(await page.evaluate(`outboxBench.open(${ITEMS})`));
    const floor = Number(await page.evaluate('outboxBench.readBare()'));
    if (round < 0) continue;
    opened.push(took);
    bare.push(floor);
  }
  const common = { bench: 'outbox-opening', n: ITEMS, unit: 'ms' };
  for (const percent of [50, 99]) {
    report({ ...common, variant: `records alone, p${percent}`, value: percentile(bare, percent) });
    report({
      ...common,
      variant: `outbox, p${percent}`,
      value: percentile(opened, percent),
      reach: LIMIT,
      reach_is: 'most',
    });
  }
  report({
    ...common,
    variant: 'outbox',
    value: percentile(opened, 50),
    ratio_to: 'records alone',
    ratio: pairedRatio(opened, bare),
  });
} finally {
  await browser.close();
}
