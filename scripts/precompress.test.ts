import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { precompress, precompressFolder } from './precompress.mjs';

let folder: string;
const text = 'export const answer = 42;\n'.repeat(100);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-build-'));
  await mkdir(join(folder, 'assets'));
  const files = { 'index.html': text, 'tiny.js': 'f()', 'assets/app.js': text, 'assets/sound.mp3': text };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});

afterEach(() => rm(folder, { recursive: true }));

it('puts a Brotli and a gzip twin beside every text that gains by it, and nothing beside all else', async () => {
  await precompressFolder(folder);
  expect((await readdir(folder)).sort()).toEqual([
    'assets',
    'index.html',
    'index.html.br',
    'index.html.gz',
    'tiny.js',
  ]);
  expect((await readdir(join(folder, 'assets'))).sort()).toEqual([
    'app.js',
    'app.js.br',
    'app.js.gz',
    'sound.mp3',
  ]);
  expect(brotliDecompressSync(await readFile(join(folder, 'assets/app.js.br'))).toString()).toBe(text);
  expect(gunzipSync(await readFile(join(folder, 'assets/app.js.gz'))).toString()).toBe(text);
});

it('is part of the build alone, not of the development server', () => {
  expect(precompress().apply).toBe('build');
});
