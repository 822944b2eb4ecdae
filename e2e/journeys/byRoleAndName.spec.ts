import { expect, test } from '../fixtures.ts';

// As a screen reader walks the page: everything is found by its role and its name, in the order of the page, and what
// happens is heard from regions that were there before.
test('by role and name alone: sign in, serve, hear, answer, transfer, take it back, sign out', async ({
  openDashboard,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  const { page } = await openDashboard();
  await page.getByRole('link', { name: 'Sign in with Zendesk' }).click();
  await page.getByRole('radio', { name: /^Alex Morgan/u }).check();
  await page.getByRole('button', { name: 'Allow' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Switchboard' })).toBeAttached();
  await expect(page.getByRole('main')).toHaveCount(1);
  const chats = page.getByRole('navigation', { name: 'Chats' });
  const unserved = chats.getByRole('region', { name: 'Unserved' });
  await expect(unserved.getByRole('link', { name: /^Ada.*waits.*Where is my parcel\?/u })).toBeVisible();
  await unserved.getByRole('button', { name: 'Serve Ada' }).click();

  await expect(
    chats.getByRole('region', { name: 'My chats' }).getByRole('link', { name: /^Ada/u }),
  ).toHaveAttribute('aria-current', 'page');
  const log = page.getByRole('log', { name: 'Conversation with Ada' });
  await expect(log).toContainText('Where is my parcel?');
  const composer = page.getByRole('textbox', { name: 'Message Ada' });
  await composer.fill('Let me look.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(log).toContainText('Let me look.');
  await expect(composer).toHaveValue('');

  const heard = page.locator('[aria-live="polite"]').filter({ hasText: 'Ada: Thank you!' });
  await visitor.writes('Thank you!');
  await expect(heard).toHaveCount(1);

  const departments = page.getByRole('region', { name: 'Departments' });
  const returns = departments.getByRole('button', { name: 'Transfer to Returns' });
  await expect(returns).toHaveAccessibleDescription(/online/u);
  await returns.click();
  await expect(page.getByRole('status').filter({ hasText: 'Transferring to Returns' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Transferring to Returns' })).toHaveCount(0);
  expect(await sandbox.chatOf('Ada')).toMatchObject({ agents: ['Alex Morgan'], department: null });

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in with Zendesk' })).toBeVisible();
});

test('a lost connection is said once, and that it is back, by a region that was there before', async ({
  signIn,
  sandbox,
}) => {
  const { page } = await signIn();
  const said = page.getByRole('region', { name: 'Connection' }).getByRole('status');
  await expect(said).toHaveText('');
  await said.evaluate(region => {
    const heard: string[] = [];
    Reflect.set(window, 'heard', heard);
    new MutationObserver(() => {
      const text = region.textContent;
      if (text !== '' && text !== heard.at(-1)) heard.push(text);
    }).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await sandbox.fault('refuse-connections');
  await sandbox.fault('drop-socket');
  await expect(said).toHaveText('Reconnecting');
  await page.getByRole('button', { name: 'Reconnect now' }).waitFor();
  await sandbox.clearFaults();
  await expect(said).toHaveText('Connected again');
  expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([
    'Reconnecting',
    'Connected again',
  ]);
});
