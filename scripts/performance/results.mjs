import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { root } from '../command.mjs';

/** What each benchmark printed when it ran last, a file each. */
const folder = `${root}bench/results`;

/**
 * A figure as `bench/rig/figures.ts` prints it.
 *
 * @typedef {{
 *   bench: string, variant: string, n: number, value: number, unit: string, measure?: string,
 *   ratio_to?: string, ratio?: number, reach?: number, reach_is?: 'least' | 'most', reached?: boolean,
 *   after?: number, rate?: number,
 * }} Figure
 */

/**
 * On what a benchmark ran, and how busy that was: the load before, over the last minute.
 *
 * @typedef {{ at: string, node: string, cores: number, load: number }} Run
 */

/** @typedef {{ run: Run, figures: readonly Figure[] }} Result */

/** @returns {Run} as it is now */
export function thisRun() {
  const [load = 0] = loadavg();
  return {
    at: new Date().toISOString().slice(0, 16),
    node: process.version,
    cores: availableParallelism(),
    load: Number(load.toFixed(1)),
  };
}

/**
 * Keeps what a benchmark printed, in the place of what it printed before.
 *
 * @param {string} name of the benchmark
 * @param {Run} run
 * @param {string} output
 */
export function keepResult(name, run, output) {
  const figures = output.split('\n').filter(line => line.startsWith('{'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.jsonl`, `${[JSON.stringify({ run }), ...figures].join('\n')}\n`);
}

/** @returns {ReadonlyMap<string, Result>} by the name of the benchmark */
export function readResults() {
  const files = readdirSync(folder).filter(file => file.endsWith('.jsonl'));
  return new Map(
    files.map(file => [file.replace(/\.jsonl$/, ''), readResult(readFileSync(`${folder}/${file}`, 'utf8'))]),
  );
}

/**
 * @param {string} text a line of the run, then a line for each figure
 * @returns {Result}
 */
export function readResult(text) {
  const [first, ...figures] = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  if (first?.run === undefined) throw new Error('Expected a line {"run":…} first: run the benchmark again.');
  return { run: first.run, figures };
}
