import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';

test('three first steps end as they are taken, and are not shown again', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is it?');
  const desk = await signIn();
  const steps = desk.page.getByRole('region', { name: 'First steps' });
  await expect(steps.getByRole('listitem')).toHaveCount(3);
  await expect(steps.locator('[aria-current="step"]')).toContainText('Serve a visitor');
  await expect(steps.getByRole('link', { name: 'Write as a visitor' })).toHaveAttribute('href', /\/visitor$/);
  expect(await accessibilityDefects(desk.page)).toEqual([]);

  const conversation = await desk.serve('Ada');
  await expect(steps.locator('[aria-current="step"]')).toContainText('Write a reply');
  await conversation.say('Let me look.');
  await expect(steps.locator('[aria-current="step"]')).toContainText('Transfer the chat');
  const again = await desk.reload();
  await expect(steps.locator('[aria-current="step"]')).toContainText('Transfer the chat');
  await again.conversation('Ada').transferTo('Billing');
  await expect(steps.getByRole('status')).toContainText('That is all it takes');
  await desk.reload();
  await expect(desk.departments).toBeVisible();
  await expect(desk.page.getByRole('region', { name: 'Status', exact: true })).toBeAttached();
  await expect(steps).toHaveCount(0);
});

test('the first steps can be closed for good', async ({ signIn }) => {
  const desk = await signIn();
  const steps = desk.page.getByRole('region', { name: 'First steps' });
  await steps.getByRole('button', { name: 'Close the first steps' }).click();
  await expect(steps).toHaveCount(0);
  await desk.reload();
  await expect(desk.page.getByRole('region', { name: 'Status', exact: true })).toBeAttached();
  await expect(steps).toHaveCount(0);
});
