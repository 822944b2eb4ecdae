import type { Page } from '@playwright/test';
import { assertNever } from '../../../web/lib/assertNever.ts';
import { type Act, type Lane, noTimes } from './acts.ts';
import { noteTimes, slowDown, timeOf } from './pageTimes.ts';

/** The same acts with nothing behind them: what the browser itself takes, here and now. */
export async function openBarePage(page: Page, chats: number): Promise<Lane> {
  await noteTimes(page);
  await page.route('http://bare.test/', route =>
    route.fulfill({ contentType: 'text/html', body: html(chats) }),
  );
  await page.goto('http://bare.test/');
  await slowDown(page);
  return { name: 'bare page', times: noTimes(), perform: (act, round) => perform(page, act, round) };
}

async function perform(page: Page, act: Act, round: number): Promise<number> {
  await page.bringToFront();
  switch (act) {
    case 'change chat':
      return timeOf(page, () =>
        page
          .getByRole('link')
          .nth(round % 8)
          .click(),
      );
    case 'type':
      await page.getByRole('textbox', { name: 'Message' }).focus();
      return timeOf(page, () => page.keyboard.press('a'));
    case 'open palette': {
      const time = await timeOf(page, () => page.keyboard.press('Control+K'));
      await page.keyboard.press('Escape');
      return time;
    }
    case 'open transfer': {
      await page.getByRole('log').focus();
      const time = await timeOf(page, () => page.keyboard.press('t'));
      await page.keyboard.press('Escape');
      return time;
    }
    case 'serve':
      return timeOf(page, () => page.getByRole('button', { name: 'Serve' }).first().click());
    default:
      return assertNever(act);
  }
}

/** As much on the screen as the desk has, by hand. */
function html(chats: number): string {
  const rows = Array.from(
    { length: chats },
    (_, index) => `<li><a href="#${index}">Visitor ${index}</a></li>`,
  );
  const unserved = rows.map(() => '<li>Somebody <button>Serve</button></li>');
  return `<!doctype html><title>Bare</title>
<style>body{display:grid;grid-template-columns:300px 1fr;margin:0;height:100vh}nav{overflow:auto}</style>
<nav><ul id="unserved">${unserved.join('')}${unserved.join('')}</ul><ul id="mine">${rows.join('')}</ul></nav>
<main><div role="log" tabindex="0" style="height:400px"></div><textarea aria-label="Message"></textarea>
<input id="field" hidden><dialog><input aria-label="Search"></dialog></main>
<script>
const log = document.querySelector('[role=log]'), field = document.querySelector('#field');
const dialog = document.querySelector('dialog');
document.querySelector('#mine').onclick = event => {
  event.preventDefault();
  log.textContent = event.target.textContent;
};
document.querySelector('#unserved').onclick = event => {
  const row = event.target.closest('button')?.parentElement;
  if (row) document.querySelector('#mine').append(row);
};
addEventListener('keydown', event => {
  if (event.key === 'Escape') { field.hidden = true; dialog.close(); }
  if (event.key.toLowerCase() === 'k' && event.ctrlKey) { event.preventDefault(); dialog.showModal(); }
  if (event.key === 't' && event.target === log) { event.preventDefault(); field.hidden = false; field.focus(); }
});
</script>`;
}
