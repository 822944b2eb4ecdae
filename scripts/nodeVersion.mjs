// Old versions of Node must be able to read this file: no syntax younger than 2019.
import { readFileSync } from 'node:fs';

/**
 * Whether `version` (`20.20.2`) fits `range`, in the form that this project's `engines` have: `^a.b.c` and `>=a.b.c`
 * joined by `||`.
 *
 * @param {string} version
 * @param {string} range
 * @returns {boolean}
 */
export function fits(version, range) {
  const actual = numbers(version);
  return range.split('||').some(part => {
    const least = numbers(part);
    return isAtLeast(actual, least) && (part.trim().charAt(0) !== '^' || actual[0] === least[0]);
  });
}

/** Ends the process with one line when this Node is not one that the project supports. */
export function demandSupportedNode() {
  const packageJson = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const range = packageJson.engines.node;
  if (fits(process.versions.node, range)) return;
  console.error(
    `Switchboard needs Node ${range}; this is ${process.versions.node}. Install one from https://nodejs.org.`,
  );
  process.exit(1);
}

/** @param {string} text */
function numbers(text) {
  return text
    .replace(/[^\d.]/g, '')
    .split('.')
    .map(Number);
}

/**
 * @param {number[]} actual
 * @param {number[]} least
 */
function isAtLeast(actual, least) {
  const differing = least.findIndex((part, i) => part !== actual[i]);
  return differing === -1 || Number(actual[differing]) > Number(least[differing]);
}
