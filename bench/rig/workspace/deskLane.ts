import type { Locator, Page } from '@playwright/test';
import type { DeskPage } from '../../../e2e/pages/deskPage.ts';
import { assertNever } from '../../../web/lib/assertNever.ts';
import { type Act, type Lane, noTimes } from './acts.ts';
import { slowDown, timeOf } from './pageTimes.ts';

/** The desk with its chats, slowed down; `spinners` counts the changes of chat that did not show it in the next frame. */
export type DeskLane = Lane & { readonly spinners: () => number };

export async function openDeskLane(
  desk: DeskPage,
  /** A visitor of this name writes, and waits to be served. */
  arrive: (name: string) => Promise<void>,
): Promise<DeskLane> {
  const { page } = desk;
  await page.getByRole('log').waitFor();
  await slowDown(page);
  let spinners = 0;
  const perform = async (act: Act, round: number) => {
    await page.bringToFront();
    if (act === 'serve') return serve(desk, arrive, `Waiting ${round}`);
    if (act !== 'change chat') return performOther(page, act);
    const row = desk.mine.getByRole('link').nth(round % 8);
    const time = await changeTo(page, row);
    spinners += time.isWhole ? 0 : 1;
    return time.value;
  };
  return { name: 'dashboard', times: noTimes(), perform, spinners: () => spinners };
}

/** Whether the chat is whole in the first frame after the click: its name, what was said, and nothing that is awaited. */
async function changeTo(page: Page, row: Locator): Promise<{ value: number; isWhole: boolean }> {
  await page.evaluate(() => {
    const look = () => {
      const log = document.querySelector('main [role="log"]');
      const isBusy = document.querySelector('main [aria-busy="true"], main [role="progressbar"]') !== null;
      Reflect.set(window, 'firstFrame', { said: log?.textContent ?? '', isBusy });
    };
    addEventListener('click', () => requestAnimationFrame(() => setTimeout(look)), {
      once: true,
      capture: true,
    });
  });
  const value = await timeOf(page, () => row.click());
  const name = (await page.getByRole('log').getAttribute('aria-label'))?.replace('Conversation with ', '');
  const isWhole = await page.evaluate(visitor => {
    const { said, isBusy } = Reflect.get(window, 'firstFrame');
    return !isBusy && said.includes(`I am ${visitor}`) && !said.includes('Reading');
  }, name);
  return { value, isWhole };
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
