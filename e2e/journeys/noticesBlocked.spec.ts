import { expect, test } from '../fixtures.ts';
import { NoticesPage } from '../pages/noticesPage.ts';

// As browsers do for people: no page sounds before it has been touched.
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const policy = '--autoplay-policy=document-user-activation-required';
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), policy] });
  },
});

test('while the browser lets the page not sound the bell is red, until the page is touched', async ({
  signIn,
}) => {
  const { page } = await (await signIn()).reload();
  const notices = new NoticesPage(page);
  await expect(notices.bell).toHaveAccessibleName('Notices: sound is blocked');
  await page.getByRole('heading', { name: 'Unserved' }).click();
  await expect(notices.bell).toHaveAccessibleName('Notices');
});
