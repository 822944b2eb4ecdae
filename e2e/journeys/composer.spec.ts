import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import type { DeskPage } from '../pages/deskPage.ts';

/** Pastes as a browser does, with text of several types. */
async function paste(page: Page, types: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(async given => {
    const blobs = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }, types);
  await page.keyboard.press('Control+v');
}

async function chooseSendKey(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Composer options' }).click();
  await page.getByRole('menuitem', { name }).click();
}

const emojiDialog = ({ page }: DeskPage) => page.getByRole('dialog', { name: 'Emoji' });

test('Enter sends, or Ctrl and Enter when the agent prefers it; the choice outlives a reload', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  await chat.composer.fill('one');
  await page.keyboard.press('Enter');
  await expect.poll(() => visitor.hears()).toContain('one');

  await chooseSendKey(page, 'Ctrl+Enter sends');
  await desk.reload();
  await chat.composer.fill('two');
  await page.keyboard.press('Enter');
  await page.keyboard.type('lines');
  await expect(chat.composer).toHaveValue('two\nlines');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => visitor.hears()).toContain('two\nlines');
  await expect(chat.composer).toHaveValue('');
});

test('the field grows with its text, and the draft is in every tab', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const chat = await desk.serve('Ada');
  const low = await chat.composer.boundingBox();
  await chat.composer.fill('1\n2\n3\n4\n5');
  const high = await chat.composer.boundingBox();
  expect(high?.height).toBeGreaterThan(2 * (low?.height ?? Number.NaN));
  const other = await desk.page.context().newPage();
  await other.goto(desk.page.url());
  await expect(other.getByRole('textbox', { name: 'Message Ada' })).toHaveValue('1\n2\n3\n4\n5');
});

test('emoji come with their own data, go to the caret, and are there offline and again', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  const asked: string[] = [];
  page.on('request', request => asked.push(request.url()));
  await chat.composer.fill('Hello  you');
  await chat.composer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6));

  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(emojiDialog(desk).getByRole('searchbox', { name: 'Search emoji' })).toBeFocused();
  await page.keyboard.type('grinning face');
  await expect(emojiDialog(desk).getByRole('gridcell').first()).toHaveAccessibleName('Grinning face');
  expect(await accessibilityDefects(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chat.composer).toHaveValue('Hello 😀 you');
  await expect(chat.composer).toBeFocused();
  const { origin } = new URL(page.url());
  expect(asked.filter(url => /data-|messages-/u.test(url)).length).toBeGreaterThan(0);
  expect(asked.filter(url => !url.startsWith(origin) && !url.startsWith('ws'))).toEqual([]);

  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Emoji' }).click();
  await emojiDialog(desk).getByRole('group', { name: 'Used last' }).getByRole('button').first().click();
  await expect(chat.composer).toHaveValue('Hello 😀😀 you');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(emojiDialog(desk).getByRole('gridcell').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Emoji' })).toBeFocused();
});

test('a pasted table keeps its rows and cells, and code its indents, as far as the visitor', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn('Jonas Weber', { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = desk;
  const chat = await desk.serve('Ada');
  await chat.composer.focus();
  await paste(page, {
    'text/html': '<table><tr><th>Item</th><th>Price</th></tr><tr><td>Tea</td><td>4 €</td></tr></table>',
    'text/plain': 'Item Price Tea 4 €',
  });
  await expect(chat.composer).toHaveValue('Item\tPrice\nTea\t4 €');
  await page.keyboard.press('Control+z');
  await expect(chat.composer).toHaveValue('');

  const code = '    if (a) {\n        b();\n    }';
  await paste(page, { 'text/plain': code });
  await page.keyboard.press('Enter');
  await expect.poll(() => visitor.hears()).toContain(code);
  await expect(chat.log.getByText('b();')).toHaveCSS('white-space', 'pre-wrap');
  expect(await chat.log.getByText('b();').evaluate(bubble => bubble.textContent)).toBe(code);
});

test('a text that is too long says so, and goes out as several messages in their order', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const chat = await desk.serve('Ada');
  const long = Array.from({ length: 2_600 }, (_, n) => `word${n}`).join(' ');
  await chat.composer.fill(long);
  await expect(
    desk.page.getByText('Too long for one message: it goes out as 2 messages, in their order.'),
  ).toBeVisible();
  await expect(desk.page.getByText(/^22,\d{3} \/ 20,000$/u)).toBeVisible();
  await chat.sendButton.click();
  await expect.poll(async () => (await visitor.hears()).slice(1).join(' ')).toBe(long);
  expect((await visitor.hears()).length).toBe(3);
});

test('send and next answers this visitor and opens who waits longest', async ({ signIn, sandbox }) => {
  const cleo = await sandbox.openVisitor({ name: 'Cleo' });
  const dora = await sandbox.openVisitor({ name: 'Dora' });
  await cleo.writes('I am Cleo');
  await dora.writes('I am Dora');
  const desk = await signIn();
  const withDora = await desk.serve('Dora');
  const withCleo = await desk.serve('Cleo');
  await dora.writes('I wait for you');
  await expect(desk.chatIn(desk.mine, 'Dora')).toContainText('I wait for you');
  await withCleo.composer.fill('For Cleo');
  await desk.page.keyboard.press('Control+Shift+Enter');
  await expect(withDora.composer).toHaveValue('');
  await expect.poll(() => cleo.hears()).toContain('For Cleo');

  await withDora.composer.fill('For Dora');
  await desk.page.keyboard.press('Control+Shift+Enter');
  await expect.poll(() => dora.hears()).toContain('For Dora');
  await expect(desk.page.getByText('Nobody else waits for you.')).toBeVisible();
  await expect(withDora.composer).toBeFocused();
  expect(await dora.hears()).not.toContain('For Cleo');
});

test('the receiver’s name stands at Send, and an Enter for the chat before is not sent', async ({
  signIn,
  sandbox,
}) => {
  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Hello?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  const desk = await signIn();
  const { page } = desk;
  const chat = await desk.serve('Ada');
  await chat.composer.fill('A draft for Ada');
  await desk.serve('Ben');
  const sent = await page.evaluate(async () => {
    const link = Array.from(document.querySelectorAll<HTMLAnchorElement>('nav a')).find(row =>
      row.textContent?.includes('Ada'),
    );
    link?.click();
    const field = await new Promise<HTMLElement>(resolve => {
      const look = () => {
        const found = document.querySelector<HTMLElement>('textarea[aria-label="Message Ada"]');
        if (found === null) requestAnimationFrame(look);
        else resolve(found);
      };
      look();
    });
    field.focus();
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    field.dispatchEvent(event);
    return field instanceof HTMLTextAreaElement ? field.value : null;
  });
  expect(sent).toBe('A draft for Ada');
  await expect(chat.composer).toHaveValue('A draft for Ada');
  await expect(page.getByText('to Ada', { exact: true })).toBeVisible();
  expect(await ada.hears()).not.toContain('A draft for Ada');
});

test('the visitor sees that the agent writes, and that it stops', async ({
  signIn,
  sandbox,
  openVisitorPage,
}) => {
  const visitor = await openVisitorPage();
  await visitor.write('Hello?');
  const desk = await signIn('Jonas Weber');
  await expect.poll(async () => (await sandbox.state()).channels.length).toBe(1);
  const [channel] = (await sandbox.state()).channels;
  const chat = await desk.serve(channel?.visitor ?? 'nobody');
  await chat.composer.pressSequentially('I am looking');
  await expect(visitor.page.getByText('Jonas is typing…')).toBeVisible();
  await chat.composer.fill('');
  await expect(visitor.page.getByText('is typing…')).toHaveCount(0);
});

test('nothing at the composer keeps anybody out, at 320 px too', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn('Jonas Weber', { viewport: { width: 320, height: 640 } });
  const { page } = desk;
  const chat = await desk.serve('Ada');
  const regions = await page.getByRole('status').count();
  await chat.composer.fill('Hello ⟦order⟧');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not sent yet: fill in “order”.')).toBeVisible();
  await expect(page.getByRole('status'), 'what speaks was there before').toHaveCount(regions);
  expect(await accessibilityDefects(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: 'Send it as it is' }).click();
  await expect(chat.message('Hello ⟦order⟧')).toBeVisible();
});
