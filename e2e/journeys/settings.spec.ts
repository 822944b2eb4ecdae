import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { SettingsDialog } from '../pages/settingsDialog.ts';

test('theme, density and language count at once, and a reload keeps them', async ({ signIn }) => {
  const desk = await signIn();
  const settings = new SettingsDialog(desk.page);
  await settings.open();
  await settings.choose('Dark');
  const scheme = () => desk.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await expect.poll(scheme).toBe('dark');
  await settings.choose('Compact');
  await settings.choose('עברית');
  const root = desk.page.locator('html');
  await expect(root).toHaveAttribute('lang', 'he');
  await expect(root).toHaveAttribute('dir', 'rtl');
  await expect(root).toHaveAttribute('data-density', 'compact');
  await desk.page.reload();
  await expect(root).toHaveAttribute('dir', 'rtl');
  await expect(root).toHaveAttribute('data-density', 'compact');
  expect(await scheme()).toBe('dark');
});

test('a language that is chosen is spoken at once, in numbers with their units too', async ({ signIn }) => {
  const { page } = await signIn();
  await new SettingsDialog(page).open();
  await page.getByRole('dialog').getByText('Deutsch', { exact: true }).click();
  await page.getByRole('tab', { name: 'Status' }).click();
  await expect(page.getByRole('textbox', { name: 'Nach' })).toHaveValue('10 Minuten');
});

test('the hold is as long as the settings say', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  const settings = new SettingsDialog(desk.page);
  await settings.open('Answering');
  const field = settings.dialog.getByRole('textbox', { name: 'Transfers wait for Undo' });
  await expect(field).toHaveValue('5 seconds');
  await field.fill('30');
  await field.press('Tab');
  await expect(field).toHaveValue('30 seconds');
  await settings.close();
  await conversation.transferTo('Billing');
  await expect(conversation.transferring('Billing')).toBeVisible();
  await expect(desk.page.getByText(/in (?:30|29|28) s/)).toBeVisible();
  await conversation.undo.click();
});

test('the farewell, suggestions and the length of a message are set for all chats', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is it?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  const settings = new SettingsDialog(desk.page);
  const { dialog } = settings;
  await settings.open('Answering');
  await dialog.getByRole('textbox', { name: 'Usual farewell' }).fill('{{department}} goes on. Bye!');
  const suggests = dialog.getByRole('switch', { name: 'Suggest a department' });
  await expect(suggests).toBeChecked();
  await suggests.press('Space');
  await expect(suggests).not.toBeChecked();
  const length = dialog.getByRole('textbox', { name: 'Characters in one message' });
  await expect(length).toHaveValue('20,000');
  await length.fill('200');
  await length.press('Tab');
  expect(await accessibilityDefects(desk.page)).toEqual([]);
  await settings.close();

  await expect(conversation.farewell).toHaveValue('{{department}} goes on. Bye!');
  const [first, second] = ['one '.repeat(40).trim(), 'two '.repeat(40).trim()];
  await conversation.say(`${first}.\n\n${second}.`);
  await expect.poll(() => visitor.hears()).toEqual([expect.any(String), `${first}.`, `${second}.`]);
  await conversation.transferTo('Billing');
  await expect.poll(async () => (await visitor.hears()).at(-1)).toBe('Billing goes on. Bye!');

  await desk.reload();
  await settings.open('Answering');
  await expect(suggests).not.toBeChecked();
  await expect(length).toHaveValue('200');
});

test('settings travel as a file, can be reset, and both can be taken back', async ({ signIn }) => {
  const desk = await signIn();
  const settings = new SettingsDialog(desk.page);
  const { dialog } = settings;
  await settings.open();
  await settings.choose('Compact');
  await dialog.getByRole('tab', { name: 'Your data' }).click();
  const download = desk.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export settings' }).click();
  const path = await (await download).path();
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ settings: { density: 'compact' } });

  const root = desk.page.locator('html');
  await dialog.getByRole('button', { name: 'Reset all settings' }).click();
  await expect(root).toHaveAttribute('data-density', 'comfortable');
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(root).toHaveAttribute('data-density', 'compact');
  await dialog.getByRole('button', { name: 'Reset all settings' }).click();
  const picture = { name: 'cat.png', mimeType: 'image/png', buffer: Buffer.from('no settings') };
  await dialog.locator('input[type="file"]').setInputFiles(picture);
  await expect(dialog.getByText('cat.png is no file of Switchboard’s settings.')).toBeVisible();
  await expect(root).toHaveAttribute('data-density', 'comfortable');
  await dialog.locator('input[type="file"]').setInputFiles(path);
  await expect(root).toHaveAttribute('data-density', 'compact');
});

test('settings are kept under the agent, and a reload keeps the part that is open', async ({ signIn }) => {
  const desk = await signIn('Alex Morgan');
  const settings = new SettingsDialog(desk.page);
  await settings.open('Status');
  await desk.page.reload();
  await expect(settings.dialog.getByRole('tab', { name: 'Status' })).toHaveAttribute('aria-selected', 'true');
  await settings.dialog.getByText('Make me Away when nobody is here').click();
  await settings.close();
  const kept = await desk.page.evaluate(() =>
    Object.entries(localStorage).filter(([key]) => key.startsWith('switchboard.settings.')),
  );
  expect(kept.map(([key]) => key)).toEqual([expect.stringMatching(/^switchboard\.settings\..+\/.+$/)]);
  expect(JSON.parse(kept[0]?.[1] ?? '')).toMatchObject({ autoAwayMinutes: null });
});

const parts = [['Appearance', 'Answering', 'Status'], ['Keys'], ['Notices', 'Your data']] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const tabs of parts) {
    const names = new Intl.ListFormat('en').format(tabs);
    test(`the settings have no accessibility defect: ${names} (${colorScheme})`, async ({ signIn }) => {
      const desk = await signIn('Alex Morgan', { colorScheme });
      const settings = new SettingsDialog(desk.page);
      await settings.open();
      for (const tab of tabs) {
        await settings.dialog.getByRole('tab', { name: tab, exact: true }).click();
        await expect(settings.dialog.getByRole('tabpanel', { name: tab, exact: true })).toBeVisible();
        expect(await accessibilityDefects(desk.page)).toEqual([]);
      }
    });
  }
}
