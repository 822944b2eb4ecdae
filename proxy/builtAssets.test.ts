import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const vite = join(root, 'node_modules/vite/bin/vite.js');

it('no secret of the environment is in the built dashboard or its source maps', {
  timeout: 180_000,
}, async () => {
  const names = ['ZENDESK_CLIENT_SECRET', 'SESSION_SECRET', 'REDIS_URL', 'VITE_ZENDESK_CLIENT_SECRET'];
  const planted = Object.fromEntries(names.map(name => [name, randomBytes(32).toString('hex')]));
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-build-'));
  try {
    const { PATH = '' } = process.env;
    const args = [vite, 'build', '--outDir', folder, '--emptyOutDir', '--sourcemap', '--logLevel', 'error'];
    await promisify(execFile)(process.execPath, args, { cwd: root, env: { PATH, ...planted } });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter(entry => entry.isFile() && !/\.(br|gz)$/.test(entry.name));
    const contents = await Promise.all(
      files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    );
    expect(files.some(({ name }) => name.endsWith('.js.map'))).toBe(true);
    expect(contents.some(content => content.includes('Sign in with Zendesk'))).toBe(true);
    for (const [name, secret] of Object.entries(planted))
      expect(
        contents.some(content => content.includes(secret)),
        name,
      ).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
