import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { SandboxPage } from '../pages/sandboxPage.ts';
import { ApiAgent } from '../switchboard/apiAgent.ts';

test.afterEach(() => ApiAgent.disconnectAll());

test('a lever that is armed strikes as often as asked, is seen to strike, and can be taken back', async ({
  newPage,
  addresses,
}) => {
  const sandboxPage = await SandboxPage.open((await newPage()).page, addresses.sandbox);
  const agent = await ApiAgent.start(addresses.sandbox);
  await sandboxPage.bring('Ada', 'Where is my parcel?');
  await expect(sandboxPage.chats.getByRole('link', { name: 'Ada' })).toBeVisible();

  await sandboxPage.input('Error', 'how many times').fill('2');
  await sandboxPage.input('Error', 'only on this root field').fill('sendMessage');
  await sandboxPage.input('Error', 'the name of the error').selectOption('FORBIDDEN');
  await sandboxPage.pull('Error');
  await expect(sandboxPage.outcome).toHaveText('Armed: it strikes 2 times.');
  await expect(sandboxPage.armed).toHaveText([/error FORBIDDEN on sendMessage\s*struck 0 of 2/]);

  const send = 'sendMessage(channel_id: $c, msg: "On its way")';
  await expect(agent.inLatestChat(send)).rejects.toThrow('FORBIDDEN');
  await expect(sandboxPage.armed).toHaveText([/struck 1 of 2/]);
  await expect(sandboxPage.frame('FORBIDDEN')).toHaveCount(1);
  await sandboxPage.armed.getByRole('button', { name: /^Take back/ }).click();
  await expect(sandboxPage.armed).toHaveCount(0);
  await agent.inLatestChat(send);
  await expect(sandboxPage.chats).toContainText('Alex Morgan');

  await sandboxPage.pull('Drop');
  await expect(sandboxPage.outcome).toHaveText('It reached 1 open socket.');
  await expect(sandboxPage.frame('closed with 1006')).toHaveCount(1);
});

test('frames are found, read, and held back, and show no credentials', async ({ newPage, addresses }) => {
  const { page } = await newPage();
  const sandboxPage = await SandboxPage.open(page, addresses.sandbox);
  const agent = await ApiAgent.start(addresses.sandbox);
  await sandboxPage.bring('<i>Ben</i>', '<img src=x onerror=alert(1)>');
  await agent.inLatestChat('setTypingIndicator(channel_id: $c, typing: true)');

  await sandboxPage.find.fill('setTypingIndicator');
  await expect(sandboxPage.frames).toHaveCount(2);
  await sandboxPage.kind.selectOption('request');
  await expect(sandboxPage.frames).toHaveCount(1);
  await sandboxPage.frames.locator('summary').press('Enter');
  await expect(sandboxPage.frames.locator('pre')).toContainText('"type": "request"');

  await sandboxPage.find.fill('startAgentSession');
  await expect(sandboxPage.frames.locator('summary')).toContainText('mutation startAgentSession');
  await sandboxPage.kind.selectOption('any');
  await expect(sandboxPage.frames).not.toHaveText([/sandbox-token/]);
  await expect(sandboxPage.frame('websocket_url')).toContainText('••••');

  await sandboxPage.find.fill('leaveChannel');
  await sandboxPage.pause.click();
  await agent.inLatestChat('sendMessage(channel_id: $c, msg: "Hi")');
  await agent.inLatestChat('leaveChannel(channel_id: $c)');
  await expect(page.getByText(/paused, \d+ held back/)).toBeVisible();
  await expect(sandboxPage.frames).toHaveCount(0);
  await sandboxPage.pause.click();
  await expect(sandboxPage.frames).toHaveCount(2);
  await expect(page.locator('main i, main img')).toHaveCount(0);
});

test('departments, and the start of it all, are a key away', async ({ newPage, addresses, sandbox }) => {
  const { page } = await newPage();
  const sandboxPage = await SandboxPage.open(page, addresses.sandbox);
  await sandboxPage.bring('Ada', 'Hello?');
  await sandboxPage.department('Legal').getByRole('radio', { name: 'Online' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(async () => (await sandbox.state()).departments.map(({ status }) => status))
    .toContain('AWAY');
  await page.keyboard.press('ArrowRight');
  await expect(sandboxPage.department('Legal').getByRole('radio', { name: 'Offline' })).toBeFocused();
  await expect(sandboxPage.department('Legal').getByRole('radio', { name: 'Offline' })).toBeChecked();

  await page.getByRole('button', { name: 'Reset…' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(sandboxPage.chats.getByRole('link', { name: 'Ada' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset…' }).press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nobody is chatting.')).toBeVisible();
  await expect(sandboxPage.department('Legal').getByRole('radio', { name: 'Online' })).toBeChecked();
});

test('a lost connection is told, and comes back by itself', async ({ newPage, addresses }) => {
  const { page } = await newPage();
  let cut: () => unknown = () => undefined;
  await page.routeWebSocket('**/__sandbox/news*', socket => {
    socket.connectToServer();
    cut = () => socket.close();
  });
  const sandboxPage = await SandboxPage.open(page, addresses.sandbox);
  await cut();
  await expect(sandboxPage.lost).toBeVisible();
  await expect(sandboxPage.live).toBeVisible();
  await sandboxPage.bring('Ada', 'Hello?');
  await expect(sandboxPage.chats.getByRole('link', { name: 'Ada' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the sandbox page has no accessibility defect, wide and narrow (${colorScheme})`, async ({
    newPage,
    addresses,
    sandbox,
  }) => {
    const { page } = await newPage({ colorScheme });
    const sandboxPage = await SandboxPage.open(page, addresses.sandbox);
    const agent = await ApiAgent.start(addresses.sandbox);
    await sandboxPage.bring('Ada', 'Hello?');
    await sandbox.setDepartment('Legal', 'OFFLINE');
    await sandbox.setDepartment('Sales', 'AWAY');
    await sandboxPage.pull('Rate limit');
    await expect(sandboxPage.armed).toHaveCount(1);
    await expect(agent.inLatestChat('leaveChannel(channel_id: $c)')).rejects.toThrow('RATE_LIMITED');
    await sandboxPage.pull('Delay');
    await expect(sandboxPage.armed).toHaveCount(2);
    await sandboxPage.frame('RATE_LIMITED').locator('summary').click();
    expect(await accessibilityDefects(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Reset…' }).click();
    expect(await accessibilityDefects(page)).toEqual([]);
  });
}
