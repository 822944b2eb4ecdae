import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';

test('a new name can be put back, and one that is refused is not kept', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  await desk.serve('Ada');
  const ada = desk.conversation('Ada');
  await ada.nameField.fill('Ada Lindqvist');
  await ada.nameField.press('Enter');
  await expect
    .poll(async () => (await sandbox.state()).channels.map(({ visitor }) => visitor))
    .toEqual(['Ada Lindqvist']);
  await desk.page.getByRole('button', { name: 'Put the name Ada back' }).click();
  await expect(ada.nameField).toHaveValue('Ada');
  await expect
    .poll(async () => (await sandbox.state()).channels.map(({ visitor }) => visitor))
    .toEqual(['Ada']);

  await sandbox.fault('error', { match: 'updateVisitorInfo', name: 'FORBIDDEN' });
  await ada.nameField.fill('Somebody');
  await ada.nameField.press('Enter');
  await expect(desk.problem('The name is still Ada')).toBeVisible();
  await expect(ada.nameField).toHaveValue('Ada');
});

test('what the visitor told can be copied and not be changed', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada', email: 'ada@example.com', department: 'Sales' })).writes(
    'Hello?',
  );
  const desk = await signIn('Alex Morgan', { permissions: ['clipboard-read', 'clipboard-write'] });
  const ada = await desk.serve('Ada');
  const email = ada.visitorRegion.getByRole('textbox', { name: 'Email' });
  await expect(email).toHaveValue('ada@example.com');
  await expect(email).not.toBeEditable();
  await expect(ada.visitorRegion.getByRole('textbox', { name: 'Phone' })).not.toBeEditable();
  await expect(ada.visitorRegion).toContainText('Sales');
  await ada.visitorRegion.getByRole('button', { name: 'Copy the email' }).click();
  await expect(ada.visitorRegion.getByText('Copied')).toBeAttached();
  expect(await desk.page.evaluate(() => navigator.clipboard.readText())).toBe('ada@example.com');
});

test('where the visitor is and with which browser is told as far as Zendesk knows', async ({
  signIn,
  sandbox,
  openVisitorPage,
}) => {
  const away = { name: 'Ingrid', city: 'Oslo', country: 'Norway' };
  await (await sandbox.openVisitor(away)).writes('Hello?');
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  const widget = await openVisitorPage({ userAgent });
  await widget.introduceAs('Ben');
  await widget.write('Hello?');
  await widget.showsSent('Hello?');
  const desk = await signIn();
  const ingrid = await desk.open('Ingrid');
  await expect(ingrid.visitorRegion).toContainText('Oslo, Norway');
  await expect(ingrid.visitorRegion).not.toContainText('Browser');
  const ben = await desk.open('Ben');
  await expect(ben.visitorRegion).toContainText('BrowserSafari 18, iPhone');
  await expect(ben.visitorRegion).not.toContainText('Place');
});

test('tags are added, several at once; what can’t be one is told', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  await ada.tagField.fill('vip!');
  await expect(ada.tagField).toHaveAccessibleDescription('A tag holds letters, digits, - and _ alone.');
  await ada.tagField.press('Enter');
  await expect(ada.tags).toHaveCount(0);
  await ada.tagField.fill('vip, late-parcel');
  await expect(ada.tagField).toHaveAccessibleDescription(/can’t be taken away/u);
  await ada.tagField.press('Enter');
  await expect(ada.tags).toHaveText(['vip', 'late-parcel']);
  await expect(ada.tagField).toHaveValue('');
  await desk.reload();
  await expect(ada.tags).toHaveText(['vip', 'late-parcel']);

  await sandbox.fault('error', { match: 'addTags', name: 'GRAPHQL_EXEC_ERROR' });
  await ada.tagField.fill('third');
  await ada.tagField.press('Enter');
  await expect(desk.problem('Not tagged')).toBeVisible();
  await expect(ada.tagField).toHaveValue('third');
  await expect(ada.tags).toHaveText(['vip', 'late-parcel']);
});

test('notes stay with their visitor, over a reload, until the agent signs out', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  const desk = await signIn('Alex Morgan');
  const ada = await desk.serve('Ada');
  await expect(ada.notes).toHaveAccessibleDescription('Only in this browser, until you sign out');
  await ada.notes.fill('Wants it before Friday');
  const ben = await desk.serve('Ben');
  await expect(ben.notes).toHaveValue('');
  await desk.open('Ada');
  await expect(ada.notes).toHaveValue('Wants it before Friday');
  await desk.reload();
  await expect(ada.notes).toHaveValue('Wants it before Friday');

  await desk.page.getByRole('button', { name: 'Sign out' }).click();
  await desk.page.getByRole('link', { name: 'Sign in with Zendesk' }).waitFor();
  const kept = await desk.page.evaluate(
    () =>
      new Promise(resolve => {
        const opening = indexedDB.open('switchboard');
        opening.onsuccess = () => {
          const all = opening.result.transaction(['notes', 'earlier']).objectStore('notes').getAll();
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );
  expect(kept).toEqual([]);
});

test('earlier chats of a visitor are listed and can be read', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  const desk = await signIn('Alex Morgan');
  const ada = await desk.serve('Ada');
  await ada.say('It comes today.');
  await expect.poll(() => visitor.hears()).toContain('It comes today.');
  await ada.transferTo('Returns');
  await expect(desk.chatIn(desk.mine, 'Ada')).toHaveCount(0);

  await desk.reload();
  const earlier = ada.visitorRegion.getByRole('region', { name: 'Earlier' });
  await expect(earlier).toContainText('Where is my parcel?');
  await expect(earlier).toContainText('handed over to Returns');
  await earlier.getByRole('button', { name: 'Where is my parcel?' }).click();
  const dialog = desk.page.getByRole('dialog', { name: 'Earlier chat with Ada' });
  await expect(dialog.getByRole('listitem')).toContainText([
    'Where is my parcel?',
    /Hello/u,
    'It comes today.',
  ]);
  expect(await accessibilityDefects(desk.page)).toEqual([]);
  await desk.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('I goes to the visitor', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn('Alex Morgan', { viewport: { width: 1000, height: 700 } });
  const ada = await desk.serve('Ada');
  await ada.log.focus();
  await expect(ada.visitorRegion).toBeHidden();
  await desk.page.keyboard.press('i');
  await expect(ada.visitorRegion).toBeFocused();
  await desk.page.keyboard.press('Tab');
  await expect(ada.nameField).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the visitor’s pane has no accessibility defect, with long texts too (${colorScheme})`, async ({
    signIn,
    sandbox,
  }) => {
    const name = 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Third of Somewhere';
    const email = `${'long.'.repeat(9)}address@example.com`;
    await (await sandbox.openVisitor({ name, email, department: 'Sales' })).writes('Hello?');
    const desk = await signIn('Alex Morgan', { colorScheme });
    const chat = await desk.serve(name);
    await chat.tagField.fill('vip a-tag-that-is-rather-long-for-a-tag-in-such-a-pane');
    await chat.tagField.press('Enter');
    await expect(chat.tags).toHaveCount(2);
    await chat.notes.fill('Wants it before Friday.\nSecond line.');
    await chat.nameField.fill('Hubert');
    await chat.nameField.press('Enter');
    await expect(desk.page.getByRole('button', { name: /^Put the name/u })).toBeVisible();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
  });
}
