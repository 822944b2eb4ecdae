import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from '../command.mjs';
import { drawCharts, fillPage } from './page.mjs';
import { readResults } from './results.mjs';

const path = `${root}docs/PERFORMANCE.md`;
const folder = `${root}docs/performance`;

/**
 * The page and its charts, as they are to be by the results that are kept.
 *
 * @returns {ReadonlyMap<string, string>} text by path
 */
export function performanceFiles() {
  const results = readResults();
  const charts = [...drawCharts(results)].map(
    ([name, chart]) => /** @type {const} */ ([`${folder}/${name}`, chart]),
  );
  return new Map([[path, fillPage(readFileSync(path, 'utf8'), results)], ...charts]);
}

/** Writes what `performanceFiles` says. */
export function writePerformanceFiles() {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of performanceFiles()) writeFileSync(file, text);
}
