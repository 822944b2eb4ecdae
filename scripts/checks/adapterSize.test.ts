import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adapterLimit, checkAdapterSize, judgeAdapterSize, measureBundle } from './adapterSize.mjs';

describe('measureBundle', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-adapter-size-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('counts what a module exports, minified and gzipped, and nothing else', async () => {
    const [used, unused] = [3_000, 9_000].map(bytes => randomBytes(bytes).toString('base64'));
    await writeFile(join(folder, 'used.ts'), `/** ${unused} */ export const used: string = '${used}';`);
    await writeFile(join(folder, 'unused.ts'), `export const unused = '${unused}';`);
    const entry = join(folder, 'index.ts');
    await writeFile(entry, "import './unused.ts'; export * from './used.ts';");

    const { gzipped, sources } = await measureBundle(entry);
    expect(gzipped).toBeGreaterThan(3_000);
    expect(gzipped).toBeLessThan(3_200);
    expect(sources[0]).toMatchObject({ path: expect.stringMatching(/used\.ts$/) });
    expect(sources[0]?.bytes).toBeGreaterThan(4_000);
  });

  it('says what is wrong with a module that is none', async () => {
    const entry = join(folder, 'index.ts');
    await writeFile(entry, "export * from './missing.ts';");
    await expect(measureBundle(entry)).rejects.toThrow('missing.ts');
  });
});

describe('judgeAdapterSize', () => {
  const sources = [{ path: 'src/client.ts', bytes: 3_210 }];

  it('lets the limit pass, and prints what takes how much', () => {
    expect(judgeAdapterSize({ gzipped: adapterLimit, sources })).toEqual({
      ok: true,
      output: [
        '   3.21 kB  src/client.ts',
        "   6.00 kB  the adapter's core, minified and gzipped; the limit is 6.00 kB",
      ].join('\n'),
    });
  });

  it('fails for a byte more', () => {
    expect(judgeAdapterSize({ gzipped: adapterLimit + 1, sources }).ok).toBe(false);
  });
});

describe('checkAdapterSize', () => {
  it('measures the client and its errors', async () => {
    const { output } = await checkAdapterSize();
    for (const path of ['client.ts', 'errors.ts']) {
      expect(output).toContain(`packages/graphql-ws-adapter-custom/src/${path}`);
    }
  });
});
