// `npm run chaos -- --minutes 10 [--seed 7]`: the long run of the chaos suite against the dashboard in dist/, which is
// built first unless --no-build is said. The minutes are those in which things fail; what is read afterwards comes on top.
import { parseArgs } from 'node:util';
import { runCommand } from './command.mjs';
import { demandSupportedNode } from './nodeVersion.mjs';

demandSupportedNode();
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    'no-build': { type: 'boolean', default: false },
  },
});
if (!(Number(values.minutes) > 0) || !Number.isInteger(Number(values.seed))) {
  console.error('Expected --minutes with a number above 0, and --seed with a whole number.');
  process.exitCode = 2;
} else {
  const args = [
    'scripts/e2e.mjs',
    'e2e/chaos/chaos.spec.ts',
    'e2e/chaos/leftAlone.spec.ts',
    ...(values['no-build'] ? ['--no-build'] : []),
  ];
  const env = { CHAOS_MINUTES: values.minutes, CHAOS_SEED: values.seed };
  const { ok } = await runCommand(process.execPath, args, { env, show: true });
  process.exitCode = ok ? 0 : 1;
}
