import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What a file in this folder is with all that it imports, as one minified script. */
export async function bundleScript(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    conditions: ['adapter-source'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}

/** A page with one script, bundled and minified from a file in this folder, and a stylesheet of a package. */
export async function bundlePage(file: string, stylesheet?: string): Promise<string> {
  // What ends a script's element may stand in a text of it.
  const script = (await bundleScript(file)).replaceAll('</script', '<\\/script');
  const css =
    stylesheet === undefined ? '' : readFileSync(fileURLToPath(import.meta.resolve(stylesheet)), 'utf8');
  return `<!doctype html><meta charset="utf-8"><title>Bare</title><style>${css}</style>
<body style="margin:0"><div id="root"></div><script>${script}</script>`;
}
