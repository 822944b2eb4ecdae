import { expect, test } from '../fixtures.ts';
import { tabActs } from './agentAtWork.ts';
import { type EpisodeReport, playEpisode } from './episode.ts';
import { connectionFaults } from './faults.ts';
import { countWrong } from './reckoning.ts';
import { countFaults, table } from './table.ts';

/** `npm run chaos -- --minutes 10 --seed 7` sets them; else it is a short run that is always the same. */
const minutes = Number(process.env['CHAOS_MINUTES'] ?? 0);
const firstSeed = Number(process.env['CHAOS_SEED'] ?? 1);
const SHORT = 25_000;
const LONG = 120_000;
const VISITORS = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'] as const;

test('whatever fails, nothing is lost, doubled, out of order or in the wrong chat', async ({
  openDashboard,
  sandbox,
  addresses,
}) => {
  test.setTimeout(400_000 + minutes * 5 * 60_000);
  const reports: EpisodeReport[] = [];
  const length = minutes === 0 ? SHORT : Math.min(LONG, minutes * 60_000);
  do {
    const seed = firstSeed + reports.length;
    console.log(`Chaos with seed ${seed}`);
    await sandbox.reset();
    const desk = await (await openDashboard()).signIn('Alex Morgan');
    const plan = {
      seed,
      length,
      visitors: VISITORS,
      faults: connectionFaults,
      acts: tabActs,
      patience: 30_000,
    };
    reports.push(await playEpisode(plan, { desk, sandbox, sandboxOrigin: addresses.sandbox }));
    await desk.page.context().close();
    console.log(table(reports));
  } while (reports.length * length < minutes * 60_000);

  for (const { seed, reckoning, unsaid } of reports) {
    expect(reckoning.examples, `seed ${seed}`).toEqual([]);
    expect(countWrong(reckoning)).toBe(0);
    expect(unsaid, `seed ${seed}: open messages of which the page says nothing`).toBe(0);
    expect(reckoning.messages).toBeGreaterThan(length / 500);
  }
  expect(countFaults(reports)).toBeGreaterThan((reports.length * length) / 5_000);
});
