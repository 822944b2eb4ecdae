import { expect, test } from '../fixtures.ts';

const phone = { viewport: { width: 390, height: 780 }, hasTouch: true };

test('a narrow screen shows one pane at a time, and the whole road can be gone on it', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  const desk = await signIn('Alex Morgan', phone);
  await expect(desk.chats).toBeVisible();
  await expect(desk.departments).toBeHidden();

  const conversation = await desk.serve('Ada');
  await expect(desk.chats).toBeHidden();
  await expect(conversation.message('Where is my parcel?')).toBeVisible();
  await conversation.say('Let me look.');
  await expect.poll(() => visitor.hears()).toContain('Let me look.');
  await visitor.writes('Thank you');
  await expect(conversation.message('Thank you')).toBeInViewport();

  await conversation.showDetails();
  await expect(conversation.nameField).toHaveValue('Ada');
  await conversation.transferTo('Billing');
  await expect(conversation.transferring('Billing')).toBeInViewport();
  await conversation.undo.click();
  await expect(conversation.transferring('Billing')).toHaveCount(0);
  await conversation.showDetails();
  await conversation.closeDetails();
  await desk.page.getByRole('link', { name: 'Back to the chats' }).click();
  await expect(desk.chatIn(desk.mine, 'Ada')).toBeVisible();
  await expect(conversation.log).toBeHidden();

  await desk.open('Ada');
  await conversation.showDetails();
  await conversation.transferTo('Billing');
  await expect.poll(async () => (await sandbox.chatOf('Ada')).department).toBe('Billing');
  expect(await sandbox.chatOf('Ada')).toMatchObject({ agents: [] });
});

test('nothing is cut off at 320 px, where 400 % zoom leads', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'A visitor with a rather long name' });
  await visitor.writes('A_word_without_any_break_that_is_longer_than_the_whole_screen_is_wide');
  const desk = await signIn('Alex Morgan', { viewport: { width: 320, height: 600 } });
  const widest = () => desk.page.evaluate(() => document.documentElement.scrollWidth);
  expect(await widest()).toBe(320);
  const conversation = await desk.serve('A visitor with a rather long name');
  await expect(conversation.composer).toBeInViewport();
  await expect(conversation.sendButton).toBeInViewport();
  expect(await widest()).toBe(320);
});
