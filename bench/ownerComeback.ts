// From the moment in which the browser has its network back to eight chats that show what was said meanwhile: the owner
// of the connection opens the socket, the subscriptions are asked, the logs are read, the rows are painted. Beside it the
// floor: a bare socket from the same page, opened and answered once.
// Run: npm run bench -- ownerComeback
import type { JSHandle, Page } from '@playwright/test';
import { bareRoundTrip, DashboardRig } from './rig/browser/dashboard.ts';
import { percentile, report } from './rig/figures.ts';

const VISITORS = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana'] as const;
const ROUNDS = 40;

const rig = await DashboardRig.start();
try {
  const { desk, visitors } = await rig.openDesk('Priya Nair', VISITORS);
  const { page } = desk;
  const context = page.context();
  const times: number[] = [];
  const floor: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    await context.setOffline(true);
    await desk.offline.waitFor();
    for (const visitor of visitors) await visitor.writes(`Round ${round}.`);
    const online = await nextOnline(page);
    await context.setOffline(false);
    times.push(await gapClosed(page, online, `Round ${round}.`, VISITORS.length));
    floor.push(await bareRoundTrip(page));
  }
  for (const percent of [50, 99]) {
    const least = percentile(floor, percent);
    const value = percentile(times, percent);
    const common = { bench: 'owner-comeback', n: ROUNDS, unit: 'ms' };
    report({ ...common, variant: `floor: socket and one round trip, p${percent}`, value: least });
    report({
      ...common,
      variant: `8 chats live and their gap closed, p${percent}`,
      value,
      ratio_to: 'floor',
      ratio: value / least,
    });
  }
} finally {
  await rig.stop();
}

type Online = { readonly at: Promise<number> };

/** When the page hears that the network is back; it listens when this resolves. */
function nextOnline(page: Page): Promise<JSHandle<Online>> {
  return page.evaluateHandle(() => ({
    at: new Promise<number>(resolve =>
      addEventListener('online', () => resolve(performance.now()), { once: true }),
    ),
  }));
}

/** Milliseconds from the browser's `online` to the frame in which the rows of all chats show the text. */
function gapClosed(page: Page, online: JSHandle<Online>, text: string, chats: number): Promise<number> {
  return page.evaluate(
    async ({ online: { at }, wanted, count }) => {
      const start = await at;
      const rows = () =>
        [...document.querySelectorAll('nav a')].filter(row => row.textContent.includes(wanted));
      while (rows().length < count) await new Promise(requestAnimationFrame);
      return performance.now() - start;
    },
    { online, wanted: text, count: chats },
  );
}
