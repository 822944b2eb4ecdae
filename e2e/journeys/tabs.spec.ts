import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { DeskPage } from '../pages/deskPage.ts';

/** The dashboard's subscriptions: messages, and joins and leaves. */
const SUBSCRIPTIONS = 2;

const ways = [
  { name: 'a shared worker', prepare: async (_page: Page) => undefined },
  { name: 'one of the pages, where there are no shared workers', prepare: withoutSharedWorkers },
] as const;

for (const { name, prepare } of ways) {
  test.describe(`a connection that is owned by ${name}`, () => {
    test('ten tabs cost one socket and one set of subscriptions, and all of them are live', async ({
      openDashboard,
      sandbox,
    }) => {
      test.setTimeout(180_000);
      const visitor = await sandbox.openVisitor({ name: 'Ada' });
      await visitor.writes('Hello?');
      const entrance = await openDashboard();
      await prepare(entrance.page);
      const desk = await entrance.signIn('Priya Nair');
      await desk.serve('Ada');
      const tabs = [desk];
      while (tabs.length < 10) tabs.push(await openTab(desk, prepare));
      const { sessions } = await sandbox.state();
      expect(sessions).toMatchObject([{ agent: 'Priya Nair', sockets: 1, subscriptions: SUBSCRIPTIONS }]);

      await visitor.writes('Is anybody there?');
      for (const tab of tabs) {
        await expect(tab.conversation('Ada').message('Is anybody there?')).toHaveCount(1);
      }
      await tabs[9]?.conversation('Ada').say('From the last tab');
      await expect.poll(() => visitor.hears()).toContain('From the last tab');
      await expect(desk.conversation('Ada').message('From the last tab')).toHaveCount(1);
    });

    test('when the first tab is closed the others go on, in the same session', async ({
      openDashboard,
      sandbox,
    }) => {
      const visitor = await sandbox.openVisitor({ name: 'Ada' });
      await visitor.writes('Hello?');
      const entrance = await openDashboard();
      await prepare(entrance.page);
      const first = await entrance.signIn();
      await first.serve('Ada');
      const second = await openTab(first, prepare);
      const [session] = (await sandbox.state()).sessions;

      await first.page.close();
      await visitor.writes('Are you still there?');
      const conversation = second.conversation('Ada');
      await expect(conversation.message('Are you still there?')).toHaveCount(1);
      await conversation.say('Yes, I am.');
      await expect.poll(() => visitor.hears()).toContain('Yes, I am.');
      await expect(conversation.log.getByText(/Sending|Queued|Unsure/u)).toHaveCount(0);
      await expect
        .poll(async () => (await sandbox.state()).sessions)
        .toMatchObject([{ id: session?.id, sockets: 1, subscriptions: SUBSCRIPTIONS }]);
    });

    test('signing out ends the session and shows the way to sign in, in every tab', async ({
      openDashboard,
      sandbox,
    }) => {
      await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
      const entrance = await openDashboard();
      await prepare(entrance.page);
      const first = await entrance.signIn();
      const conversation = await first.serve('Ada');
      await conversation.composer.fill('A draft');
      const second = await openTab(first, prepare);
      await expect(second.conversation('Ada').composer).toHaveValue('A draft');

      await second.page.getByRole('button', { name: 'Sign out' }).click();
      for (const { page } of [first, second]) {
        await expect(page.getByRole('link', { name: 'Sign in with Zendesk' })).toBeVisible();
      }
      await expect.poll(async () => (await sandbox.state()).sessions).toEqual([]);
      expect(await keptTexts(first.page.context())).not.toContain('A draft');
    });
  });
}

async function openTab(desk: DeskPage, prepare: (page: Page) => Promise<unknown>): Promise<DeskPage> {
  const page = await desk.page.context().newPage();
  await prepare(page);
  await page.goto(desk.page.url());
  return DeskPage.on(page);
}

async function withoutSharedWorkers(page: Page): Promise<void> {
  const remove = () => Reflect.deleteProperty(globalThis, 'SharedWorker');
  await page.addInitScript(remove);
  await page.evaluate(remove);
}

/** Everything that the browser's database holds, as text. */
async function keptTexts(context: BrowserContext): Promise<string> {
  const [page] = context.pages();
  if (page === undefined) throw new Error('Expected an open page.');
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('switchboard');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const names = [...database.objectStoreNames];
          const reading = database.transaction(names);
          const asked = names.map(name => reading.objectStore(name).getAll());
          reading.oncomplete = () => {
            database.close();
            resolve(JSON.stringify(asked.map(({ result }) => result)));
          };
        };
      }),
  );
}
