import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { NoticesPage } from '../pages/noticesPage.ts';

/** What comes after the first view by itself. */
const LATE = ['FirstSteps', 'NoticesBell', 'StatusBar', 'UpdateOffer'];

/** Else the page may have its files from the shell that is kept. */
const withoutCache = { serviceWorkers: 'block' } as const;
const ASSETS = '**/assets/*.js';

// A file that can't be read is a complaint of the browser's.
test.use({ toleratesComplaints: true });

test('what can’t be read takes nothing else away, and comes when the network is back', async ({
  openDashboard,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  const entrance = await openDashboard('/', withoutCache);
  const asked = await refuse(entrance.page, [...LATE, 'NoticesPanel', 'Studio']);
  const desk = await entrance.signIn();
  await expect.poll(() => LATE.filter(part => !asked.has(part))).toEqual([]);

  const conversation = await desk.serve('Ada');
  await conversation.say('It left the house yesterday.');
  await expect(conversation.log).toContainText('sent');
  const notices = new NoticesPage(desk.page);
  await expect(notices.bell).toHaveCount(0);

  await desk.page.unroute(ASSETS);
  await desk.findNetwork();
  await expect(notices.bell).toBeVisible();
});

test('a dialog that can’t be read says so, and opens when it is pressed again', async ({
  openDashboard,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  const entrance = await openDashboard('/', withoutCache);
  await refuse(entrance.page, ['NoticesPanel', 'Studio']);
  const desk = await entrance.signIn();
  const conversation = await desk.serve('Ada');
  const notices = new NoticesPage(desk.page);

  await notices.bell.click();
  await expect(desk.problems).toContainText('This part of Switchboard can’t be read');
  await expect(notices.panel).toHaveCount(0);
  await conversation.composer.press('Control+j');
  await expect(desk.problems.getByText('This part of Switchboard can’t be read')).toHaveCount(2);
  const studio = desk.page.getByRole('dialog', { name: 'Structured message for Ada' });
  await expect(studio).toHaveCount(0);

  await desk.page.unroute(ASSETS);
  await conversation.composer.press('Control+j');
  await expect(studio).toBeVisible();
});

test('a page that can’t read how to own the connection owns it once it can', async ({ openDashboard }) => {
  const entrance = await openDashboard('/', withoutCache);
  await entrance.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
  const asked = await refuse(entrance.page, ['ownership']);
  const signedIn = entrance.signIn();
  await expect.poll(() => asked.has('ownership')).toBe(true);
  await entrance.page.unroute(ASSETS);
  const desk = await signedIn;
  await expect(desk.ownStatus).toBeVisible();
});

/** The names of those that were asked for. */
async function refuse(page: Page, parts: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  await page.route(ASSETS, route => {
    const { pathname } = new URL(route.request().url());
    const part = parts.find(name => pathname.startsWith(`/assets/${name}-`));
    if (part === undefined) return route.continue();
    asked.add(part);
    return route.abort();
  });
  return asked;
}
