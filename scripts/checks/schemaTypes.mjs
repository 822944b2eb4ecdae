import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runCommand } from '../command.mjs';

/** @import { Outcome } from '../command.mjs' */

/**
 * Fails when the types generated from the schema are not those that are committed.
 *
 * @returns {Promise<Outcome>}
 */
export async function checkSchemaTypes() {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-schema-'));
  try {
    const fresh = join(folder, 'graphqlEnv.d.ts');
    const { ok, output } = await runCommand('gql.tada', ['generate-output', '--output', fresh]);
    if (!ok) return { ok, output };
    const [made, committed] = await Promise.all(
      [fresh, join(root, 'web/apollo/graphqlEnv.d.ts')].map(path => readFile(path, 'utf8')),
    );
    return {
      ok: made === committed,
      output: 'web/apollo/graphqlEnv.d.ts is out of date: npm run types:schema',
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
