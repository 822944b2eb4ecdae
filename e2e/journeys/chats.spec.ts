import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { tabTo } from '../pages/tabTo.ts';

test('each list says how many it holds and how long the first has waited, in text and colour', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada', department: 'Sales' })).writes('Hello?');
  const ben = await sandbox.openVisitor({ name: 'Ben' });
  await ben.writes('Anybody?');
  const desk = await signIn();
  await expect(desk.heading(desk.unserved)).toContainText(/Unserved · 2/u);
  await expect(desk.unserved).toContainText(/longest 0:\d\d/u);
  await expect(desk.chatIn(desk.unserved, 'Ada')).toContainText('Sales');
  await expect(desk.chatIn(desk.unserved, 'Ada')).toContainText(/waits 0:\d\d/u);
  await desk.serve('Ben');
  await expect(desk.heading(desk.mine)).toContainText(/My chats · 1/u);
  await ben.writes('It is 4711.');
  await expect(desk.mine).toContainText(/1 waits for you · 0:\d\d/u);
});

test('an order that is pointed at holds still: who goes leaves a gap, who comes comes last', async ({
  signIn,
  sandbox,
}) => {
  for (const name of ['Ada', 'Ben', 'Chen'])
    await (await sandbox.openVisitor({ name })).writes(`${name} is here`);
  const colleague = await signIn('Priya Nair');
  const desk = await signIn('Alex Morgan');
  await desk.chatIn(desk.unserved, 'Chen').hover();
  const place = () => desk.chatIn(desk.unserved, 'Chen').boundingBox();
  const before = await place();

  await colleague.serve('Ada');
  await expect(desk.serveButton('Ada')).toHaveCount(0);
  await expect(desk.unserved).toContainText('Served by Priya');
  await expect(desk.heading(desk.unserved)).toContainText('Unserved · 2');
  await (await sandbox.openVisitor({ name: 'Dana' })).writes('Dana is here');
  await expect(desk.serveButton('Dana')).toBeVisible();
  expect(await place()).toEqual(before);

  await desk.page.mouse.move(700, 400);
  await expect(desk.unserved).not.toContainText('Served by Priya');
  await expect(desk.chatIn(desk.colleagues, 'Ada')).toContainText('Served by Priya');
  expect((await place())?.y).toBeLessThan(before?.y ?? 0);
});

test('an order holds still while the keyboard is in the list', async ({ signIn, sandbox }) => {
  for (const name of ['Ada', 'Ben', 'Chen']) await (await sandbox.openVisitor({ name })).writes('Hello?');
  const colleague = await signIn('Priya Nair');
  const desk = await signIn('Alex Morgan');
  await desk.page.keyboard.press('f');
  await tabTo(desk.page, desk.chatIn(desk.unserved, 'Chen'));
  const before = await desk.chatIn(desk.unserved, 'Chen').boundingBox();
  await colleague.serve('Ada');
  await expect(desk.unserved).toContainText('Served by Priya');
  expect(await desk.chatIn(desk.unserved, 'Chen').boundingBox()).toEqual(before);
  await expect(desk.chatIn(desk.unserved, 'Chen')).toBeFocused();
  await desk.ownStatus.focus();
  await expect(desk.unserved).not.toContainText('Served by Priya');
});

test('a chat that comes takes no focus, and nothing from who types', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const { composer } = await desk.serve('Ada');
  await composer.click();
  await desk.page.keyboard.type('Dear ');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello too?');
  await expect(desk.serveButton('Ben')).toBeVisible();
  await desk.page.keyboard.type('Ada');
  await expect(composer).toHaveValue('Dear Ada');
});

test('chats are found by name, text, department and tag; Escape shows all again', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Tomasz Król', department: 'Sales' })).writes('My parcel is late');
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my invoice?');
  const desk = await signIn();
  await expect(desk.serveButton('Ada')).toBeVisible();
  const found = desk.chats.getByRole('status');
  await expect(found).toBeEmpty();

  await desk.page.keyboard.press('f');
  await expect(desk.finder).toBeFocused();
  for (const [words, name] of [
    ['krol', 'Tomasz Król'],
    ['INVOICE', 'Ada'],
    ['sales', 'Tomasz Król'],
  ] as const) {
    await desk.finder.fill(words);
    await expect(found).toHaveText('1 of 2 chats');
    await expect(desk.unserved.getByRole('link')).toHaveCount(1);
    await expect(desk.chatIn(desk.unserved, name)).toBeVisible();
  }
  await desk.finder.fill('nothing of the kind');
  await expect(found).toHaveText('0 of 2 chats');
  await expect(desk.chats).toContainText('No chat has “nothing of the kind” in it.');
  await desk.page.keyboard.press('Escape');
  await expect(desk.finder).toHaveValue('');
  await expect(desk.unserved.getByRole('link')).toHaveCount(2);
  await expect(found).toBeEmpty();
  await desk.page.keyboard.press('Escape');
  await expect(desk.finder).not.toBeFocused();

  await desk.page.getByRole('button', { name: 'Show the chats of a department or tag' }).click();
  await desk.page.getByRole('menuitem', { name: 'Sales' }).click();
  await expect(found).toContainText('1 of 2 chats');
  await expect(desk.chatIn(desk.unserved, 'Tomasz Król')).toBeVisible();
  await desk.chats.getByRole('button', { name: 'Show all' }).click();
  await expect(desk.unserved.getByRole('link')).toHaveCount(2);
});

test('chats are found by their tag, and a row tells of what is begun there', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  await ada.tagField.fill('vip');
  await ada.tagField.press('Enter');
  await expect(ada.tags).toHaveText(['vip']);
  await ada.composer.fill('Dear Ada');
  await desk.serve('Ben');
  const row = desk.mine.getByRole('listitem').filter({ hasText: 'Ada' });
  await expect(row.getByText('draft', { exact: true })).toBeAttached();

  await desk.page.getByRole('button', { name: 'Show the chats of a department or tag' }).click();
  await desk.page.getByRole('menuitem', { name: '#vip' }).click();
  await expect(desk.chatIn(desk.mine, 'Ada')).toBeVisible();
  await expect(desk.chatIn(desk.mine, 'Ben')).toHaveCount(0);
  await desk.open('Ada');
  await ada.composer.fill('');
  await expect(row.getByText('draft', { exact: true })).toHaveCount(0);
});

test('a colleague’s chat is shown as such, can be listened to without joining, and left alone again', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const colleague = await signIn('Priya Nair');
  await colleague.serve('Ada');
  const desk = await signIn('Alex Morgan');
  await expect(desk.chatIn(desk.colleagues, 'Ada')).toContainText('Served by Priya');
  await desk.colleagues.getByRole('button', { name: 'Listen to Ada' }).click();
  await expect(desk.chatIn(desk.colleagues, 'Ada')).toContainText('you listen');
  await visitor.writes('Only Priya can see this, and who listens');
  await expect(desk.chatIn(desk.colleagues, 'Ada')).toContainText('Only Priya can see this');

  const conversation = await desk.open('Ada');
  await expect(desk.page.getByText('You listen: they don’t see you.')).toBeVisible();
  await expect(conversation.composer).toHaveCount(0);
  expect(await sandbox.chatOf('Ada')).toMatchObject({ agents: ['Priya Nair'] });
  await desk.reload();
  await expect(desk.chatIn(desk.colleagues, 'Ada')).toContainText('you listen');
  await desk.page.getByRole('button', { name: 'Stop listening', exact: true }).click();
  await expect(desk.chatIn(desk.colleagues, 'Ada')).not.toContainText('you listen');
});

test('serving opens the chat; with Shift the agent stays where they are', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  const desk = await signIn();
  await desk.serveButton('Ada').click({ modifiers: ['Shift'] });
  await expect(desk.chatIn(desk.mine, 'Ada')).toBeVisible();
  await expect(desk.conversation('Ada').log).toHaveCount(0);
  const conversation = await desk.serve('Ben');
  await expect(conversation.log).toBeVisible();
});

test('keys move among the chats, open by number, find who waits, and serve the oldest', async ({
  signIn,
  sandbox,
}) => {
  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Hello?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  const desk = await signIn();
  await expect(desk.serveButton('Ben')).toBeVisible();

  await desk.page.keyboard.press('o');
  await expect(desk.conversation('Ada').composer).toBeVisible();
  await blur(desk.page);
  await desk.page.keyboard.press('o');
  await expect(desk.conversation('Ben').composer).toBeVisible();
  await expect(desk.chatIn(desk.mine, 'Ben')).toBeVisible();

  await ada.writes('Are you there?');
  await expect(desk.chatIn(desk.mine, 'Ada')).toContainText(/waits/u);
  await blur(desk.page);
  await desk.page.keyboard.press('n');
  await expect(desk.conversation('Ada').log).toBeVisible();
  await expect(desk.chatIn(desk.mine, 'Ada')).toBeFocused();
  await desk.page.keyboard.press('j');
  await expect(desk.chatIn(desk.mine, 'Ben')).toBeFocused();
  await expect(desk.conversation('Ben').log).toBeVisible();
  await desk.page.keyboard.press('k');
  await expect(desk.conversation('Ada').log).toBeVisible();
  await desk.page.keyboard.press('2');
  await expect(desk.conversation('Ben').log).toBeVisible();
  await desk.page.keyboard.press('r');
  await expect(desk.conversation('Ben').composer).toBeFocused();
});

test('a chat that ended stays for the day, with what was said, also after a reload', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Thank you, bye!');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(conversation.message('Hello! How can I help you?')).toBeVisible();
  await visitor.leaves();
  await expect(desk.chatIn(desk.ended, 'Ada')).toBeVisible({ timeout: 30_000 });
  await expect(desk.heading(desk.ended)).toContainText('Ended · 1');
  await desk.reload();
  await expect(desk.chatIn(desk.ended, 'Ada')).toBeVisible();
  await desk.open('Ada');
  await expect(conversation.message('Thank you, bye!')).toBeVisible();
  await expect(desk.page.getByText('This chat has ended. You can still read it here.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the chats have no accessibility defect, whatever the lists show (${colorScheme})`, async ({
    signIn,
    sandbox,
  }) => {
    await (await sandbox.openVisitor({ name: 'Ada', department: 'Sales' })).writes('Hello?');
    await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
    const colleague = await signIn('Priya Nair');
    await colleague.serve('Ben');
    const desk = await signIn('Alex Morgan', { colorScheme });
    await expect(desk.chatIn(desk.colleagues, 'Ben')).toBeVisible();
    await desk.open('Ben');
    expect(await accessibilityDefects(desk.page)).toEqual([]);
    await desk.finder.fill('ada');
    await expect(desk.chats.getByRole('status')).toHaveText('1 of 2 chats');
    expect(await accessibilityDefects(desk.page)).toEqual([]);
    await desk.finder.fill('nobody');
    await expect(desk.chats).toContainText('No chat has');
    expect(await accessibilityDefects(desk.page)).toEqual([]);
  });
}

/** As Escape does in the composer: keys then mean commands. */
async function blur(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
}
