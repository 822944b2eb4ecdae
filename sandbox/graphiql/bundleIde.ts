import { fileURLToPath } from 'node:url';
import { build, type OutputFile } from 'esbuild';
import { BROWSER_BUILD } from '../pages/bundle.ts';

/** A file of the IDE, ready to be served. */
export interface IdeFile {
  readonly type: string;
  readonly content: Uint8Array;
}

/** The files of the IDE by their names. */
export type IdeFiles = ReadonlyMap<string, IdeFile>;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ttf: 'font/ttf',
};

const SETTINGS = {
  ...BROWSER_BUILD,
  outdir: '/',
  define: { 'process.env.NODE_ENV': '"production"' },
} as const;

/**
 * Makes the IDE out of what is installed: GraphiQL, its editor and that editor's workers. Takes seconds.
 * Nothing is written to the disk, and nothing comes from elsewhere.
 */
export async function bundleIde(): Promise<IdeFiles> {
  const [scripts, styles] = await Promise.all([
    build({
      ...SETTINGS,
      entryPoints: {
        ide: pathOf('client/ide.ts'),
        editorWorker: 'monaco-editor/esm/vs/editor/editor.worker.js',
        jsonWorker: 'monaco-editor/esm/vs/language/json/json.worker.js',
        graphqlWorker: 'monaco-graphql/esm/graphql.worker.js',
      },
      absWorkingDir: pathOf('.'),
      splitting: true,
      // The adapter as it stands in this checkout, built or not.
      conditions: ['adapter-source'],
      // The editor imports its styles piece by piece; ide.css has them all.
      loader: { '.css': 'empty', '.ttf': 'empty' },
    }),
    build({ ...SETTINGS, entryPoints: { ide: pathOf('client/ide.css') }, loader: { '.ttf': 'file' } }),
  ]);
  return new Map([...scripts.outputFiles, ...styles.outputFiles].map(fileOf));
}

function fileOf({ path, contents }: OutputFile): [string, IdeFile] {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const type = TYPES[name.split('.').at(-1) ?? ''];
  if (type === undefined) throw new Error(`esbuild gave ${name}, of which no type is known; see TYPES.`);
  return [name, { type, content: contents }];
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
