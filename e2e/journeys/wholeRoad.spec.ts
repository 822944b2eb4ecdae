import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/signInPage.ts';
import { VisitorPage } from '../pages/visitorPage.ts';

test('an agent signs in, serves a visitor, chats with them and hands them to a department by one click', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const agent = await newPage();
  const visitor = await newPage();

  const signInPage = await SignInPage.open(agent.page, addresses.dashboard);
  const desk = await signInPage.signIn('Priya Nair');
  await expect(desk.unserved.getByText('Nobody is waiting.')).toBeVisible();

  const visitorPage = await VisitorPage.open(visitor.page, addresses.sandbox);
  await visitorPage.introduceAs('Ada Lindqvist');
  await visitorPage.write('Where is my parcel?');
  await expect(desk.chatIn(desk.unserved, 'Ada Lindqvist')).toContainText('Where is my parcel?');

  const conversation = await desk.serve('Ada Lindqvist');
  await expect(desk.chatIn(desk.mine, 'Ada Lindqvist')).toBeVisible();
  await expect(desk.chatIn(desk.unserved, 'Ada Lindqvist')).toHaveCount(0);
  await expect(conversation.message('Where is my parcel?')).toHaveCount(1);

  await conversation.say('Let me look. What is its number?');
  await expect(visitorPage.message('Let me look. What is its number?')).toBeVisible();
  await visitorPage.write('It is 4711.');
  await expect(conversation.message('It is 4711.')).toBeVisible();
  await expect(conversation.message('Let me look. What is its number?')).toHaveCount(1);

  await conversation.transferTo('Shipping');
  await expect(conversation.transferring('Shipping')).toBeVisible();
  await expect(conversation.undo).toBeVisible();
  expect(await sandbox.chatOf('Ada Lindqvist')).toMatchObject({ department: null, agents: ['Priya Nair'] });

  await expect(conversation.transferring('Shipping')).toHaveCount(0);
  expect(await sandbox.chatOf('Ada Lindqvist')).toEqual({
    visitor: 'Ada Lindqvist',
    state: 'INCOMING',
    department: 'Shipping',
    agents: [],
  });
  await expect(desk.chatIn(desk.mine, 'Ada Lindqvist')).toHaveCount(0);
  await expect(visitorPage.log).toContainText('You are being transferred to Shipping');

  expect(agent.watch.all()).toEqual([]);
  expect(visitor.watch.all()).toEqual([]);
});

test('an agent who does not allow it is told so, and can try again', async ({ openDashboard }) => {
  const consent = await (await openDashboard()).goToConsent();
  const signInPage = await consent.deny();
  await expect(signInPage.problem).toContainText('You did not allow Switchboard to act for you.');
  const desk = await signInPage.signIn();
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Online');
});

test('signing out ends the session and leads back to the sign-in page, which a reload keeps', async ({
  signIn,
  sandbox,
}) => {
  const { page } = await signIn('Alex Morgan');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await SignInPage.on(page);
  expect((await sandbox.state()).sessions).toEqual([]);
  await page.reload();
  await SignInPage.on(page);
});
