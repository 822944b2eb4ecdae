import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addProgram, copyAdapter, makeProject, packAdapter, run, tryToRun } from './pack.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));

let folder: string;
let tarball: string;
/** Of someone with a plain Node script: there is no GraphQL but the adapter. */
let plain: string;
/** Of someone with Apollo Client. */
let withApollo: string;
/** The package as npm unpacks it. */
let installed: string;
/** Its files, as paths with `/`. */
let files: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adapter-package-'));
  const copy = await copyAdapter(join(folder, 'copy'));
  await mkdir(join(copy, 'dist'), { recursive: true });
  await writeFile(join(copy, 'dist', 'leftOver.js'), '');
  tarball = await packAdapter(copy);
  plain = join(folder, 'plain');
  withApollo = join(folder, 'apollo');
  installed = join(plain, 'node_modules', 'graphql-ws-adapter-custom');
  await Promise.all([
    makeProject(plain, tarball, ['ws']),
    makeProject(withApollo, tarball, ['@apollo/client', 'graphql', 'rxjs', 'ws']),
  ]);
  files = await listFiles(installed);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the tarball', () => {
  it('holds the build, its sources, examples, the golden frames and the documents, and nothing else', () => {
    const expected =
      /^(LICENSE|PROTOCOL\.md|README\.md|package\.json|examples\/\w+\.ts|fixtures\/\w+\.(json|md)|dist\/[\w/]+\.(js|d\.ts)|src\/[\w/]+\.ts)$/;
    expect(files.filter(file => !expected.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'PROTOCOL.md', 'README.md', 'package.json']));
    expect(files).toContain('fixtures/answers.json');
  });

  it('holds the build of each source, and nothing that an earlier build left', () => {
    const sources = files.filter(file => file.startsWith('src/'));
    const outputs = sources
      .map(file => file.replace(/^src\/(.+)\.ts$/, 'dist/$1'))
      .flatMap(path => [`${path}.d.ts`, `${path}.js`]);
    expect(sources).toContain('src/index.ts');
    expect(files.filter(file => file.startsWith('dist/'))).toEqual(outputs.sort());
  });

  it('has what its package.json names', async () => {
    const { exports: entries }: { exports: unknown } = JSON.parse(await readInstalled('package.json'));
    const targets = textsIn(entries);
    expect(targets).toContain('./dist/apollo/EnvelopeLink.js');
    expect(targets.filter(target => !existsSync(join(installed, target)))).toEqual([]);
  });

  it.each(['README.md', 'PROTOCOL.md'])('has what %s points to', async document => {
    const text = await readInstalled(document);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter(link => !existsSync(join(installed, link)))).toEqual([]);
  });

  it('points to no source map', async () => {
    const built = files.filter(file => file.startsWith('dist/'));
    const texts = await Promise.all(built.map(readInstalled));
    expect(texts.filter(text => text.includes('sourceMappingURL'))).toEqual([]);
  });

  it('is all good in the eyes of publint', async () => {
    const content = await readFile(tarball);
    const buffer = new ArrayBuffer(content.byteLength);
    new Uint8Array(buffer).set(content);
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, level: 'suggestion', strict: true });
    expect(messages.map(message => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });
});

describe('in plain Node', { timeout: 60_000 }, () => {
  it('carries queries, mutations and subscriptions over a lost socket, with ws and the global WebSocket', async () => {
    const program = await addProgram(plain, 'smoke');
    const tried = 'WebSocket' in globalThis ? 'ws, global WebSocket' : 'ws';
    expect(await run(process.execPath, [program], plain)).toBe(`${tried}\n`);
  });

  it('can be required', async () => {
    const script = "console.log(typeof require('graphql-ws-adapter-custom').createClient)";
    expect(await run(process.execPath, ['--eval', script], plain)).toBe('function\n');
  });

  it('works under Apollo Client', async () => {
    const program = await addProgram(withApollo, 'apolloSmoke');
    expect(await run(process.execPath, [program], withApollo)).toBe('');
  });

  it('names the peers that its Apollo entry lacks', async () => {
    const script = "await import('graphql-ws-adapter-custom/apollo')";
    const args = ['--input-type=module', '--eval', script];
    await expect(run(process.execPath, args, plain)).rejects.toThrow("Cannot find package '@apollo/client'");
  });
});

describe('types', { timeout: 60_000 }, () => {
  /** A package under Apollo Client whose own declarations do not hold for `nodenext`. */
  const apollosOwn = 'node_modules/@wry/caches/';
  const withoutDom = { lib: ['ES2022'], programs: ['core.ts'] };
  const withDom = { lib: ['ES2022', 'DOM'], programs: ['core.ts', 'browser.ts'] };

  it.each([
    { moduleResolution: 'nodenext', name: 'without those of the DOM', ...withoutDom },
    { moduleResolution: 'nodenext', name: 'with those of the DOM and Apollo', ...withDom },
    { moduleResolution: 'bundler', name: 'without those of the DOM', ...withoutDom },
    { moduleResolution: 'bundler', name: 'with those of the DOM and Apollo', ...withDom },
  ])('hold for $moduleResolution, $name', async ({ moduleResolution, lib, programs }) => {
    const compilerOptions = {
      module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext',
      moduleResolution,
      lib,
      target: 'ES2022',
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      types: [],
    };
    const config = join(withApollo, `tsconfig.${moduleResolution}.${programs.length}.json`);
    await writeFile(config, JSON.stringify({ compilerOptions, files: programs }));
    for (const name of programs) await copyFile(join(here, 'consumers', name), join(withApollo, name));
    const { ok, output } = await tryToRun(process.execPath, [tsc, '-p', config], withApollo);
    const complaints = output.split('\n').filter(line => line !== '');
    expect(complaints.filter(line => !line.includes(apollosOwn))).toEqual([]);
    expect(ok).toBe(complaints.length === 0);
  });
});

describe('bundled', () => {
  it('imports nothing from elsewhere', async () => {
    const { imports, text } = await bundle("export * from 'graphql-ws-adapter-custom'");
    expect(imports).toEqual([]);
    expect(text).toContain('createClient');
  });

  it('leaves out what is not used', async () => {
    const all = await bundle("export * from 'graphql-ws-adapter-custom'");
    const one = await bundle("export { EnvelopeError } from 'graphql-ws-adapter-custom'");
    expect(one.text).toContain('EnvelopeError');
    expect(one.text).not.toMatch(/createClient|WebSocket|setTimeout/);
    expect(one.text.length).toBeLessThan(all.text.length / 5);
  });

  it('brings neither the core nor a second Apollo Client with its Apollo entry', async () => {
    const { imports, inputs } = await bundle("export * from 'graphql-ws-adapter-custom/apollo'");
    expect(imports).toEqual(['@apollo/client/link', 'graphql', 'rxjs']);
    expect(inputs).toEqual(['dist/apollo/EnvelopeLink.js']);
  });
});

/** What a bundler makes of a module in the plain project: with the adapter in it, and all other packages outside. */
async function bundle(module: string): Promise<{ text: string; imports: string[]; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: module, resolveDir: plain },
    bundle: true,
    format: 'esm',
    external: ['@apollo/*', 'graphql', 'rxjs'],
    metafile: true,
    write: false,
    outfile: 'bundle.js',
  });
  const [output] = Object.values(metafile.outputs);
  return {
    text: outputFiles[0]?.text ?? '',
    imports: output?.imports.map(({ path }) => path).sort() ?? [],
    inputs: Object.keys(output?.inputs ?? {}).flatMap(
      path => path.split('graphql-ws-adapter-custom/')[1] ?? [],
    ),
  };
}

function readInstalled(file: string): Promise<string> {
  return readFile(join(installed, file), 'utf8');
}

async function listFiles(from: string): Promise<string[]> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => relative(from, join(parentPath, name)).split(sep).join('/'))
    .sort();
}

/** Every text in a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
