import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Tally */

/** Skipped tests count as failed: none is allowed. */
const nothing = { passed: 0, failed: 1 };

/**
 * What Vitest's JSON report says. A file that could not be loaded counts as one failed test.
 *
 * @param {unknown} report
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const passed = numberAt(report, 'numPassedTests');
  const failed = numberAt(report, 'numFailedTests') + numberAt(report, 'numPendingTests');
  const unloaded = failed === 0 && !isTrueAt(report, 'success') ? 1 : 0;
  return { passed, failed: failed + unloaded };
}

/**
 * What Playwright's JSON report says. A test that needed a retry counts as failed.
 *
 * @param {unknown} report
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  const stats = valueAt(report, 'stats');
  const errors = valueAt(report, 'errors');
  const failed = ['unexpected', 'flaky', 'skipped'].reduce((sum, key) => sum + numberAt(stats, key), 0);
  return {
    passed: numberAt(stats, 'expected'),
    failed: failed + (Array.isArray(errors) ? errors.length : 1),
  };
}

/**
 * A runner's tally from its report file. A report that is missing or unreadable, one without a test, and a runner that
 * failed without naming a failed test, are each one failure.
 *
 * @param {string} file
 * @param {(report: unknown) => Tally} tally
 * @param {boolean} runnerOk
 * @returns {Tally}
 */
export function readTally(file, tally, runnerOk) {
  try {
    const { passed, failed } = tally(JSON.parse(readFileSync(file, 'utf8')));
    if (passed + failed === 0) return nothing;
    return { passed, failed: failed === 0 && !runnerOk ? 1 : failed };
  } catch {
    return nothing;
  }
}

/**
 * @param {unknown} object
 * @param {string} key
 * @returns {unknown}
 */
function valueAt(object, key) {
  return typeof object === 'object' && object ? Reflect.get(object, key) : undefined;
}

/**
 * @param {unknown} object
 * @param {string} key
 */
function numberAt(object, key) {
  const value = valueAt(object, key);
  if (typeof value !== 'number')
    throw new TypeError(`expected a number at "${key}" of the report, got ${typeof value}`);
  return value;
}

/**
 * @param {unknown} object
 * @param {string} key
 */
function isTrueAt(object, key) {
  return valueAt(object, key) === true;
}
