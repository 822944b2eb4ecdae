// `npm test`: every check, the unit and integration tests, the end-to-end tests; ends with one line over all of them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { runAllChecks } from './checks/allChecks.mjs';
import { readTally, tallyPlaywright, tallyVitest } from './checks/reports.mjs';
import { root, runCommand } from './command.mjs';
import { demandSupportedNode } from './nodeVersion.mjs';

const reports = `${root}reports`;
const vitestReport = `${reports}/vitest.json`;
const playwrightReport = `${reports}/playwright.json`;

demandSupportedNode();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

console.log('Checks');
const checks = await runAllChecks();

console.log('\nUnit and integration tests');
const vitestArgs = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`];
const vitest = await runCommand('vitest', vitestArgs, { show: true });

console.log('\nEnd-to-end tests');
const playwright = await runCommand(
  process.execPath,
  ['scripts/e2e.mjs', '--no-build', '--reporter=line,json'],
  { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }, show: true },
);

const tallies = [
  { passed: checks.filter(({ ok }) => ok).length, failed: checks.filter(({ ok }) => !ok).length },
  readTally(vitestReport, tallyVitest, vitest.ok),
  readTally(playwrightReport, tallyPlaywright, playwright.ok),
];
const sum = (/** @type {'passed' | 'failed'} */ key) =>
  tallies.reduce((total, tally) => total + tally[key], 0);
const closingLine = `${sum('passed')} passed, ${sum('failed')} failed`;
writeFileSync(`${reports}/summary.txt`, `${closingLine}\n`);
console.log(`\n${closingLine}`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
