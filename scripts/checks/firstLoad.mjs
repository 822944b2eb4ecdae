import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Gzipped bytes of JavaScript that the first page may load. */
export const firstLoadLimit = 220_000;

/** Files that it may be in: each is a request, and a slow processor needs a while for each. */
export const firstLoadFiles = 10;

/** @typedef {{ path: string, gzipped: number }} Chunk */

/**
 * The scripts that a browser loads for the first page: the module scripts and preloads of `index.html`, and all that
 * they import statically.
 *
 * @param {string} folder of the built dashboard
 * @returns {Chunk[]} largest first
 */
export function measureFirstLoad(folder) {
  const html = readFileSync(`${folder}/index.html`, 'utf8');
  const pending = scriptsOf(html);
  if (pending.length === 0) throw new Error(`expected a module script in ${folder}/index.html, found none`);
  /** @type {Map<string, Chunk>} */
  const chunks = new Map();
  for (const path of pending) {
    if (chunks.has(path)) continue;
    const source = readFileSync(folder + path);
    chunks.set(path, { path, gzipped: gzipSync(source, { level: 9 }).byteLength });
    pending.push(
      ...staticImports(source.toString('utf8')).map(name => posix.join(posix.dirname(path), name)),
    );
  }
  return [...chunks.values()].sort((a, b) => b.gzipped - a.gzipped);
}

/**
 * The paths of a page's module scripts and module preloads.
 *
 * @param {string} html
 * @returns {string[]}
 */
export function scriptsOf(html) {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter(tag => /type="module"|rel="modulepreload"/.test(tag))
    .flatMap(tag => /(?:src|href)="(\/[^"]+)"/.exec(tag)?.[1] ?? []);
}

/**
 * The relative specifiers of a bundled module's `import … from` and `export … from`; `import()` is not among them.
 *
 * @param {string} source
 * @returns {string[]}
 */
export function staticImports(source) {
  const statement =
    /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*{}\s,]+?\s*from\s*)?["'](\.{1,2}\/[^"']+)["']/g;
  return [...source.matchAll(statement)].flatMap(([, name]) => name ?? []);
}
