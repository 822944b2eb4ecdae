import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { expandMacros } from '../../scripts/linguiMacros.mjs';

/**
 * Loads a module of `bench/` as a browser gets it: bundled, with the libraries' production builds. In plain Node some
 * ask the environment at each step whether they are in development, and tsx names every function that it makes.
 *
 * @param path of the module, relative to `bench/`
 * @returns its exports; the caller names their type
 */
export async function importPublished<Module>(path: string): Promise<Module> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  try {
    const outfile = join(folder, 'bundle.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      conditions: ['production', 'module', 'adapter-source'],
      define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env': '{"DEV":false}' },
      plugins: [translated, withoutWorker],
      outfile,
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The texts of the dashboard, by the macros of its own build. */
const translated: Plugin = {
  name: 'translated',
  setup(bundling) {
    bundling.onLoad({ filter: /[/]web[/].*[.]tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = (await expandMacros(source, path))?.code ?? source;
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

/** Where Vite puts the worker: nothing is started from it here. */
const withoutWorker: Plugin = {
  name: 'without worker',
  setup(bundling) {
    const namespace = 'worker-address';
    bundling.onResolve({ filter: /[?]sharedworker&url$/ }, ({ path }) => ({ path, namespace }));
    bundling.onLoad({ filter: /./, namespace }, () => ({ contents: "export default '/worker.js';" }));
  },
};
