import { expect, test } from '../fixtures.ts';
import { accessibilityDefects as defects } from '../pages/accessibilityDefects.ts';
import { SettingsDialog } from '../pages/settingsDialog.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`signing in and allowing have no accessibility defect (${colorScheme})`, async ({ openDashboard }) => {
    const signInPage = await openDashboard('/', { colorScheme });
    expect(await defects(signInPage.page)).toEqual([]);
    const consent = await signInPage.goToConsent();
    expect(await defects(consent.page)).toEqual([]);
    const denied = await consent.deny();
    await expect(denied.problem).toBeVisible();
    expect(await defects(denied.page)).toEqual([]);
  });

  test(`signing in in Hebrew has no accessibility defect (${colorScheme})`, async ({
    newPage,
    addresses,
  }) => {
    const { page } = await newPage({ colorScheme, locale: 'he-IL' });
    await page.goto(`${addresses.dashboard}/?error=access_denied`);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    expect(await defects(page)).toEqual([]);
  });

  test(`the desk in Hebrew has no accessibility defect, wide and narrow (${colorScheme})`, async ({
    signIn,
    sandbox,
  }) => {
    await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
    const desk = await signIn('Alex Morgan', { colorScheme });
    await desk.serve('Ada');
    const settings = new SettingsDialog(desk.page);
    await settings.open();
    await settings.choose('עברית');
    await expect(desk.page.locator('html')).toHaveAttribute('lang', 'he');
    expect(await defects(desk.page)).toEqual([]);
    await desk.page.keyboard.press('Escape');
    await expect(desk.page.getByRole('dialog')).toHaveCount(0);
    expect(await defects(desk.page)).toEqual([]);
    await desk.page.setViewportSize({ width: 390, height: 780 });
    expect(await defects(desk.page)).toEqual([]);
  });

  test(`the desk has no accessibility defect, whatever it shows (${colorScheme})`, async ({
    signIn,
    sandbox,
  }) => {
    const desk = await signIn('Alex Morgan', { colorScheme });
    expect(await defects(desk.page)).toEqual([]);

    await sandbox.setDepartment('Legal', 'OFFLINE');
    await sandbox.setDepartment('Sales', 'AWAY');
    await (await sandbox.openVisitor({ name: 'Ada', email: 'ada@example.com' })).writes('Where is it?');
    await (await sandbox.openVisitor({ name: 'Ben' })).writes('May I return it?');
    const conversation = await desk.serve('Ada');
    await conversation.say('See https://example.com/parcels/4711 please.');
    await expect(conversation.log).toContainText('sent');
    await expect(desk.department('Legal')).toHaveAccessibleDescription(/offline/);
    expect(await defects(desk.page)).toEqual([]);

    await sandbox.fault('error', { match: 'sendMessage', name: 'GRAPHQL_EXEC_ERROR' });
    await conversation.say('This one is refused.');
    await expect(conversation.log.getByText('Not sent')).toBeVisible();
    await conversation.transferTo('Legal');
    await expect(conversation.question('Legal is offline.')).toBeVisible();
    expect(await defects(desk.page)).toEqual([]);
    await conversation.cancel.click();

    await desk.open('Ben');
    expect(await defects(desk.page)).toEqual([]);
    await desk.open('Ada');
    await conversation.leave();
    await expect(conversation.leaving()).toBeVisible();
    expect(await defects(desk.page)).toEqual([]);
  });

  test(`a lost connection is told without an accessibility defect (${colorScheme})`, async ({
    signIn,
    sandbox,
  }) => {
    const desk = await signIn('Alex Morgan', { colorScheme });
    await desk.loseNetwork();
    await sandbox.fault('refuse-connections');
    await sandbox.fault('drop-socket');
    await expect(desk.offline).toBeVisible();
    expect(await defects(desk.page)).toEqual([]);
    await desk.findNetwork();
    await expect(desk.reconnecting).toBeVisible();
    expect(await defects(desk.page)).toEqual([]);
  });

  test(`a narrow screen has no accessibility defect (${colorScheme})`, async ({ signIn, sandbox }) => {
    await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
    const desk = await signIn('Alex Morgan', { colorScheme, viewport: { width: 390, height: 780 } });
    expect(await defects(desk.page)).toEqual([]);
    const conversation = await desk.serve('Ada');
    expect(await defects(desk.page)).toEqual([]);
    await conversation.showDetails();
    expect(await defects(desk.page)).toEqual([]);
  });

  test(`the visitor page has no accessibility defect (${colorScheme})`, async ({
    openVisitorPage,
    signIn,
  }) => {
    const visitorPage = await openVisitorPage({ colorScheme });
    expect(await defects(visitorPage.page)).toEqual([]);
    await visitorPage.introduceAs('Ada');
    await visitorPage.write('Hello?');
    const desk = await signIn();
    await desk.serve('Ada');
    await expect(visitorPage.message('Hello! How can I help you?')).toBeVisible();
    expect(await defects(visitorPage.page)).toEqual([]);
  });
}
