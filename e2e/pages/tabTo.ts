import type { Locator, Page } from '@playwright/test';

/** As a person does: Tab until it has the focus, and that can be seen. Throws after 40 stops. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    if (await target.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Expected Tab to reach ${target.toString()} within 40 stops.`);
}
