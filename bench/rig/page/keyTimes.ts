import type { Page } from '@playwright/test';

/**
 * To be called before the page is opened: notes of each key that changes a field how long it took, from the time that the
 * browser gave the key to the first task after the next frame. Event Timing would be the browser's own measure; of a field
 * that is as high as its text it tells of the frame after that, which may be a second later.
 */
export async function installKeyTimes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const times: number[] = [];
    Reflect.set(window, 'keyTimes', times);
    let pressed = 0;
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        pressed = timeStamp;
      },
      true,
    );
    addEventListener(
      'input',
      () => {
        const since = pressed;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - since);
          port2.postMessage(null);
        });
      },
      true,
    );
  });
}

/** ms from each of `count` keys, which `press` presses, to the paint after it. */
export async function timeKeys(page: Page, count: number, press: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    Reflect.get(window, 'keyTimes').length = 0;
  });
  await press();
  await page.waitForFunction(wanted => Reflect.get(window, 'keyTimes').length >= wanted, count);
  const told: unknown = await page.evaluate(() => Reflect.get(window, 'keyTimes'));
  return Array.isArray(told) ? told.map(Number) : [];
}
