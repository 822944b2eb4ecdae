import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root, runCommand } from '../command.mjs';
import { findTokenShapes } from './tokenShapes.mjs';

/** @import { Outcome } from '../command.mjs' */

/** Integrity hashes are what a lockfile is made of. */
const excluded = new Set(['package-lock.json']);

const untracked = new Set(['node_modules', 'dist', 'reports', 'test-results', '.git', '.cache']);

/**
 * Fails when a file of the project holds a token-shaped string.
 *
 * @returns {Promise<Outcome>}
 */
export async function scanForTokens() {
  const found = [];
  for (const path of await listFiles()) {
    if (excluded.has(path)) continue;
    const text = await readFile(join(root, path), 'utf8').catch(() => '');
    if (text.includes('\0')) continue;
    found.push(...findTokenShapes(text).map(({ line, shape }) => `${path}:${line}  ${shape}`));
  }
  const advice = 'These look like secrets. Make such strings at run time, or use short fixed words.';
  return { ok: found.length === 0, output: [...found, advice].join('\n') };
}

/** The files that git tracks or would; without git, all that are not made. */
async function listFiles() {
  const { ok, output } = await runCommand('git', [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ]);
  if (ok) return output.split('\0').filter(path => path !== '');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(path => !path.split(/[\\/]/).some(part => untracked.has(part)));
}
