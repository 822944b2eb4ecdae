import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type OutputFile } from 'esbuild';

/** A page's files, ready to be served. */
export interface PageFiles {
  readonly html: string;
  readonly css: string;
  readonly script: string;
}

/** How every page's code is turned into what browsers take. */
export const BROWSER_BUILD = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  write: false,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Reads `page.html` of a folder, and makes one script of `client/main.ts` and one style of `style.css`. */
export async function bundlePage(folder: URL): Promise<PageFiles> {
  const [html, { outputFiles }] = await Promise.all([
    readFile(new URL('page.html', folder), 'utf8'),
    build({
      ...BROWSER_BUILD,
      entryPoints: { app: pathOf('client/main.ts', folder), style: pathOf('style.css', folder) },
      outdir: '/',
    }),
  ]);
  return { html, css: textOf('/style.css', outputFiles), script: textOf('/app.js', outputFiles) };
}

function textOf(name: string, files: readonly OutputFile[]): string {
  const file = files.find(({ path }) => path.replaceAll('\\', '/').endsWith(name));
  if (!file)
    throw new Error(`Expected esbuild to give ${name}, got ${files.map(({ path }) => path).join(', ')}.`);
  return file.text;
}

function pathOf(file: string, folder: URL): string {
  return fileURLToPath(new URL(file, folder));
}

/** Does the work at the first call, and gives its result ever after; a failure is forgotten. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
