import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTally, tallyPlaywright, tallyVitest } from './reports.mjs';

const vitest = (passed: number, failed: number, pending = 0, success = failed === 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  success,
});
const playwright = (expected: number, unexpected: number, flaky = 0, skipped = 0, errors: object[] = []) => ({
  stats: { expected, unexpected, flaky, skipped },
  errors,
});

describe('a report', () => {
  it.each([
    ['all pass', tallyVitest(vitest(7, 0)), { passed: 7, failed: 0 }],
    ['some fail', tallyVitest(vitest(7, 2)), { passed: 7, failed: 2 }],
    ['one is skipped', tallyVitest(vitest(7, 0, 1)), { passed: 7, failed: 1 }],
    ['a file cannot be loaded', tallyVitest(vitest(7, 0, 0, false)), { passed: 7, failed: 1 }],
    ['all pass in the browser', tallyPlaywright(playwright(4, 0)), { passed: 4, failed: 0 }],
    ['one needs a retry', tallyPlaywright(playwright(3, 0, 1)), { passed: 3, failed: 1 }],
    ['one is skipped in the browser', tallyPlaywright(playwright(3, 0, 0, 1)), { passed: 3, failed: 1 }],
    ['the server does not start', tallyPlaywright(playwright(0, 0, 0, 0, [{}])), { passed: 0, failed: 1 }],
  ])('in which %s', (_, tally, expected) => {
    expect(tally).toEqual(expected);
  });
});

describe('readTally', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-reports-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ['a missing report', undefined, true, { passed: 0, failed: 1 }],
    ['a torn report', '{"numPassed', true, { passed: 0, failed: 1 }],
    ['a report of another shape', '[]', true, { passed: 0, failed: 1 }],
    ['a report without a test', JSON.stringify(vitest(0, 0)), true, { passed: 0, failed: 1 }],
    [
      'a runner that failed, for no test’s sake',
      JSON.stringify(vitest(5, 0)),
      false,
      { passed: 5, failed: 1 },
    ],
    [
      'a runner that failed, for a test’s sake',
      JSON.stringify(vitest(5, 2)),
      false,
      { passed: 5, failed: 2 },
    ],
    ['a good report', JSON.stringify(vitest(5, 0)), true, { passed: 5, failed: 0 }],
  ])('of %s', async (_, content, runnerOk, expected) => {
    const file = join(folder, 'report.json');
    if (content !== undefined) await writeFile(file, content);
    expect(readTally(file, tallyVitest, runnerOk)).toEqual(expected);
  });
});
