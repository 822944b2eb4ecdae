import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-chromium-'));
  program = join(folder, 'chromium');
  await writeFile(program, '');
});

afterAll(() => rm(folder, { recursive: true }));

/** In a process of its own, for Playwright reads where its browsers are once. */
async function evaluate(expression: string, env: Record<string, string> = {}): Promise<string> {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', `process.stdout.write(${expression})`];
  const PATH = [folder, dirname(process.execPath)].join(delimiter);
  const { stdout } = await run(process.execPath, args, {
    cwd: root,
    env: { PATH, PLAYWRIGHT_BROWSERS_PATH: folder, ...env },
  });
  return stdout;
}

const found = "await (await import('./scripts/findChromium.mjs')).findChromium()";
const configured = "(await import('./playwright.config.ts')).default.use.launchOptions.executablePath";

describe('the Chromium of the tests', { timeout: 30_000 }, () => {
  it.each([
    ['findChromium', found],
    ['the configuration of Playwright', configured],
  ])('is looked for in the path by %s', async (_, expression) => {
    expect(await evaluate(expression)).toBe(program);
  });

  it.each([
    ['findChromium', found],
    ['the configuration of Playwright', configured],
  ])('is what CHROMIUM_PATH says to %s', async (_, expression) => {
    expect(await evaluate(expression, { CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
  });

  it('is missed in words when CHROMIUM_PATH leads nowhere', async () => {
    await expect(evaluate(found, { CHROMIUM_PATH: '/nowhere/chromium' })).rejects.toThrow(
      'CHROMIUM_PATH is /nowhere/chromium, where there is nothing.',
    );
  });
});
