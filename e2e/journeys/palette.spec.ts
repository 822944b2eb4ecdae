import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { AnswersPage } from '../pages/answersPage.ts';
import { PaletteDialog } from '../pages/paletteDialog.ts';
import { SettingsDialog } from '../pages/settingsDialog.ts';

test('the palette finds chats by name, text and slip of the hand, and opens them', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Maya Okafor', email: 'maya@example.com' })).writes('My card');
  await (await sandbox.openVisitor({ name: 'Tomasz Król' })).writes('Czy mogę zmienić adres?');
  const desk = await signIn();
  await expect(desk.serveButton('Tomasz Król')).toBeVisible();
  const palette = new PaletteDialog(desk.page);
  await palette.open();
  await expect(palette.field).toBeFocused();
  await expect(palette.group('Chats').getByRole('option')).toHaveCount(2);
  await palette.field.fill('krol');
  await expect(palette.line('Tomasz Król')).toBeVisible();
  await expect(palette.line('Maya Okafor')).toHaveCount(0);
  await palette.field.fill('zmienic adres');
  await expect(palette.line('Tomasz Król')).toBeVisible();
  await palette.field.fill('maya@');
  await expect(palette.line('Maya Okafor')).toBeVisible();
  await palette.field.fill('okafro');
  await palette.line('Maya Okafor').click();
  await expect(palette.dialog).toHaveCount(0);
  await expect(desk.conversation('Maya Okafor').log).toBeVisible();
});

test('by the keyboard alone it transfers the open chat, and Undo is one key away', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  const palette = new PaletteDialog(desk.page);
  await conversation.composer.focus();
  await palette.open();
  await palette.do('transfer bill');
  await expect(conversation.transferring('Billing')).toBeVisible();
  await expect(conversation.composer).toBeFocused();
  await desk.page.keyboard.press('Escape');
  await desk.page.keyboard.press('z');
  await expect(conversation.transferring('Billing')).toHaveCount(0);
});

test('canned answers and settings are found in it too, and go where they belong', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  const answers = await AnswersPage.open(desk.page);
  await answers.add('late', 'It is late, {{visitor.name|there}}.', 'The parcel is late');
  await answers.close();
  const palette = new PaletteDialog(desk.page);
  await palette.open();
  await palette.field.fill('parcel late');
  await expect(palette.line('The parcel is late')).toContainText('/late');
  await desk.page.keyboard.press('Enter');
  await expect(conversation.composer).toHaveValue('It is late, Ada.');
  await palette.open();
  await palette.do('change keys');
  await expect(new SettingsDialog(desk.page).keyOf('Show all keys')).toBeVisible();
});

test('each action stands there with its key, what was used lately comes first, and nothing is told as nothing', async ({
  signIn,
}) => {
  const desk = await signIn();
  const palette = new PaletteDialog(desk.page);
  await palette.open();
  await palette.field.fill('all keys');
  await expect(palette.line('Show all keys')).toContainText('?');
  await palette.field.fill('zzzzqqq');
  await expect(palette.dialog.getByText('Nothing fits.')).toBeVisible();
  await palette.field.fill('side panes');
  await desk.page.keyboard.press('Enter');
  await expect(desk.chats).toBeHidden();
  await palette.open();
  await expect(palette.list.getByRole('group').first()).toHaveAccessibleName('Recent');
  await desk.page.keyboard.press('Enter');
  await expect(desk.chats).toBeVisible();
});

test('it opens and closes by its key, by Escape and by the button, and gives the focus back', async ({
  signIn,
}) => {
  const desk = await signIn();
  const palette = new PaletteDialog(desk.page);
  const button = desk.page.getByRole('button', { name: 'Search or do' });
  await button.click();
  await expect(palette.field).toBeFocused();
  await desk.page.keyboard.press('Escape');
  await expect(palette.dialog).toHaveCount(0);
  await expect(button).toBeFocused();
  await palette.open();
  await desk.page.keyboard.press('ControlOrMeta+K');
  await expect(palette.dialog).toHaveCount(0);
});

test('once it has been read its field is on the screen with the frame after the key, its lines right after', async ({
  signIn,
  sandbox,
}) => {
  for (const name of ['Ada', 'Ben', 'Cem']) await (await sandbox.openVisitor({ name })).writes('Hello?');
  const desk = await signIn();
  const palette = new PaletteDialog(desk.page);
  await palette.open();
  await desk.page.keyboard.press('Escape');
  await expect(palette.dialog).toHaveCount(0);
  const frames = await desk.page.evaluate(async () => {
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    await frame();
    const init = { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    const seen = { field: 0, lines: 0 };
    for (let count = 1; count < 60 && seen.lines === 0; count += 1) {
      await frame();
      if (document.querySelector('[role="dialog"] [role="combobox"]') !== null) seen.field ||= count;
      if (document.querySelector('[role="dialog"] [role="option"]') !== null) seen.lines = count;
    }
    return seen;
  });
  expect(frames.field).toBe(1);
  // A timer after the frame draws them; the next frame may be quicker than it.
  expect(frames.lines).toBeGreaterThan(0);
  expect(frames.lines).toBeLessThanOrEqual(3);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the palette has no accessibility defect (${colorScheme})`, async ({ signIn, sandbox }) => {
    await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
    const desk = await signIn('Alex Morgan', { colorScheme });
    await desk.serve('Ada');
    const palette = new PaletteDialog(desk.page);
    await palette.open();
    await expect(palette.group('Departments')).toBeVisible();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
    await palette.field.fill('zzzzqqq');
    await expect(palette.dialog.getByText('Nothing fits.')).toBeVisible();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
  });
}
