import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { Finger } from '../pages/finger.ts';
import type { SandboxControl } from '../switchboard/sandboxControl.ts';

const phone = { viewport: { width: 390, height: 600 }, hasTouch: true, isMobile: true };
const tablet = { viewport: { width: 1366, height: 900 }, hasTouch: true };

test('on a phone a finger that rests on a chat drags it onto a department; Undo takes it back', async ({
  signIn,
  sandbox,
}) => {
  await come(sandbox, ['Ada', 'Ben']);
  const desk = await signIn('Alex Morgan', phone);
  const back = desk.page.getByRole('link', { name: 'Back to the chats' });
  for (const name of ['Ada', 'Ben']) {
    await desk.serve(name);
    await back.tap();
  }
  const ada = desk.conversation('Ada');
  const finger = await Finger.on(desk.page);

  await finger.press(desk.chatIn(desk.mine, 'Ada'));
  await expect(ada.dropTarget('Returns')).toBeInViewport();
  await finger.moveTo(ada.dropTarget('Returns'));
  await finger.lift();
  await expect(ada.transferring('Returns')).toBeInViewport();
  await expect(ada.transferring('Returns')).toContainText('Ada');
  await expect(ada.dropTarget('Returns')).toHaveCount(0);
  await ada.undo.tap();
  await expect(ada.transferring('Returns')).toHaveCount(0);
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });

  await finger.press(desk.chatIn(desk.mine, 'Ada'));
  await expect(ada.dropTarget('Billing')).toBeInViewport();
  await finger.moveTo(ada.dropTarget('Billing'));
  await finger.lift();
  await expect.poll(() => sandbox.chatOf('Ada')).toMatchObject({ department: 'Billing', agents: [] });
  expect(await sandbox.chatOf('Ben')).toMatchObject({ agents: ['Alex Morgan'] });
  await expect(desk.chats, 'what was held was not opened too').toBeVisible();
});

test('on a tablet the row and the header are dragged by touch; beside the departments nothing happens', async ({
  signIn,
  sandbox,
}) => {
  await come(sandbox, ['Ada', 'Ben']);
  const desk = await signIn('Alex Morgan', tablet);
  await desk.serve('Ada');
  const ben = await desk.serve('Ben');
  const ada = desk.conversation('Ada');
  const finger = await Finger.on(desk.page);

  await finger.press(desk.page.getByRole('heading', { name: 'Ben', level: 2 }));
  await expect(ben.dropTarget('Legal')).toBeVisible();
  await finger.moveTo(ben.log);
  await finger.lift();
  await expect(ben.dropTarget('Legal')).toHaveCount(0);
  await expect(ben.undo).toHaveCount(0);

  await finger.press(desk.chatIn(desk.mine, 'Ada'));
  await expect(ada.dropTarget('Legal')).toBeVisible();
  await finger.moveTo(ada.dropTarget('Legal'));
  await finger.lift();
  await expect(ada.transferring('Legal')).toContainText('Ada');
  await expect(ben.composer, 'the chat that was open still is').toBeVisible();
  await ada.undo.tap();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null });
});

test('a finger that moves scrolls the chats and drags none; a tap opens a chat', async ({
  signIn,
  sandbox,
}) => {
  const names = ['Ada', 'Ben', 'Cleo', 'Dara', 'Emre', 'Fay'];
  await come(sandbox, names);
  const desk = await signIn('Alex Morgan', { ...phone, viewport: { width: 390, height: 560 } });
  const back = desk.page.getByRole('link', { name: 'Back to the chats' });
  for (const name of names) {
    await desk.serve(name);
    await back.tap();
  }
  const firstRow = desk.mine.getByRole('link').first();
  await expect(firstRow).toBeInViewport();
  const wasLifted = await watchDropTargets(desk.page);
  const before = await firstRow.boundingBox();
  const finger = await Finger.on(desk.page);
  await finger.press(firstRow);
  // Longer than a finger has to rest: the browser's clock tells, not ours.
  const begun = await desk.page.evaluate(() => performance.now());
  await finger.moveBy(0, -80);
  for (let turn = 0; (await desk.page.evaluate(() => performance.now())) < begun + 900; turn += 1) {
    await finger.moveBy(0, turn % 2 === 0 ? -12 : 12);
  }
  await expect.poll(async () => (await firstRow.boundingBox())?.y).toBeLessThan((before?.y ?? 0) - 30);
  await finger.lift();
  expect(await wasLifted()).toBe(false);
  await expect(desk.chats).toBeVisible();

  await desk.chatIn(desk.mine, 'Ada').tap();
  await expect(desk.conversation('Ada').log).toBeVisible();
});

async function come(sandbox: SandboxControl, names: readonly string[]): Promise<void> {
  for (const name of names) await (await sandbox.openVisitor({ name })).writes('Hello?');
}

/** Tells whether, from now on, there was ever a place to drop a chat on. */
async function watchDropTargets(page: Page): Promise<() => Promise<boolean>> {
  const seen = await page.evaluateHandle(() => {
    const watch = { hasSeen: false };
    new MutationObserver(() => {
      watch.hasSeen ||= document.querySelector('[aria-label^="Drop on "]') !== null;
    }).observe(document.body, { childList: true, subtree: true });
    return watch;
  });
  return () => seen.evaluate(({ hasSeen }) => hasSeen);
}
