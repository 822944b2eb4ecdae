import type { Locator, Page } from '@playwright/test';

/** ms from a click, as the page's window hears of it, to the paint of a frame with a row of this text in view. */
export async function openTime(page: Page, click: Locator, rows: string, text: string): Promise<number> {
  await page.evaluate(watchOpening, { rows, text });
  await click.click();
  return Number(await page.evaluate(() => Reflect.get(window, 'opened')));
}

/** Runs in the page. */
function watchOpening({ rows, text }: { readonly rows: string; readonly text: string }): void {
  const isInView = () => {
    const last = [...document.querySelectorAll(rows)].findLast(({ textContent }) =>
      textContent.includes(text),
    );
    const rect = last?.getBoundingClientRect();
    return rect !== undefined && rect.height > 0 && rect.bottom > 0 && rect.top < innerHeight;
  };
  const opened = new Promise(resolve => {
    const start = () => {
      const clicked = performance.now();
      requestAnimationFrame(function look() {
        if (!isInView()) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - clicked);
        port2.postMessage(null);
      });
    };
    addEventListener('click', start, { once: true, capture: true });
  });
  Reflect.set(window, 'opened', opened);
}
