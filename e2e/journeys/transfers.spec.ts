import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { dragByMouse } from '../pages/dragByMouse.ts';

test('a chat is dragged by its row onto a department, also one that is not open', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('May I return it?');
  const desk = await signIn('Alex Morgan');
  const ada = await desk.serve('Ada');
  const ben = await desk.serve('Ben');
  await expect(ben.composer).toBeVisible();

  await dragByMouse(desk.page, desk.chatIn(desk.mine, 'Ada'), desk.department('Returns'));
  await expect(ada.transferring('Returns')).toContainText('Ada');
  await expect(ada.transferring('Returns')).toHaveCount(0);
  await expect.poll(() => sandbox.chatOf('Ada')).toMatchObject({ department: 'Returns', agents: [] });
  expect(await sandbox.chatOf('Ben')).toMatchObject({ agents: ['Alex Morgan'] });
});

test('a chat is dragged by the header of the conversation, and nothing happens beside a department', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  const header = desk.page.getByRole('heading', { name: 'Ada', level: 2 });
  await dragByMouse(desk.page, header, ada.log);
  await expect(ada.undo).toHaveCount(0);
  await expect(ada.dropTarget('Sales')).toHaveCount(0);

  await dragByMouse(desk.page, header, desk.department('Sales'));
  await expect(ada.transferring('Sales')).toBeVisible();
  await ada.undo.click();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null });
});

test('the keyboard drags a chat: Enter lifts it, Tab goes on, Enter drops it, Escape lets it be', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  const { keyboard } = desk.page;
  const announced = desk.page.locator('[data-live-announcer]');

  await ada.dragHandle.focus();
  await keyboard.press('Enter');
  await expect(announced).toContainText('Started dragging');
  await expect(ada.dropTarget('Shipping')).toBeFocused();
  await keyboard.press('Escape');
  await expect(announced).toContainText('Drop canceled');
  await expect(ada.dragHandle).toBeFocused();
  await expect(ada.undo).toHaveCount(0);

  await keyboard.press('Enter');
  await expect(ada.dropTarget('Shipping')).toBeFocused();
  await keyboard.press('Tab');
  await expect(ada.dropTarget('Billing')).toBeFocused();
  await keyboard.press('Enter');
  await expect(announced).toContainText('Drop complete');
  await expect(ada.transferring('Billing')).toBeVisible();
  await ada.undo.click();
  await expect(ada.transferring('Billing')).toHaveCount(0);
});

test('T and letters choose a department: as many as it takes, the rest of the name does nothing', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  const { keyboard } = desk.page;
  await ada.log.focus();
  await keyboard.type('tsales', { delay: 30 });
  await expect(ada.transferring('Sales')).toBeVisible();
  await keyboard.press('z');
  await expect(ada.transferring('Sales')).toHaveCount(0);
  await expect(ada.log).toBeFocused();

  await keyboard.type('tl');
  await expect(ada.transferring('Legal')).toBeVisible();
  await expect(ada.log).toBeFocused();
  await keyboard.press('z');

  await keyboard.type('ts');
  await expect(ada.chooser).toBeFocused();
  await expect(ada.undo).toHaveCount(0);
  await keyboard.press('Escape');
  await expect(ada.chooser).toHaveCount(0);
  await expect(ada.log).toBeFocused();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: [expect.any(String)] });
});

test('a chat is handed over to a colleague, and a colleague is invited without leaving', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn('Alex Morgan');
  const ada = await desk.serve('Ada');
  await ada.showColleagues();
  await expect(ada.inviteButton('Priya Nair')).toHaveAccessibleDescription(/.+/u);
  await expect(ada.colleagues).not.toContainText('Alex Morgan');

  await ada.inviteButton('Grace Kim').click();
  await expect(ada.inviting('Grace Kim')).toBeVisible();
  await expect.poll(async () => (await sandbox.chatOf('Ada')).agents).toEqual(['Alex Morgan', 'Grace Kim']);
  await expect(ada.composer).toBeVisible();
  await expect(ada.inviteButton('Grace Kim')).toBeDisabled();

  await ada.searchColleagues('sam');
  await expect(ada.handOverButton('Sam Okoro')).toBeVisible();
  await expect(ada.handOverButton('Lena Fischer')).toHaveCount(0);
  await ada.handOverButton('Sam Okoro').click();
  await expect(ada.transferring('Sam Okoro')).toBeVisible();
  await expect
    .poll(async () => (await sandbox.chatOf('Ada')).agents.toSorted())
    .toEqual(['Grace Kim', 'Sam Okoro']);
  await expect(ada.composer).toHaveCount(0);
});

test('a colleague who is not online is asked about first', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn('Alex Morgan');
  const ada = await desk.serve('Ada');
  await desk.page.keyboard.press('Escape');
  await ada.log.focus();
  await desk.page.keyboard.type('t@priya');
  await expect(ada.handOverButton('Priya Nair')).toBeVisible();
  await expect(ada.handOverButton('Sam Okoro')).toHaveCount(0);
  await ada.handOverButton('Priya Nair').click();
  await expect(ada.question('Priya Nair is')).toContainText('Transfer to Priya Nair?');
  await ada.cancel.click();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ agents: ['Alex Morgan'] });
});

test('a farewell goes out first, names the department, and is kept for all chats when asked', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  await ada.farewell.fill('{{department}} will go on from here. Bye!');
  await ada.say('One moment.');
  await ada.transferTo('Billing');
  await ada.undo.click();
  await expect(ada.undo).toHaveCount(0);
  expect(await visitor.hears()).not.toContain('Billing will go on from here. Bye!');

  await ada.keepFarewell.click();
  await ada.transferTo('Billing');
  await expect(desk.page.getByText('First: “Billing will go on from here. Bye!”')).toBeVisible();
  await expect.poll(async () => (await sandbox.chatOf('Ada')).department).toBe('Billing');
  const lines = (await visitor.sees()).map(({ text }) => text);
  expect(lines.indexOf('Billing will go on from here. Bye!')).toBeGreaterThan(lines.indexOf('One moment.'));
  expect((await visitor.hears()).at(-1)).toBe('Billing will go on from here. Bye!');

  const ben = await desk.serve('Ben');
  await expect(ben.farewell).toHaveValue('{{department}} will go on from here. Bye!');
});

test('a farewell that is refused keeps the chat here, and says so', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn('Alex Morgan');
  const ada = await desk.serve('Ada');
  await ada.farewell.fill('Bye!');
  await sandbox.fault('error', { match: 'sendMessage', name: 'GRAPHQL_EXEC_ERROR' });
  await ada.transferTo('Billing');
  await expect(desk.problem('Not transferred to Billing')).toContainText('A message before it');
  await expect(ada.log.getByText('Not sent')).toBeVisible();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });
});

test('a department is suggested from past transfers, says why, and can be forgotten', async ({
  signIn,
  sandbox,
}) => {
  test.setTimeout(120_000);
  const desk = await signIn();
  for (const name of ['Ada', 'Ben', 'Cleo']) {
    const visitor = await sandbox.openVisitor({ name });
    await visitor.writes('I want a refund for this invoice');
    const chat = await desk.serve(name);
    if (name === 'Cleo') break;
    await expect(chat.suggestion).toHaveCount(0);
    await chat.transferTo('Billing');
    await expect.poll(async () => (await sandbox.chatOf(name)).department).toBe('Billing');
    await expect(desk.chatIn(desk.mine, name)).toHaveCount(0);
  }
  const cleo = desk.conversation('Cleo');
  await expect(cleo.suggestion).toContainText(
    /Perhaps Billing, because of: (invoice, refund|refund, invoice)/u,
  );
  expect(await sandbox.chatOf('Cleo')).toMatchObject({ department: null });
  await desk.reload();
  await expect(cleo.suggestion).toBeVisible();
  await desk.page.getByRole('button', { name: 'Follow the suggestion: Billing' }).click();
  await expect(cleo.transferring('Billing')).toBeVisible();
  await cleo.undo.click();

  await desk.page.getByText('Suggestions', { exact: true }).click();
  await desk.page.getByRole('button', { name: 'Switch off' }).click();
  await expect(cleo.suggestion).toHaveCount(0);
  await desk.page.getByRole('button', { name: 'Switch on' }).click();
  await expect(cleo.suggestion).toBeVisible();
  await desk.page.getByRole('button', { name: 'Forget past transfers' }).click();
  await expect(cleo.suggestion).toHaveCount(0);
});

test('a department says since when, how often it changed, and knows it after a reload', async ({
  signIn,
  sandbox,
}) => {
  const desk = await signIn();
  await expect(desk.department('Billing')).toHaveAccessibleDescription('online');
  for (const status of ['AWAY', 'ONLINE'] as const) {
    await sandbox.setDepartment('Billing', status);
    await expect(desk.department('Billing')).toHaveAccessibleDescription(
      new RegExp(`^${status.toLowerCase()} just now`, 'u'),
    );
  }
  await expect(desk.department('Billing')).toHaveAccessibleDescription(/, 2 changes this hour$/u);
  await desk.reload();
  await expect(desk.department('Billing')).toHaveAccessibleDescription(/^online .*, 2 changes this hour$/u);
});

test('what was begun and not sent is offered back after the transfer', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const ada = await desk.serve('Ada');
  await ada.composer.fill('Let me look it');
  await ada.transferTo('Sales');
  await expect(desk.page.getByText('What you began to write is not sent.')).toBeVisible();
  const left = desk.page.getByRole('region', { name: 'What you began to write' });
  await expect(left).toContainText('Let me look it');
  await left.getByRole('button', { name: 'Throw away' }).click();
  await expect(left).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`handing over has no accessibility defect (${colorScheme})`, async ({ signIn, sandbox }) => {
    await sandbox.setDepartment('Legal', 'OFFLINE');
    await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
    const desk = await signIn('Alex Morgan', { colorScheme });
    const ada = await desk.serve('Ada');
    await ada.showColleagues();
    await expect(ada.handOverButton('Priya Nair')).toBeVisible();
    await ada.farewell.fill('Bye!');
    expect(await accessibilityDefects(desk.page)).toEqual([]);
    await ada.log.focus();
    await desk.page.keyboard.type('ts');
    await expect(ada.chooser).toBeFocused();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
    await desk.page.keyboard.press('Escape');
    await ada.dragHandle.focus();
    await desk.page.keyboard.press('Enter');
    await expect(ada.dropTarget('Shipping')).toBeFocused();
    // While a chat is lifted, all but the places to drop it is out of reach, the heading of the page too.
    const whileLifted = await accessibilityDefects(desk.page);
    expect(whileLifted.filter(defect => !defect.startsWith('page-has-heading-one'))).toEqual([]);
    await desk.page.keyboard.press('Enter');
    await expect(ada.transferring('Shipping')).toBeVisible();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
  });
}
