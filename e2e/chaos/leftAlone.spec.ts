import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '../fixtures.ts';
import type { SandboxControl } from '../switchboard/sandboxControl.ts';

/** As long as `npm run chaos -- --minutes 10` says, else a short while. */
const LENGTH = Number(process.env['CHAOS_MINUTES'] ?? 0) * 60_000 || 15_000;
/** How often (ms) the session is looked at, and every which look finds a connection that breaks. */
const EVERY = 250;
const BREAKS = 20;

test('two browsers of one agent that are left alone do not fight for the session', async ({
  signIn,
  sandbox,
}) => {
  test.setTimeout(120_000 + LENGTH);
  const first = await signIn('Lucía Romero');
  const second = await signIn('Lucía Romero');
  await expect(first.signedInElsewhere).toBeVisible();

  const sessions = await sessionsWithin(LENGTH, sandbox);
  console.log(`Left alone for ${LENGTH / 1_000} s: ${sessions.size} session(s).`);
  expect(sessions.size - 1, 'exchanges of the session').toBeLessThanOrEqual(1);
  await expect(first.signedInElsewhere).toBeVisible();
  await expect(second.signedInElsewhere).toHaveCount(0);
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  await expect(second.chatIn(second.chats, 'Ada')).toBeVisible();
});

/** The sessions that there were within so many ms, while the connection breaks every few seconds. */
async function sessionsWithin(ms: number, sandbox: SandboxControl): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const end = Date.now() + ms;
  for (let look = 1; Date.now() < end; look += 1) {
    for (const { id } of (await sandbox.state()).sessions) seen.add(id);
    if (look % BREAKS === 0) await sandbox.fault('drop-socket');
    await pause(EVERY);
  }
  return seen;
}
