// Makes one file of the proxy and all that it imports, so that the container holds Node, this file, the dashboard, and
// nothing else: no package manager's tree, no compiler. `node deploy/bundle.mjs [folder]`, default `build`.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [folder = 'build'] = process.argv.slice(2);

await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: ['proxy/main.ts'],
  outfile: join(folder, 'proxy/main.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.20',
  legalComments: 'eof',
  // Packages that are CommonJS call require for Node's own modules.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
