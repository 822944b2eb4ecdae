import { expect, test } from '../fixtures.ts';

test.use({ scenario: 'storm' });

test('with 5,000 visitors waiting both ends are reached, and any of them is found and served', async ({
  signIn,
  sandbox,
}) => {
  const { channels } = await sandbox.state();
  const one = channels[4_321]?.visitor ?? '';
  const desk = await signIn();
  const heading = desk.unserved.getByRole('heading', { name: /Unserved/ });
  const rows = desk.unserved.getByRole('listitem');
  await expect(heading).toContainText('5,000');
  expect(await rows.count()).toBeLessThan(60);
  // Their order is known with what they have said.
  await expect(rows.first()).toContainText(/waits/u);
  const first = (await rows.first().getByRole('link').getAttribute('href')) ?? '';

  await desk.chats.hover();
  await desk.page.mouse.wheel(0, 400_000);
  await expect(desk.mine.getByText('Serve a visitor to begin.')).toBeInViewport();
  await expect(rows.last()).toBeInViewport();
  await expect(rows.last()).not.toContainText('…');
  expect(await rows.count()).toBeLessThan(60);
  await desk.page.mouse.wheel(0, -400_000);
  await expect(rows.first().getByRole('link')).toHaveAttribute('href', first);

  await desk.finder.fill(one);
  await expect(rows).toHaveCount(1);
  await desk.finder.press('Enter');
  await expect(desk.conversation(one).log).toBeVisible();
  await desk.serveButton(one).click();
  await expect(desk.conversation(one).composer).toBeVisible();
  await desk.finder.fill('');
  await expect(heading).toContainText('4,999');
  await expect(desk.chatIn(desk.mine, one)).toHaveCount(1);
});
