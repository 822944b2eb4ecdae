import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runCommand } from '../command.mjs';
import { checkAdapterSize } from './adapterSize.mjs';
import { checkSchemaTypes } from './schemaTypes.mjs';
import { scanForTokens } from './trackedFiles.mjs';
import { checkTranslations } from './translations.mjs';
import { checkUntranslated } from './untranslated.mjs';

/** @import { Outcome } from '../command.mjs' */

/** @typedef {{ name: string, run: () => Promise<Outcome> }} Check */
/** @typedef {{ name: string, seconds: number } & Outcome} Result */

const rooms = ['packages', 'proxy', 'sandbox', 'web', 'e2e', 'bench', 'scripts'];

/** The slow ones first: two run at a time. */
/** @type {Check[]} */
const checks = [
  { name: 'types of the dashboard', run: () => runCommand('tsc', ['-p', 'tsconfig.json']) },
  {
    name: 'types of the adapter alone',
    run: () =>
      runCommand('tsc', ['-p', 'packages/graphql-ws-adapter-custom/tsconfig.build.json', '--noEmit']),
  },
  {
    name: 'types of the service worker',
    run: () => runCommand('tsc', ['-p', 'web/serviceWorker/tsconfig.json']),
  },
  { name: 'types of all else', run: () => runCommand('tsc', ['-p', 'tsconfig.node.json']) },
  { name: 'build, and size of the first load', run: buildAndMeasure },
  { name: 'schema types up to date', run: checkSchemaTypes },
  { name: 'import rules', run: cruise },
  { name: 'dead code', run: () => runCommand('knip', []) },
  { name: 'lint with types', run: () => runCommand('oxlint', ['--type-aware', '--deny-warnings']) },
  {
    name: 'format and lint',
    run: () => runCommand('biome', ['check', '--error-on-warnings', '--diagnostic-level=warn']),
  },
  { name: 'no token-shaped strings', run: scanForTokens },
  { name: 'translations', run: checkTranslations },
  { name: 'texts marked for translation', run: checkUntranslated },
  { name: "size of the adapter's core", run: checkAdapterSize },
];

/**
 * Runs every check, two at a time, and prints a line for each; the output only of those that fail.
 *
 * @returns {Promise<Result[]>}
 */
export async function runAllChecks() {
  const waiting = checks.values();
  /** @type {Result[]} */
  const results = [];
  const worker = async () => {
    for (const { name, run } of waiting) {
      const start = performance.now();
      const { ok, output } = await run();
      const result = { name, ok, output, seconds: (performance.now() - start) / 1000 };
      results.push(result);
      print(result);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** @param {Result} result */
function print({ name, ok, output, seconds }) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(output.trimEnd().replaceAll(/^/gm, '         '));
}

async function buildAndMeasure() {
  const built = await runCommand('vite', ['build', '--logLevel', 'warn']);
  return built.ok ? runCommand(process.execPath, ['scripts/size.mjs']) : built;
}

function cruise() {
  const present = rooms.filter(room => existsSync(join(root, room)));
  return runCommand('depcruise', ['--config', '.dependency-cruiser.cjs', ...present]);
}
