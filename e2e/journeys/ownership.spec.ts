import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { DeskPage } from '../pages/deskPage.ts';
import { SignInPage } from '../pages/signInPage.ts';
import type { SandboxVisitor } from '../switchboard/sandboxControl.ts';
import { killSharedWorkers } from '../switchboard/sharedWorkers.ts';

test('a worker that is killed with a reply on its way is replaced, and the reply arrives once', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await heardGreeting(visitor);
  const [session] = (await sandbox.state()).sessions;
  await sandbox.fault('lose-reply', { match: 'sendMessage' });
  await conversation.say('On its way');
  await conversation.say('Behind it');
  await killSharedWorkers(desk.page.context());

  await expect.poll(() => ours(visitor)).toEqual(['On its way', 'Behind it']);
  await expect(conversation.log.getByText(/Sending|Queued|Unsure/u)).toHaveCount(0);
  await expect(conversation.message('On its way')).toHaveCount(1);
  await expect
    .poll(async () => (await sandbox.state()).sessions)
    .toMatchObject([{ id: session?.id, sockets: 1 }]);
});

test('who writes while the worker is killed writes on, in the same field', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const { composer } = await desk.serve('Ada');
  await heardGreeting(visitor);
  await composer.pressSequentially('The first half');
  const field = await composer.elementHandle();
  await killSharedWorkers(desk.page.context());
  await desk.page.keyboard.type(', and the second');
  await desk.page.keyboard.press('Enter');
  await expect.poll(() => ours(visitor)).toEqual(['The first half, and the second']);
  expect(await field?.evaluate(element => element.isConnected)).toBe(true);
});

test('where a page owns the connection and crashes, another one goes on with what was sent', async ({
  openDashboard,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const entrance = await openDashboard();
  await withoutSharedWorkers(entrance.page);
  const owner = await entrance.signIn();
  await owner.serve('Ada');
  await heardGreeting(visitor);
  const second = await openTab(owner);
  const [session] = (await sandbox.state()).sessions;

  await sandbox.fault('lose-reply', { match: 'sendMessage' });
  await second.conversation('Ada').say('Not to be lost');
  await crash(owner.page);
  await expect.poll(() => ours(visitor)).toEqual(['Not to be lost']);
  const conversation = second.conversation('Ada');
  await expect(conversation.log.getByText(/Sending|Queued|Unsure/u)).toHaveCount(0);
  await expect
    .poll(async () => (await sandbox.state()).sessions)
    .toMatchObject([{ id: session?.id, sockets: 1 }]);
});

test('a new version takes the connection over from the worker of the old one, and no reply is lost', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const { page } = await newPage({ serviceWorkers: 'block' });
  const old = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const conversation = await old.serve('Ada');
  await heardGreeting(visitor);
  const [session] = (await sandbox.state()).sessions;

  await page.evaluate(countRequestsToYield);
  await sandbox.fault('delay', { match: 'sendMessage', ms: 1_000, count: 3 });
  for (const text of ['One', 'Two', 'Three']) await conversation.say(text);
  const next = await page.context().newPage();
  await asAnotherVersion(next);
  await next.goto(page.url());
  const desk = await DeskPage.on(next);
  await expect.poll(() => ours(visitor)).toEqual(['One', 'Two', 'Three']);
  await desk.conversation('Ada').say('Four, by the new one');
  await conversation.say('Five, by the old page');
  await expect.poll(async () => (await ours(visitor)).length).toBe(5);
  await expect(desk.conversation('Ada').log.getByText(/Sending|Queued|Unsure/u)).toHaveCount(0);
  await expect
    .poll(async () => (await sandbox.state()).sessions)
    .toMatchObject([{ id: session?.id, sockets: 1 }]);
  // The two versions do not take it from each other again and again.
  expect(await page.evaluate('requestsToYield')).toBe(1);
});

test('the browser is closed and opened again, and the agent session goes on', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  await desk.serve('Ada');
  const [session] = (await sandbox.state()).sessions;
  const context = desk.page.context();
  const address = desk.page.url();

  await desk.page.close({ runBeforeUnload: true });
  await expect.poll(async () => (await sandbox.state()).sessions).toMatchObject([{ sockets: 0 }]);
  await visitor.writes('While nobody looked');
  const page = await context.newPage();
  await page.goto(address);
  const again = await DeskPage.on(page);
  await expect(again.conversation('Ada').message('While nobody looked')).toHaveCount(1);
  expect((await sandbox.state()).sessions).toMatchObject([{ id: session?.id, sockets: 1 }]);
});

test('a sign-in that ends in the midst is renewed in place: draft, reply and chat are kept', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await heardGreeting(visitor);
  const address = desk.page.url();

  await sandbox.fault('error', { name: 'UNAUTHORIZED', count: 99 });
  await conversation.say('Sent too late');
  await expect(desk.page.getByRole('alert').filter({ hasText: 'Signed out' })).toBeVisible();
  await expect(conversation.log.getByText('Queued')).toBeVisible();
  await conversation.composer.fill('A draft');
  await sandbox.clearFaults();
  await desk.page.getByRole('link', { name: 'Sign in again' }).click();
  await desk.page.getByRole('button', { name: 'Allow' }).click();

  await expect(conversation.composer).toHaveValue('A draft');
  expect(desk.page.url()).toBe(address);
  await expect.poll(() => ours(visitor)).toEqual(['Sent too late']);
  await expect(conversation.message('Sent too late')).toHaveCount(1);
});

test('where the browser stores nothing, the composer says so, and what is written goes out', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const { page } = await newPage();
  await withoutSharedWorkers(page);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The quota is used up.', 'QuotaExceededError');
    };
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota is used up.', 'QuotaExceededError');
    };
  });
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const conversation = await desk.serve('Ada');
  await heardGreeting(visitor);
  await conversation.say('From memory');
  await expect(page.getByText('This browser stores nothing')).toBeVisible();
  await expect.poll(() => ours(visitor)).toEqual(['From memory']);
  await expect(conversation.log.getByText(/Sending|Queued|Unsure/u)).toHaveCount(0);
});

test('after an outage the desk tells what has come meanwhile, until it is dismissed', async ({
  signIn,
  sandbox,
}) => {
  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Hello?');
  const ben = await sandbox.openVisitor({ name: 'Ben' });
  await ben.writes('Anybody?');
  const desk = await signIn();
  await desk.serve('Ada');
  await desk.serve('Ben');
  await heardGreeting(ben);

  await sandbox.fault('refuse-connections', { ms: 11_000 });
  await sandbox.fault('drop-socket');
  await expect(desk.reconnecting).toBeVisible();
  for (const text of ['One', 'Two', 'Three']) await ada.writes(text);
  await ben.writes('Still here');

  const digest = desk.page.getByRole('region', { name: 'While you were away' });
  await expect(digest).toContainText(/4 messages in 2 chats, 2 visitors wait/u, { timeout: 40_000 });
  await digest.getByRole('button', { name: 'Dismiss' }).click();
  await expect(digest).not.toContainText('messages');
});

/** What the agent sent beside the greeting, which goes out by itself. */
async function ours(visitor: SandboxVisitor): Promise<readonly string[]> {
  return (await visitor.hears()).slice(1);
}

async function heardGreeting(visitor: SandboxVisitor): Promise<void> {
  await expect.poll(() => visitor.hears()).toHaveLength(1);
}

async function openTab(desk: DeskPage): Promise<DeskPage> {
  const page = await desk.page.context().newPage();
  await withoutSharedWorkers(page);
  await page.goto(desk.page.url());
  return DeskPage.on(page);
}

async function withoutSharedWorkers(page: Page): Promise<void> {
  const remove = () => Reflect.deleteProperty(globalThis, 'SharedWorker');
  await page.addInitScript(remove);
  await page.evaluate(remove);
}

/** The same scripts under another name of their worker, which is how one build tells another. */
async function asAnotherVersion(page: Page): Promise<void> {
  await withoutSharedWorkers(page);
  await page.route('**/assets/*.js', async route => {
    const response = await route.fetch();
    const { 'content-encoding': _encoding, 'content-length': _length, ...headers } = response.headers();
    const body = (await response.text()).replaceAll('connectionWorker-', 'laterWorker-');
    await route.fulfill({ response, headers, body });
  });
}

/** Runs in the page: on the channel that all tabs hear. */
function countRequestsToYield(): void {
  Reflect.set(globalThis, 'requestsToYield', 0);
  new BroadcastChannel('switchboard-owner').addEventListener('message', ({ data }) => {
    if (data?.kind === 'yield')
      Reflect.set(globalThis, 'requestsToYield', Reflect.get(globalThis, 'requestsToYield') + 1);
  });
}

/** The process of the page ends. Its own goodbye is not heard. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}
