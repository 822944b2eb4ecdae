import type { Page } from '@playwright/test';

/** To be called before the page is opened. */
export async function installFirstRow(page: Page): Promise<void> {
  // tsx names the functions that it compiles, also those that run in the page.
  await page.addInitScript({ content: 'globalThis.__name = value => value;' });
  await page.addInitScript(install);
}

/** Instead of `installFirstRow`: the page watches from its start. */
export async function watchFromStart(page: Page, rows: string, text: string): Promise<void> {
  await page.addInitScript(wanted => sessionStorage.setItem('firstRow', JSON.stringify(wanted)), {
    rows,
    text,
  });
  await installFirstRow(page);
}

/**
 * UNIX ms of the first frame in which the first of `rows` begins with `text`; asked for before what brings it about, as
 * `{ painted }`, since the promise alone would be awaited at once.
 */
export async function watchFirstRow(
  page: Page,
  rows: string,
  text: string,
): Promise<{ readonly painted: () => Promise<number> }> {
  await page.evaluate(wanted => Reflect.get(window, 'firstRow').watch(wanted), { rows, text });
  return {
    painted: async () => Number(await page.evaluate(() => Reflect.get(window, 'firstRow').painted())),
  };
}

/** UNIX ms of the last key or click, as the browser gave it to the page. */
export async function lastActAt(page: Page): Promise<number> {
  return Number(await page.evaluate(() => Reflect.get(window, 'firstRow').actedAt()));
}

/** Runs in the page. */
function install(): void {
  let found: Promise<number> = Promise.resolve(Number.NaN);
  let acted = 0;
  const note = ({ timeStamp }: Event) => {
    acted = timeStamp;
  };
  for (const type of ['keydown', 'click']) addEventListener(type, note, true);
  const watch = ({ rows, text }: { readonly rows: string; readonly text: string }) => {
    found = new Promise(resolve => {
      requestAnimationFrame(function look() {
        if (document.querySelector(rows)?.textContent.includes(text) !== true) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        port2.postMessage(null);
      });
    });
  };
  const asked: unknown = JSON.parse(sessionStorage.getItem('firstRow') ?? 'null');
  const isAsked = (value: unknown): value is { readonly rows: string; readonly text: string } =>
    typeof value === 'object' && value !== null && 'rows' in value && 'text' in value;
  if (isAsked(asked)) watch(asked);
  const actedAt = () => performance.timeOrigin + acted;
  Reflect.set(window, 'firstRow', { watch, painted: () => found, actedAt });
}
