import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** @import { Plugin } from 'vite' */

/** What text files end with. Pictures, sounds and fonts are compressed by their formats already. */
const textFile = /\.(html|js|mjs|css|svg|json|webmanifest|txt|xml)$/;

/** Bytes under which compression gains less than its headers cost: about a packet. */
const leastToCompress = 1024;

const brotliBody = promisify(brotliCompress);
const gzipBody = promisify(gzip);

/**
 * Puts a Brotli and a gzip twin (`.br`, `.gz`) beside every text file of the build, as small as either can be made: the
 * server then compresses nothing, and a CDN or nginx (`gzip_static`) finds them too.
 *
 * @returns {Plugin}
 */
export function precompress() {
  return {
    name: 'switchboard-precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir !== undefined) await precompressFolder(dir);
    },
  };
}

/**
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function precompressFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile() && textFile.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name));
  await Promise.all(paths.map(writeTwins));
}

/** @param {string} path */
async function writeTwins(path) {
  const body = await readFile(path);
  if (body.byteLength <= leastToCompress) return;
  const { BROTLI_PARAM_MODE, BROTLI_MODE_TEXT, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = { [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT, [BROTLI_PARAM_SIZE_HINT]: body.byteLength };
  const [br, gz] = await Promise.all([brotliBody(body, { params }), gzipBody(body, { level: 9 })]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
