import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { measureFirstLoad, scriptsOf, staticImports } from './firstLoad.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-size-'));
  await mkdir(join(folder, 'assets'));
});

afterEach(() => rm(folder, { recursive: true }));

async function build(files: Record<string, string>) {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

describe('measureFirstLoad', () => {
  it('counts each script of the page and all that it imports statically, once', async () => {
    const scripts = {
      'assets/main.js':
        'import{a as b}from"./a.js";import"./b.js";const lazy=()=>import("./lazy.js");b(lazy)',
      'assets/a.js': 'import{c}from"./b.js";export{c as a};',
      'assets/b.js': `export const c=()=>"${'b'.repeat(500)}"`,
      'assets/preloaded.js': 'export*from"./b.js"',
      'assets/lazy.js': 'export const lazy=1',
    };
    await build({
      ...scripts,
      'index.html': `<script type="module" crossorigin src="/assets/main.js"></script>
        <link rel="modulepreload" crossorigin href="/assets/preloaded.js"><link rel="stylesheet" href="/assets/x.css">`,
    });
    const chunks = measureFirstLoad(folder);
    expect(chunks.map(({ path }) => path).sort()).toEqual([
      '/assets/a.js',
      '/assets/b.js',
      '/assets/main.js',
      '/assets/preloaded.js',
    ]);
    const { gzipped } = chunks.find(({ path }) => path === '/assets/main.js') ?? {};
    expect(gzipped).toBe(gzipSync(scripts['assets/main.js'], { level: 9 }).byteLength);
  });

  it('says so when the page has no script', async () => {
    await build({ 'index.html': '<p>nothing</p>' });
    expect(() => measureFirstLoad(folder)).toThrow(/expected a module script/);
  });
});

describe('scriptsOf', () => {
  it('reads attributes in any order', () => {
    expect(
      scriptsOf('<link href="/a.js" rel="modulepreload"><script src="/b.js" type="module"></script>'),
    ).toEqual(['/a.js', '/b.js']);
  });
});

describe('staticImports', () => {
  it.each([
    ['import{a,b as c}from"./x.js";', ['./x.js']],
    ['import a from"./x.js";import*as b from"./y.js"', ['./x.js', './y.js']],
    ['import"./x.js"', ['./x.js']],
    ['var a=1;import$b=2;export{a}from"./x.js"', ['./x.js']],
    ['const a=import("./x.js")', []],
    ['console.log("from \\"./x.js\\"")', []],
    ['import{a}from"react"', []],
  ])('of %s are %j', (source, names) => {
    expect(staticImports(source)).toEqual(names);
  });
});
