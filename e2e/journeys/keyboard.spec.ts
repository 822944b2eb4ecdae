import { expect, test } from '../fixtures.ts';
import { DeskPage } from '../pages/deskPage.ts';
import { ConsentPage } from '../pages/signInPage.ts';
import { tabTo } from '../pages/tabTo.ts';

test('the keyboard alone signs in, serves, answers, transfers and takes it back', async ({
  openDashboard,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  const { page, signInLink } = await openDashboard();
  await tabTo(page, signInLink);
  await page.keyboard.press('Enter');
  const consent = await ConsentPage.on(page);
  await tabTo(page, consent.agent('Alex Morgan'));
  await page.keyboard.press('ArrowDown');
  await expect(consent.agent('Priya Nair')).toBeChecked();
  await tabTo(page, consent.allowButton);
  await page.keyboard.press('Enter');

  const desk = await DeskPage.on(page);
  await tabTo(page, desk.chatIn(desk.unserved, 'Ada'));
  await page.keyboard.press('Enter');
  const conversation = desk.conversation('Ada');
  await expect(conversation.message('Where is my parcel?')).toBeVisible();
  await tabTo(page, desk.serveButton('Ada'));
  await page.keyboard.press('Enter');
  await expect(conversation.composer).toBeVisible();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ agents: ['Priya Nair'] });

  await tabTo(page, conversation.composer);
  await page.keyboard.type('Let me look.');
  await page.keyboard.press('Enter');
  await expect.poll(() => visitor.hears()).toContain('Let me look.');

  await page.keyboard.press('Shift+Tab');
  await expect(conversation.composer).not.toBeFocused();
  await page.keyboard.press('t');
  await page.keyboard.press('3');
  await expect(conversation.transferring('Returns')).toBeVisible();
  await page.keyboard.press('z');
  await expect(conversation.transferring('Returns')).toHaveCount(0);

  await tabTo(page, conversation.department('Legal'));
  await page.keyboard.press('Enter');
  await expect(conversation.transferring('Legal')).toBeVisible();
  await page.keyboard.press('z');
  await expect(conversation.transferring('Legal')).toHaveCount(0);
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Priya Nair'] });
});
