import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import type { ConversationPage } from '../pages/conversationPage.ts';
import type { DeskPage } from '../pages/deskPage.ts';
import { StudioPage } from '../pages/studioPage.ts';
import type { VisitorPage } from '../pages/visitorPage.ts';

type Chat = {
  readonly visitor: VisitorPage;
  readonly desk: DeskPage;
  readonly conversation: ConversationPage;
};

/** A GIF of 2 by 1 pixels: header, screen, two colours, one image of two pixels, end. */
const picture = Buffer.from([
  ...Buffer.from('GIF89a', 'latin1'),
  ...[2, 0, 1, 0, 0x80, 0, 0],
  ...[0, 0, 0, 255, 255, 255],
  ...[0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0],
  ...[2, 2, 0x04, 0x0a, 0, 0x3b],
]);

/** Ada on the sandbox's visitor page, served by Alex. */
async function startChat(
  openVisitorPage: () => Promise<VisitorPage>,
  signIn: (agent: string) => Promise<DeskPage>,
): Promise<Chat> {
  const visitor = await openVisitorPage();
  await visitor.introduceAs('Ada');
  await visitor.write('Can I still change the size?');
  await visitor.showsSent('Can I still change the size?');
  const desk = await signIn('Alex Morgan');
  return { visitor, desk, conversation: await desk.serve('Ada') };
}

/** Pictures come from elsewhere: here a host that has one, and none at /missing.png. */
async function servePictures(page: Page): Promise<void> {
  await page
    .context()
    .route('https://pictures.example/**', route =>
      route.request().url().endsWith('/missing.png')
        ? route.abort()
        : route.fulfill({ contentType: 'image/gif', body: picture }),
    );
}

test('quick replies are made by mouse, clicked by the visitor, and show what was chosen', async ({
  openVisitorPage,
  signIn,
}) => {
  const { visitor, desk, conversation } = await startChat(openVisitorPage, signIn);
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.text.fill('Which one instead?');
  await studio.writeReply(0, 'Small');
  await studio.writeReply(1, 'Medium', 'Medium, please');
  await expect(studio.preview.getByRole('list', { name: 'Answers offered' })).toHaveText(/Small\s*Medium/);
  await studio.send();

  await visitor.log.getByRole('button', { name: 'Medium', exact: true }).click();
  await visitor.showsSent('Medium, please');
  const offered = conversation.log.getByRole('list', { name: 'Answers offered' });
  await expect(offered.getByRole('listitem').nth(1)).toContainText('chosen by the visitor');
  await expect(offered.getByRole('listitem').nth(0)).not.toContainText('chosen');
  await expect(conversation.message('Which one instead?')).toHaveCount(1);

  const reloaded = await desk.reload();
  await expect(reloaded.conversation('Ada').log.getByText('chosen by the visitor')).toHaveCount(1);
});

test('buttons are made by mouse; one says something, one opens a page', async ({
  openVisitorPage,
  signIn,
}) => {
  const { visitor, desk, conversation } = await startChat(openVisitorPage, signIn);
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.choose('Buttons');
  await studio.text.fill('How shall we reach you?');
  await studio.writeButton(studio.choices('Buttons').nth(0), 'By phone', { says: 'Please call me.' });
  await studio.writeButton(studio.choices('Buttons').nth(1), 'Hours', { page: 'https://example.com/hours' });
  await studio.send();

  await expect(visitor.log.getByRole('link', { name: 'Hours' })).toHaveAttribute(
    'href',
    'https://example.com/hours',
  );
  await visitor.log.getByRole('button', { name: 'By phone' }).click();
  await visitor.showsSent('Please call me.');
  await expect(conversation.log.getByRole('listitem').filter({ hasText: 'By phone' })).toContainText(
    'chosen',
  );
});

test('a panel is made by mouse, with a picture', async ({ openVisitorPage, signIn }) => {
  const { visitor, desk, conversation } = await startChat(openVisitorPage, signIn);
  await servePictures(desk.page);
  await servePictures(visitor.page);
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.choose('Panel');
  await studio.dialog.getByRole('textbox', { name: 'Heading' }).fill('Harbour jacket');
  await studio.dialog.getByRole('textbox', { name: 'Text below it, if any' }).fill('In stock');
  await studio.dialog
    .getByRole('textbox', { name: 'Address of a picture' })
    .fill('https://pictures.example/jacket.png');
  await expect(studio.dialog.getByText('2 × 1 pixels')).toBeVisible();
  await studio.dialog.getByRole('button', { name: 'Add a button' }).click();
  await studio.writeButton(studio.choices('Buttons').nth(0), 'I’ll take it');
  await studio.send();

  await expect(visitor.log.getByRole('heading', { name: 'Harbour jacket' })).toBeVisible();
  await expect(visitor.log.locator('img')).toHaveJSProperty('naturalWidth', 2);
  await visitor.log.getByRole('button', { name: 'I’ll take it' }).click();
  await visitor.showsSent('I’ll take it');
  await expect(conversation.log.locator('img')).toHaveJSProperty('naturalWidth', 2);
  await expect(conversation.log.getByRole('listitem').filter({ hasText: 'I’ll take it' })).toContainText(
    'chosen',
  );
});

test('a carousel is made by mouse: panels dragged into order, duplicated, deleted and put back', async ({
  openVisitorPage,
  signIn,
}) => {
  const { visitor, desk, conversation } = await startChat(openVisitorPage, signIn);
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.choose('Carousel');
  await studio.writePanel('Panel 1', 'Harbour', 'Blue');
  await studio.panel('Harbour').getByRole('button', { name: 'Harbour', exact: true }).click();
  await studio.writePanel('Panel 2', 'Hill', 'Green');
  await studio.dialog.getByRole('button', { name: 'Add a button' }).click();
  await studio.writeButton(studio.choices('Buttons').nth(0), 'Choose Hill');
  await studio.panel('Hill').getByRole('button', { name: 'Hill', exact: true }).click();
  const headings = studio.dialog.getByRole('region', { name: 'Panels' }).locator('[aria-expanded] bdi');
  await expect(headings).toHaveText(['Harbour', 'Hill']);

  const from = await studio.handle('Hill').boundingBox();
  const to = await studio.handle('Harbour').boundingBox();
  if (from === null || to === null) throw new Error('Expected both handles on the screen.');
  await desk.page.mouse.move(from.x + 10, from.y + 10);
  await desk.page.mouse.down();
  await desk.page.mouse.move(to.x + 10, to.y + 12, { steps: 5 });
  await desk.page.mouse.move(to.x + 10, to.y + 2);
  await desk.page.mouse.up();
  await expect(headings).toHaveText(['Hill', 'Harbour']);
  await expect(studio.told).toHaveText('Hill: now 1 of 2');

  await studio.more('Hill', 'Duplicate');
  await expect(headings).toHaveText(['Hill', 'Hill', 'Harbour']);
  await studio.more('Harbour', 'Delete');
  await expect(headings).toHaveText(['Hill', 'Hill']);
  await expect(studio.told).toHaveText('Harbour deleted.');
  await studio.undo.click();
  await expect(headings).toHaveText(['Hill', 'Hill', 'Harbour']);
  await studio.send();

  await expect(visitor.log.getByRole('heading')).toHaveText(['Hill', 'Hill', 'Harbour']);
  await visitor.log.getByRole('button', { name: 'Choose Hill' }).first().click();
  await visitor.showsSent('Choose Hill');
  await expect(conversation.log.getByRole('group', { name: '3 panels' })).toContainText(
    'chosen by the visitor',
  );
});

test('a list is made by mouse, with a button', async ({ openVisitorPage, signIn }) => {
  const { visitor, desk, conversation } = await startChat(openVisitorPage, signIn);
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.choose('List');
  await studio.writePanel('Item 1', 'Small', '88 to 94 cm');
  await studio.writePanel('Item 2', 'Medium', '94 to 100 cm');
  await studio.more('Button 2', 'Delete');
  await studio.writeButton(studio.choices('Button below, if any').nth(0), 'Neither');
  await studio.send();

  await expect(visitor.log.getByRole('listitem')).toHaveText([/Small/, /Medium/]);
  await visitor.log.getByRole('button', { name: 'Neither' }).click();
  await visitor.showsSent('Neither');
  await expect(conversation.log.getByRole('listitem').filter({ hasText: 'Neither' })).toContainText('chosen');
});

test('the keyboard alone makes, orders and sends quick replies', async ({ openVisitorPage, signIn }) => {
  const { visitor, desk, conversation } = await startChat(openVisitorPage, signIn);
  const { page } = desk;
  const keys = page.keyboard;
  await expect(conversation.composer).toBeFocused();
  await keys.press('Control+j');
  const studio = new StudioPage(page, 'Ada');
  await expect(studio.dialog).toBeVisible();
  for (let step = 0; step < 20 && !(await isFocused(studio.text)); step += 1) await keys.press('Tab');
  await keys.type('Which one?');
  await keys.press('Tab');
  await expect(studio.handle('Reply 1')).toBeFocused();
  await keys.press('Tab');
  await keys.type('Medium');
  await keys.press('Enter');
  await keys.type('Large');
  await expect(studio.choices('Replies')).toHaveCount(3);
  await keys.press('Shift+Tab');
  await expect(studio.handle('Large')).toBeFocused();
  await keys.press('ArrowUp');
  await expect(studio.told).toHaveText('Large: now 2 of 3');
  await expect(studio.handle('Large')).toBeFocused();
  await keys.press('Home');
  await expect(studio.told).toHaveText('Large: now 1 of 3');
  for (let step = 0; step < 20 && !(await isFocused(menuOf(studio, 'Reply 3'))); step += 1) {
    await keys.press('Tab');
  }
  await keys.press('Enter');
  await keys.press('End');
  await keys.press('Enter');
  await expect(studio.told).toHaveText('Reply 3 deleted.');
  await expect(studio.handle('Medium')).toBeFocused();
  await keys.press('Control+Enter');
  await expect(studio.dialog).toBeHidden();
  await expect(conversation.composer).toBeFocused();
  await expect(visitor.log.getByRole('group', { name: 'Quick replies' }).getByRole('button')).toHaveText([
    'Large',
    'Medium',
  ]);
});

test('limits are told while typing, with the reason, and nothing goes out that breaks them', async ({
  signIn,
  sandbox,
}) => {
  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Hello?');
  const desk = await signIn('Alex Morgan');
  await desk.serve('Ada');
  await servePictures(desk.page);
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.choose('Buttons');
  const words = studio.choices('Buttons').nth(0).getByRole('textbox', { name: 'Words on the button' });
  await words.fill('A button of 20 signs.');
  await expect(words).toHaveAccessibleDescription('21 / 20 Zendesk takes at most 20 characters here.');
  await expect(words).toHaveAttribute('aria-invalid', 'true');
  await words.press('Backspace');
  await expect(words).toHaveAccessibleDescription('20 / 20');

  await studio.sendButton.click();
  await expect(studio.text).toBeFocused();
  await expect(studio.text).toHaveAccessibleDescription('Zendesk takes no message without this.');
  await expect(studio.dialog.getByText('2 things to mend')).toBeVisible();

  await studio.dialog.getByRole('button', { name: 'Add a button' }).click();
  await expect(studio.dialog.getByRole('button', { name: 'Add a button' })).toBeDisabled();
  await expect(studio.dialog.getByText('Zendesk takes at most 3 buttons here.')).toBeVisible();

  await studio.choose('Panel');
  const address = studio.dialog.getByRole('textbox', { name: 'Address of a picture' });
  await address.fill('http://pictures.example/a.png');
  await expect(address).toHaveAccessibleDescription(/^Expected an address that begins with https:/);
  await address.fill('https://pictures.example/a.svg');
  await expect(address).toHaveAccessibleDescription(/ends with \.svg\. Zendesk shows PNG, JPEG and GIF/);
  await address.fill('https://pictures.example/missing.png');
  await expect(address).toHaveAccessibleDescription(/^No picture can be loaded from this address/);
  await address.fill('https://pictures.example/small.png');
  await expect(address).toHaveAccessibleDescription(/2 × 1 pixels.*Small: it will look blurred/);
  expect((await ada.sees()).filter(({ from }) => from === 'agent')).toHaveLength(1);
});

test('what is unfinished is kept for its visitor; what is saved comes back by / and from a file', async ({
  signIn,
  sandbox,
}) => {
  for (const name of ['Ada', 'Ben']) await (await sandbox.openVisitor({ name })).writes('Hello?');
  const desk = await signIn('Alex Morgan');
  await desk.serve('Ben');
  await desk.serve('Ada');
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.beginFrom('Which size?');
  await studio.text.fill('Which size, Ada?');
  await desk.page.keyboard.press('Escape');
  await expect(studio.dialog).toBeHidden();

  await desk.open('Ben');
  const forBen = await StudioPage.open(desk.page, 'Ben');
  await expect(forBen.text).toHaveValue('');
  await forBen.close();

  const reloaded = await desk.reload();
  const conversation = await reloaded.open('Ada');
  const again = await StudioPage.open(desk.page, 'Ada');
  await expect(again.text).toHaveValue('Which size, Ada?');
  await again.saveAs('sizes', 'Sizes');
  await expect(again.told).toHaveText('Saved as /sizes');
  const downloading = desk.page.waitForEvent('download');
  await again.dialog.getByRole('button', { name: 'More', exact: true }).click();
  await desk.page.getByRole('menuitem', { name: 'Export as a file' }).click();
  const file = await (await downloading).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    messages: [{ name: 'sizes', message: { kind: 'quickReplies', text: 'Which size, Ada?' } }],
  });

  await again.beginFrom('One product');
  await again.dialog.getByLabel('File of structured messages').setInputFiles({
    name: 'bad.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"kind":"poll"}'),
  });
  await expect(again.dialog.getByRole('alert')).toContainText('kind: expected quickReplies, buttons');
  await again.dialog.getByLabel('File of structured messages').setInputFiles(file);
  await expect(again.text).toHaveValue('Which size, Ada?');
  await expect(again.dialog.getByRole('alert')).toHaveCount(0);
  await again.undo.click();
  await expect(again.dialog.getByRole('textbox', { name: 'Heading' })).toHaveValue('Name of the product');
  await again.close();

  await conversation.composer.fill('/siz');
  await desk.page.getByRole('option', { name: /sizes/ }).click();
  await expect(again.text).toHaveValue('Which size, Ada?');
  await again.send();
  await expect(conversation.log.getByRole('list', { name: 'Answers offered' })).toHaveText(
    /Small\s*Medium\s*Large/,
  );
});

test('a structured message that is refused says so, and goes out again', async ({ signIn, sandbox }) => {
  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Hello?');
  const desk = await signIn('Alex Morgan');
  const conversation = await desk.serve('Ada');
  await sandbox.fault('error', { match: 'sendQuickReplies', name: 'GRAPHQL_EXEC_ERROR', count: 1 });
  const studio = await StudioPage.open(desk.page, 'Ada');
  await studio.beginFrom('Which size?');
  await studio.send();
  await expect(conversation.log.getByText('Not sent')).toBeVisible();
  await expect(conversation.log.getByRole('list', { name: 'Answers offered' })).toBeVisible();
  await conversation.log.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => ada.hears()).toContain('Of course. Which size would you like instead?');
  await expect(conversation.log.getByText('Not sent')).toHaveCount(0);
  await expect(conversation.log.getByRole('list', { name: 'Answers offered' })).toHaveCount(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  const kinds = [
    'Which size?',
    'How shall we reach you?',
    'One product',
    'A choice of products',
    'Articles that help',
  ];
  for (const template of kinds) {
    test(`the studio has no accessibility defect: ${template} (${colorScheme})`, async ({
      signIn,
      sandbox,
    }) => {
      await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
      const desk = await signIn('Alex Morgan', { colorScheme });
      await desk.serve('Ada');
      const studio = await StudioPage.open(desk.page, 'Ada');
      await studio.beginFrom(template);
      expect(await accessibilityDefects(desk.page)).toEqual([]);
    });
  }

  test(`what is wrong, and what was sent, is shown without an accessibility defect (${colorScheme})`, async ({
    signIn,
    sandbox,
  }) => {
    await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
    const desk = await signIn('Alex Morgan', { colorScheme });
    await desk.serve('Ada');
    const studio = await StudioPage.open(desk.page, 'Ada');
    await studio.show(colorScheme === 'light' ? 'Dark' : 'Light');
    await studio.dialog.getByRole('button', { name: 'Write it by hand' }).click();
    await studio.sendButton.click();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
    await studio.beginFrom('A choice of products');
    await studio.send();
    expect(await accessibilityDefects(desk.page)).toEqual([]);
  });
}

function menuOf(studio: StudioPage, name: string) {
  return studio.dialog.getByRole('button', { name: `More for ${name}`, exact: true });
}

async function isFocused(locator: ReturnType<Page['locator']>): Promise<boolean> {
  return locator.evaluate(element => element === document.activeElement);
}
