import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { SettingsDialog } from '../pages/settingsDialog.ts';

test('? shows every key by what it is for, and leads to where keys are changed', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  await desk.serve('Ada');
  await desk.page.keyboard.press('Escape');
  await desk.page.keyboard.press('?');
  const help = desk.page.getByRole('dialog', { name: 'Keys', exact: true });
  for (const [group, title, key] of [
    ['View', 'Search or do…', 'Ctrl+K'],
    ['Help', 'Show all keys', '?'],
    ['Your status', 'Go away', 'G then A'],
    ['Chats', 'Next chat', 'J'],
  ] as const) {
    const term = help.getByRole('region', { name: group, exact: true });
    await expect(term.getByText(title, { exact: true })).toBeVisible();
    await expect(term.getByText(key, { exact: true }).first()).toBeAttached();
  }
  expect(await accessibilityDefects(desk.page)).toEqual([]);
  await help.getByRole('button', { name: 'Change keys' }).click();
  await expect(new SettingsDialog(desk.page).keyOf('Show all keys')).toBeVisible();
});

test('G and a letter change the status, and nothing does while the agent writes', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  await desk.page.keyboard.press('g');
  await desk.page.keyboard.press('a');
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');
  await desk.page.keyboard.press('g');
  await desk.page.keyboard.press('o');
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Online');
  const { composer } = await desk.serve('Ada');
  await composer.pressSequentially('gi tz ?');
  await expect(composer).toHaveValue('gi tz ?');
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Online');
});

test('Escape leaves the field, then the chat; one key hides the side panes', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await conversation.composer.focus();
  await desk.page.keyboard.press('Escape');
  await expect(conversation.composer).not.toBeFocused();
  await expect(conversation.log).toBeVisible();
  await desk.page.keyboard.press('b');
  await expect(desk.chats).toBeHidden();
  await expect(desk.departments).toBeHidden();
  await desk.page.keyboard.press('b');
  await expect(desk.chats).toBeVisible();
  await desk.page.keyboard.press('Escape');
  await expect(conversation.log).toHaveCount(0);
});

/** What keyboards of other countries send; `?` and the digits stand elsewhere, letters are written with AltGr. */
const layouts = [
  ['German', { key: 'z', code: 'KeyY' }, { key: '?', code: 'Minus', shiftKey: true }],
  ['French', { key: 'z', code: 'KeyW' }, { key: '?', code: 'KeyM', shiftKey: true }],
  ['Hebrew', { key: 'ז', code: 'KeyZ' }, { key: '?', code: 'Slash', shiftKey: true }],
  ['Polish', { key: 'z', code: 'KeyZ' }, { key: '?', code: 'Slash', shiftKey: true }],
] as const;

for (const [layout, undo, help] of layouts) {
  test(`on a ${layout} keyboard the keys are where its letters are`, async ({ signIn, sandbox }) => {
    await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
    const desk = await signIn();
    const conversation = await desk.serve('Ada');
    await conversation.transferTo('Billing');
    await expect(conversation.transferring('Billing')).toBeVisible();
    await send(desk.page, undo);
    await expect(conversation.transferring('Billing')).toHaveCount(0);
    await send(desk.page, help);
    await expect(desk.page.getByRole('dialog', { name: 'Keys', exact: true })).toBeVisible();
  });
}

test('AltGr writes letters and does nothing else, as Windows and Linux report it', async ({ signIn }) => {
  const desk = await signIn();
  for (const held of [{ ctrlKey: true, altKey: true }, {}] as const) {
    const taken = await send(desk.page, { key: 'k', code: 'KeyK', modifierAltGraph: true, ...held });
    expect(taken).toBe(false);
  }
  expect(await send(desk.page, { key: '?', code: 'Slash', altKey: true })).toBe(false);
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);
});

type Press = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly modifierAltGraph?: boolean;
};

/** Presses a key that the machine's own layout does not have; says whether the page took it. */
function send(page: Page, init: Press): Promise<boolean> {
  return page.evaluate(given => {
    const event = new KeyboardEvent('keydown', { ...given, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  }, init);
}

test('a key is changed, taken from another, switched off and reset; a reload keeps it', async ({
  signIn,
}) => {
  const desk = await signIn();
  const settings = new SettingsDialog(desk.page);
  await settings.open('Keys');
  await settings.changeKey('Go away', 'q');
  await expect(settings.keyOf('Go away')).toHaveAccessibleName('Change the key of Go away: Q');

  await settings.changeKey('Go invisible', 'g', 'o');
  await expect(settings.dialog.getByText('G then O is the key of: Go online').last()).toBeVisible();
  await settings.dialog.getByRole('button', { name: 'Take it from there' }).click();
  await expect(settings.keyOf('Go invisible')).toHaveAccessibleName(/: G then O$/);
  await expect(settings.keyOf('Go online')).toHaveAccessibleName(/: no key$/);

  await settings.changeKey('Go online', 'ControlOrMeta+c');
  await expect(settings.dialog.getByText('This key is needed for writing.').last()).toBeVisible();
  await settings.dialog.getByRole('button', { name: 'Keep the old one' }).click();
  await settings.dialog.getByRole('button', { name: 'No key for Show all keys' }).click();
  await settings.close();
  await desk.page.keyboard.press('?');
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);
  const again = await desk.reload();
  await again.page.keyboard.press('q');
  await expect(again.ownStatus).toHaveAccessibleName('Status: Away');

  await settings.open('Keys');
  await settings.dialog.getByRole('button', { name: 'Reset the key of Go away' }).click();
  await expect(settings.keyOf('Go away')).toHaveAccessibleName(/: G then A$/);
  await settings.dialog.getByRole('button', { name: 'Reset all keys' }).click();
  await expect(settings.keyOf('Show all keys')).toHaveAccessibleName(/: \?$/);
});

test('single keys can be switched off, and those with Ctrl stay', async ({ signIn }) => {
  const desk = await signIn();
  const settings = new SettingsDialog(desk.page);
  await settings.open('Keys');
  await settings.dialog.getByText('Single keys do something').click();
  await settings.close();
  await desk.page.keyboard.press('?');
  await desk.page.keyboard.press('b');
  await expect(desk.page.getByRole('dialog')).toHaveCount(0);
  await expect(desk.chats).toBeVisible();
  await desk.page.keyboard.press('ControlOrMeta+K');
  await expect(desk.page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
});
