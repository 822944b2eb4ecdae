import { expect, test } from '../fixtures.ts';

test('the own status is chosen from a menu and outlives a reload', async ({ signIn, sandbox }) => {
  const statusOf = async (name: string) =>
    (await sandbox.state()).agents.find(agent => agent.name === name)?.status;
  const desk = await signIn('Jonas Weber');
  await expect.poll(() => statusOf('Jonas Weber')).toBe('ONLINE');

  await desk.setStatus('Away');
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');
  await expect.poll(() => statusOf('Jonas Weber')).toBe('AWAY');
  await desk.reload();
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');
  await desk.setStatus('Invisible');
  await expect.poll(() => statusOf('Jonas Weber')).toBe('INVISIBLE');
});

test('a status that is refused goes back and says why', async ({ signIn, sandbox }) => {
  const desk = await signIn();
  await sandbox.fault('error', { match: 'updateAgentStatus', name: 'GRAPHQL_EXEC_ERROR' });
  await desk.setStatus('Away');
  await expect(desk.problem('You are still online')).toBeVisible();
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Online');
});

test('the visitor is shown, and their name is edited in place: Enter saves, Escape takes back', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada', email: 'ada@example.com', department: 'Sales' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const { nameField, visitorRegion } = await desk.serve('Ada');
  await expect(visitorRegion.getByRole('textbox', { name: 'Email' })).toHaveValue('ada@example.com');
  await expect(visitorRegion).toContainText('Sales');

  await nameField.fill('Somebody');
  await nameField.press('Escape');
  await expect(nameField).toHaveValue('Ada');
  await expect(desk.chatIn(desk.mine, 'Ada')).toBeVisible();

  await nameField.fill('Ada Lindqvist');
  await nameField.press('Enter');
  await expect(desk.chatIn(desk.mine, 'Ada Lindqvist')).toBeVisible();
  await expect(desk.conversation('Ada Lindqvist').composer).toBeVisible();
  expect(await sandbox.chatOf('Ada Lindqvist')).toMatchObject({ agents: ['Alex Morgan'] });
});

test('the chat of a colleague can be read and not be served', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const colleague = await signIn('Priya Nair');
  const desk = await signIn('Alex Morgan');
  const conversation = await desk.open('Ada');
  await colleague.serve('Ada');
  await expect(desk.serveButton('Ada')).toHaveCount(0);
  await expect(conversation.message('Hello?')).toBeVisible();
  await expect(desk.page.getByText('Served by Priya.', { exact: true })).toBeVisible();
  await expect(conversation.composer).toHaveCount(0);
});

test('of two agents who serve the same visitor at once, one does', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const [priya, alex] = await Promise.all([signIn('Priya Nair'), signIn('Alex Morgan')]);
  // Both have pressed the button before either's greeting arrives.
  await sandbox.fault('delay', { match: 'sendMessage', ms: 3_000, count: 2 });
  await Promise.all([priya.serveButton('Ada').click(), alex.serveButton('Ada').click()]);
  await expect.poll(async () => (await visitor.hears()).length).toBe(1);
  const { agents } = await sandbox.chatOf('Ada');
  expect(agents).toHaveLength(1);
  const other = agents[0] === 'Priya Nair' ? alex : priya;
  await expect(other.chatIn(other.mine, 'Ada')).toHaveCount(0);
  await expect(other.conversation('Ada').composer).toHaveCount(0);
});

test('the theme follows the system until one is chosen, which a reload keeps', async ({ signIn }) => {
  const desk = await signIn('Alex Morgan', { colorScheme: 'light' });
  const ground = () => desk.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await desk.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();

  await desk.setTheme('Light');
  await expect.poll(ground).toBe(light);
  await desk.reload();
  expect(await ground()).toBe(light);
  await desk.page.emulateMedia({ colorScheme: 'light' });
  await desk.setTheme('Dark');
  await expect.poll(ground).toBe(dark);
  await desk.setTheme('As the system');
  await expect.poll(ground).toBe(light);
});
