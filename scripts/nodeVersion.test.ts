import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fits } from './nodeVersion.mjs';

const range = '^20.20.0 || ^22.13.0 || >=24.0.0';

describe('fits', () => {
  it.each(['20.20.0', '20.20.2', '20.21.0', '22.13.0', '22.99.1', '24.0.0', '25.1.0', '31.0.0'])(
    'takes %s',
    version => {
      expect(fits(version, range)).toBe(true);
    },
  );

  it.each(['18.20.8', '20.19.9', '21.7.3', '22.12.0', '23.11.0', '0.12.18', '2.20.20'])(
    'refuses %s',
    version => {
      expect(fits(version, range)).toBe(false);
    },
  );
});

describe('the commands', () => {
  it.each(['start', 'sandbox'])('%s ends with one line under a Node that is too old', async name => {
    const script = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
    const old = `Object.defineProperty(process.versions, 'node', { value: '18.20.8' })`;
    const args = ['--import', `data:text/javascript,${encodeURIComponent(old)}`, script];
    await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `Switchboard needs Node ${range}; this is 18.20.8. Install one from https://nodejs.org.\n`,
    });
  });

  it.each(['start.mjs', 'sandbox.mjs', 'nodeVersion.mjs'])('%s can be read by an old Node', async name => {
    const source = await readFile(new URL(name, import.meta.url), 'utf8');
    expect(source).not.toMatch(/\?\.|\?\?|^await |\bstatic\b|#\w/m);
  });
});
