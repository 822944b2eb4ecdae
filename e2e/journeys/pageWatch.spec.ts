import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/signInPage.ts';
import { VisitorPage } from '../pages/visitorPage.ts';

// The other tests trust the watch to see what goes wrong on a page. Here it has to.
test.describe('the watch over every page', () => {
  test.use({ toleratesComplaints: true });

  test('sees a script that the security policy of the dashboard blocks', async ({ newPage, addresses }) => {
    const { page, watch } = await newPage();
    await SignInPage.open(page, addresses.dashboard);
    await page.evaluate(addInlineScript).catch(() => undefined);
    await expect.poll(() => watch.unforgivable().join()).toContain('require-trusted-types-for');
    expect(await page.title()).not.toBe('run');
  });

  test('sees a script that the security policy of the visitor page blocks', async ({
    newPage,
    addresses,
  }) => {
    const { page, watch } = await newPage();
    await VisitorPage.open(page, addresses.sandbox);
    await page.evaluate(addInlineScript).catch(() => undefined);
    await expect.poll(() => watch.unforgivable().join()).toContain('require-trusted-types-for');
    expect(await page.title()).not.toBe('run');
  });

  test('sees an exception that nobody catches, and an error in the console', async ({
    newPage,
    addresses,
  }) => {
    const { page, watch } = await newPage();
    await SignInPage.open(page, addresses.dashboard);
    await page.evaluate(() => {
      console.error('canary in the console');
      setTimeout(() => {
        throw new Error('canary in the air');
      });
    });
    await expect.poll(() => watch.unforgivable().join()).toContain('canary in the air');
    expect(watch.all().join()).toContain('canary in the console');
  });
});

function addInlineScript(): void {
  const script = document.createElement('script');
  script.textContent = 'document.title = "run"';
  document.head.append(script);
}
