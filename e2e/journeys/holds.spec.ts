import { expect, test } from '../fixtures.ts';

test('a transfer waits five seconds, each hold by itself, and Undo takes back one of two', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('May I return it?');
  const desk = await signIn('Alex Morgan');
  const ada = await desk.serve('Ada');
  const ben = await desk.serve('Ben');

  await ben.transferTo('Returns');
  await desk.open('Ada');
  await ada.transferTo('Shipping');
  await expect(ben.transferring('Returns')).toContainText('Ben');
  await ada.undoOf('Shipping').click();
  await expect(ada.transferring('Shipping')).toHaveCount(0);
  await expect(ben.transferring('Returns')).toBeVisible();

  await expect(ben.transferring('Returns')).toHaveCount(0);
  expect(await sandbox.chatOf('Ben')).toMatchObject({ department: 'Returns', agents: [] });
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });
  await expect(desk.chatIn(desk.mine, 'Ada')).toBeVisible();
  await expect(ada.composer).toBeVisible();
});

test('T and a digit hands over to the department with that digit, and Z takes it back', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await conversation.log.focus();

  await desk.page.keyboard.press('t');
  await desk.page.keyboard.press('2');
  await expect(conversation.transferring('Billing')).toBeVisible();
  await desk.page.keyboard.press('z');
  await expect(conversation.transferring('Billing')).toHaveCount(0);

  await conversation.composer.focus();
  await desk.page.keyboard.type('t2z');
  await expect(conversation.composer).toHaveValue('t2z');
  await expect(conversation.undo).toHaveCount(0);
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });
});

test('leaving can be undone for five seconds, then the visitor waits again', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');

  await conversation.leave();
  await expect(conversation.leaving()).toBeVisible();
  await conversation.undo.click();
  await expect(conversation.leaving()).toHaveCount(0);
  await expect(conversation.composer).toBeVisible();

  await conversation.leave();
  await expect(conversation.leaving()).toBeVisible();
  await expect(desk.serveButton('Ada')).toBeVisible();
  await expect(conversation.leaving()).toHaveCount(0);
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: [] });
});

test('a transfer that a reload interrupts has not happened, and says so', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await conversation.transferTo('Sales');
  await expect(conversation.transferring('Sales')).toBeVisible();
  await desk.page.reload();
  await expect(desk.page.getByText('Not transferred to Sales: Ada is still with you')).toBeVisible();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });
});
