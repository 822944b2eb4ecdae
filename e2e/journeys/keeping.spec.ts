import { expect, test } from '../fixtures.ts';
import { DeskPage } from '../pages/deskPage.ts';

test('a reload keeps the agent session, the open chat, what was said and the draft', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  const desk = await signIn('Jonas Weber');
  const conversation = await desk.serve('Ada');
  await conversation.say('Let me look.');
  await expect(conversation.message('Let me look.')).toBeVisible();
  await conversation.composer.fill('It is in ');
  const before = await sandbox.state();

  const reloaded = await desk.reload();
  const again = reloaded.conversation('Ada');
  await expect(again.composer).toHaveValue('It is in ');
  await expect(again.message('Where is my parcel?')).toHaveCount(1);
  await expect(again.message('Let me look.')).toHaveCount(1);
  expect((await sandbox.state()).sessions.map(({ id }) => id)).toEqual(before.sessions.map(({ id }) => id));
});

test('a link to a chat opens it after signing in', async ({ signIn, openDashboard, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  const desk = await signIn('Alex Morgan');
  await desk.open('Ada');
  const path = new URL(desk.page.url()).pathname;

  const colleague = await (await openDashboard(path)).signIn('Priya Nair');
  const conversation = colleague.conversation('Ada');
  await expect(conversation.message('Where is my parcel?')).toBeVisible();
  expect(new URL(colleague.page.url()).pathname).toBe(path);
});

test('the back button leads to the chat before, and a draft stays with its visitor', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('May I return it?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  await ada.composer.fill('For Ada');
  const ben = await desk.serve('Ben');
  await expect(ben.composer).toHaveValue('');
  await ben.composer.fill('For Ben');

  await desk.page.goBack();
  await expect(ada.composer).toHaveValue('For Ada');
  await desk.page.goForward();
  await expect(ben.composer).toHaveValue('For Ben');

  await ben.sendButton.click();
  await expect(ben.composer).toHaveValue('');
  await expect(ben.message('For Ben')).toHaveCount(1);
  await desk.open('Ada');
  await expect(ada.composer).toHaveValue('For Ada');
  await expect(ada.message('For Ben')).toHaveCount(0);
});

test('a chat whose visitor has left says so, and can still be read', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Thank you, bye!');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await visitor.leaves();
  await expect(conversation.log).toContainText('Ada left');
  await expect(conversation.message('Thank you, bye!')).toBeVisible();
});

test('two tabs of one browser show the same chats on one session', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  await desk.serve('Ada');
  const [session] = (await sandbox.state()).sessions;

  const page = await desk.page.context().newPage();
  await page.goto(desk.page.url());
  const second = (await DeskPage.on(page)).conversation('Ada');
  await second.say('From the second tab');
  await expect(desk.conversation('Ada').message('From the second tab')).toHaveCount(1);
  await expect.poll(() => visitor.hears()).toContain('From the second tab');
  expect((await sandbox.state()).sessions.map(({ id }) => id)).toEqual([session?.id]);
  await expect(desk.signedInElsewhere).toHaveCount(0);
});
