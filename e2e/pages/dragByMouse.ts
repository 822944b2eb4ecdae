import type { Locator, Page } from '@playwright/test';

/** As a hand does: press, move a little, go there, let go where the department has made room. */
export async function dragByMouse(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await centreOf(from), await centreOf(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 12, start.y + 4, { steps: 3 });
  await page
    .getByRole('button', { name: /^Drop on / })
    .first()
    .waitFor();
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await page.mouse.move(end.x + 2, end.y, { steps: 2 });
  await page.mouse.up();
}

/** Where a hand takes hold of it, px from the corner of the window. Throws when it is not on the screen. */
export async function centreOf(element: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await element.boundingBox();
  if (box === null) throw new Error(`Expected ${element.toString()} to be on the screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
