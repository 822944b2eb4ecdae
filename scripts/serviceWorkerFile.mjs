import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { build } from 'esbuild';

/** @import { Plugin } from 'vite' */

/** The shell's scripts and styles: what the build has named by a hash of its content. */
const hashedFile = /^assets\/.*\.(?:js|css)$/u;

/**
 * Makes `service-worker.js`, which knows all files of the shell by name. It changes whenever one of them does, and that
 * is how browsers learn of a new version.
 *
 * @returns {Plugin}
 */
export function serviceWorkerFile() {
  return {
    name: 'switchboard-service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const index = bundle['index.html'];
      const page = index?.type === 'asset' ? index.source : '';
      if (page === '') this.error('expected index.html in the bundle, to know the version of the shell by');
      const assets = Object.keys(bundle).filter(name => hashedFile.test(name));
      const paths = ['/', ...[...assets, ...(await listPublicFiles())].map(name => `/${name}`)].sort();
      const version = createHash('sha256').update(paths.join('\n')).update(page).digest('hex').slice(0, 12);
      this.emitFile({
        type: 'asset',
        fileName: 'service-worker.js',
        source: await bundleWorker({ version, paths }),
      });
    },
  };
}

/** @returns {Promise<string[]>} */
async function listPublicFiles() {
  const entries = await readdir('public', { withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(({ name }) => name);
}

/**
 * @param {{ version: string, paths: string[] }} shell
 * @returns {Promise<string>}
 */
async function bundleWorker(shell) {
  const { outputFiles } = await build({
    entryPoints: ['web/serviceWorker/serviceWorker.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { SHELL_BUILD: JSON.stringify(shell) },
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('expected one file of the service worker, got none');
  return output.text;
}
