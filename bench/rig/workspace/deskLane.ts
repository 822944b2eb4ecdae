import type { Locator, Page } from '@playwright/test';
import type { DeskPage } from '../../../e2e/pages/deskPage.ts';
import { assertNever } from '../../../web/lib/assertNever.ts';
import { type Act, type Lane, noTimes } from './acts.ts';
import { slowDown, timeOf } from './pageTimes.ts';

/** The desk with its chats, slowed down. */
export type DeskLane = Lane & {
  /** How many changes of chat had a frame with no chat, or with one that is still read. */
  readonly blanks: () => number;
  /** ms from each click to the frame in which the other chat is whole. */
  readonly wholeTimes: readonly number[];
};

export async function openDeskLane(
  desk: DeskPage,
  /** A visitor of this name writes, and waits to be served. */
  arrive: (name: string) => Promise<void>,
): Promise<DeskLane> {
  const { page } = desk;
  await page.getByRole('log').waitFor();
  await slowDown(page);
  let blanks = 0;
  const wholeTimes: number[] = [];
  const perform = async (act: Act, round: number) => {
    await page.bringToFront();
    if (act === 'serve') return serve(desk, arrive, `Waiting ${round}`);
    if (act !== 'change chat') return performOther(page, act);
    const row = desk.mine.getByRole('link').nth(round % 8);
    const time = await changeTo(page, row);
    blanks += time.isEverBlank ? 1 : 0;
    wholeTimes.push(time.whole);
    return time.value;
  };
  return { name: 'dashboard', times: noTimes(), perform, blanks: () => blanks, wholeTimes };
}

/** One change of chat: to the first paint after the click, to the chat itself, and whether all frames between had a chat. */
async function changeTo(
  page: Page,
  row: Locator,
): Promise<{ value: number; whole: number; isEverBlank: boolean }> {
  await page.evaluate(watchChange);
  const value = await timeOf(page, () => row.click());
  return { value, ...(await page.evaluate(() => Reflect.get(window, 'change'))) };
}

/** Runs in the page: from the next click on, looks at each frame until the chat whose row was clicked is whole. */
function watchChange(): void {
  const change = new Promise(resolve => {
    const begin = ({ timeStamp, target }: Event) => {
      const link = target instanceof Element ? target.closest('a') : null;
      const visitor = link?.querySelector('bdi')?.textContent ?? '';
      let isEverBlank = false;
      const look = () => {
        const log = document.querySelector('main [role="log"]');
        const said = log?.textContent ?? '';
        const isBusy = document.querySelector('main [aria-busy="true"], main [role="progressbar"]') !== null;
        isEverBlank ||= isBusy || !said.includes('I am ') || said.includes('Reading');
        const isOther = log?.getAttribute('aria-label') === `Conversation with ${visitor}`;
        if (isOther && said.includes(`I am ${visitor}`))
          resolve({ whole: performance.now() - timeStamp, isEverBlank });
        else next();
      };
      const next = () => requestAnimationFrame(() => setTimeout(look));
      next();
    };
    addEventListener('click', begin, { once: true, capture: true });
  });
  Reflect.set(window, 'change', change);
}

async function serve(desk: DeskPage, arrive: (name: string) => Promise<void>, name: string): Promise<number> {
  await arrive(name);
  const button = desk.serveButton(name);
  await button.waitFor();
  const time = await timeOf(desk.page, () => button.click());
  await desk.conversation(name).composer.waitFor();
  return time;
}

async function performOther(page: Page, act: Exclude<Act, 'change chat' | 'serve'>): Promise<number> {
  switch (act) {
    case 'type':
      await page.getByRole('textbox', { name: /^Message / }).focus();
      return timeOf(page, () => page.keyboard.press('a'));
    case 'open palette': {
      const time = await timeOf(page, () => page.keyboard.press('Control+K'));
      const palette = page.getByRole('dialog', { name: 'Command palette' });
      await palette.waitFor();
      await page.keyboard.press('Escape');
      await palette.waitFor({ state: 'detached' });
      return time;
    }
    case 'open transfer': {
      await page.getByRole('log').focus();
      const time = await timeOf(page, () => page.keyboard.press('t'));
      const chooser = page.getByRole('textbox', { name: 'Department: a digit or its first letters' });
      await chooser.waitFor();
      await page.keyboard.press('Escape');
      await chooser.waitFor({ state: 'detached' });
      return time;
    }
    default:
      return assertNever(act);
  }
}
