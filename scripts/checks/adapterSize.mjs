import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../command.mjs';

/** @import { Outcome } from '../command.mjs' */

/** Gzipped bytes that a program pays for `createClient` and all errors. */
export const adapterLimit = 6_000;

const entry = `${root}packages/graphql-ws-adapter-custom/src/index.ts`;

/** @typedef {{ path: string, bytes: number }} Source `bytes`: its part of the minified bundle */
/** @typedef {{ gzipped: number, sources: Source[] }} BundleSize */

/**
 * Bundles a module with all that it exports, minified.
 *
 * @param {string} path of the module
 * @returns {Promise<BundleSize>} `sources` largest first
 */
export async function measureBundle(path) {
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    metafile: true,
    write: false,
    outfile: 'bundle.js',
    logLevel: 'silent',
  });
  const sources = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return {
    gzipped: outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).byteLength, 0),
    sources: sources
      .map(([source, { bytesInOutput }]) => ({ path: source, bytes: bytesInOutput }))
      .sort((a, b) => b.bytes - a.bytes),
  };
}

/**
 * Fails when the adapter's core is larger than it may be.
 *
 * @returns {Promise<Outcome>} `output`: what each file takes of the bundle, and the whole
 */
export async function checkAdapterSize() {
  try {
    return judgeAdapterSize(await measureBundle(entry));
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {BundleSize} size
 * @returns {Outcome}
 */
export function judgeAdapterSize({ gzipped, sources }) {
  const lines = sources.map(({ path, bytes }) => `${kB(bytes)}  ${path}`);
  const total = `${kB(gzipped)}  the adapter's core, minified and gzipped; the limit is ${kB(adapterLimit).trim()}`;
  return { ok: gzipped <= adapterLimit, output: [...lines, total].join('\n') };
}

/** @param {number} bytes */
function kB(bytes) {
  return `${(bytes / 1000).toFixed(2).padStart(7)} kB`;
}
