import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's files, ready to be served. */
export interface PageFiles {
  readonly html: string;
  readonly css: string;
  readonly script: string;
}

/** Reads the page and turns its TypeScript into one script. */
export async function bundlePage(): Promise<PageFiles> {
  const [html, css, script] = await Promise.all([
    readFile(pathOf('page.html'), 'utf8'),
    readFile(pathOf('style.css'), 'utf8'),
    bundleScript(),
  ]);
  return { html, css, script };
}

async function bundleScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [pathOf('client/main.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (!script) throw new Error('esbuild gave no script for the visitor page.');
  return script.text;
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
