import { expect, test } from '../fixtures.ts';

test('the edges of the panes are dragged and moved by keys, within limits, and stay there', async ({
  signIn,
}) => {
  const desk = await signIn('Alex Morgan', { viewport: { width: 1440, height: 900 } });
  const { page } = desk;
  const edge = page.getByRole('separator', { name: 'Width of the chats' });
  const width = async () => (await desk.chats.boundingBox())?.width ?? 0;
  await expect(edge).toHaveAttribute('aria-valuenow', '300');
  await edge.focus();
  await page.keyboard.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', '316');
  await page.keyboard.press('Home');
  await expect(edge).toHaveAttribute('aria-valuenow', '220');
  const box = await edge.boundingBox();
  if (box === null) throw new Error('Expected the edge on the screen.');
  await page.mouse.move(box.x + 4, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 104, box.y + 300, { steps: 5 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute('aria-valuenow', '320');
  expect(Math.round(await width())).toBeGreaterThan(315);
  await desk.reload();
  await expect(edge).toHaveAttribute('aria-valuenow', '320');
  await edge.dblclick();
  await expect(edge).toHaveAttribute('aria-valuenow', '300');
  await edge.focus();
  await page.keyboard.press('Enter');
  await expect(desk.chats).toBeHidden();
  await page.getByRole('button', { name: 'Show the chats' }).click();
  await expect(desk.chats).toBeVisible();
  await page.getByRole('button', { name: 'Hide the departments' }).click();
  await expect(desk.departments).toBeHidden();
  await desk.reload();
  await expect(desk.departments).toBeHidden();
  await page.getByRole('button', { name: 'Show the departments' }).click();
  await expect(desk.departments).toBeVisible();
});

test('on an ultra-wide screen lines stay as long as one can read', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('word '.repeat(200));
  const desk = await signIn('Alex Morgan', { viewport: { width: 3440, height: 1200 } });
  const { log } = await desk.serve('Ada');
  const box = await log.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(1152);
});

test('at 320 px nothing is cut off: header, settings, palette and help', async ({ signIn }) => {
  const desk = await signIn('Alex Morgan', { viewport: { width: 320, height: 480 } });
  const { page } = desk;
  const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await widest()).toBe(320);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  expect(await widest()).toBe(320);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Search or do' }).click();
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  expect(await widest()).toBe(320);
});

test('with hardly any height the conversation keeps some of it, and everything is reached by scrolling', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn('Alex Morgan', { viewport: { width: 360, height: 225 } });
  const { log, composer, sendButton } = await desk.serve('Ada');
  expect((await log.boundingBox())?.height).toBeGreaterThan(100);
  await composer.fill('Let me look.');
  await expect(composer).toBeInViewport();
  await sendButton.click();
  await log.scrollIntoViewIfNeeded();
  await expect(log.getByText('Let me look.')).toBeInViewport();
});

test('with reduced motion nothing moves for longer than an instant', async ({ signIn }) => {
  const desk = await signIn('Alex Morgan', { reducedMotion: 'reduce' });
  await desk.page.keyboard.press('?');
  await expect(desk.page.getByRole('dialog')).toBeVisible();
  const longest = await desk.page.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0)),
    ),
  );
  expect(longest).toBeLessThanOrEqual(1);
});

test('with forced colours the focus and the open chat are told by lines', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn('Alex Morgan', { forcedColors: 'active' });
  await desk.serve('Ada');
  const outline = await desk
    .chatIn(desk.mine, 'Ada')
    .evaluate(element => getComputedStyle(element).outlineStyle);
  expect(outline).toBe('solid');
  await desk.page.keyboard.press('Tab');
  const focused = await desk.page.evaluate(() =>
    document.activeElement === null ? '' : getComputedStyle(document.activeElement).outlineStyle,
  );
  expect(focused).toBe('solid');
});
