import type { Page } from '@playwright/test';
import {
  expectHeard,
  expectStatus,
  expectTransferred,
  sevenVisitors,
  shopper,
  shopperArrives,
} from '../day/visitorsOfTheDay.ts';
import { expect, test } from '../fixtures.ts';
import { DeskPage } from '../pages/deskPage.ts';
import { PaletteDialog } from '../pages/paletteDialog.ts';
import { ConsentPage, type SignInPage } from '../pages/signInPage.ts';
import { StudioPage } from '../pages/studioPage.ts';
import { tabTo } from '../pages/tabTo.ts';

const agent = 'Alex Morgan';

// The visitor on the page of the widget has a browser of their own and a mouse; the agent has keys and nothing else.
test('a day of work by the keyboard alone', async ({ openDashboard, sandbox, openVisitorPage }) => {
  test.setTimeout(240_000);
  const visitors = await sevenVisitors(sandbox);
  const widget = await openVisitorPage();
  await shopperArrives(widget);
  const desk = await signInByKeys(await openDashboard());
  const { page } = desk;
  const { keyboard } = page;

  await test.step('goes online', async () => {
    await keyboard.type('gi');
    await expectStatus(sandbox, agent, 'INVISIBLE');
    await keyboard.type('go');
    await expect(desk.ownStatus).toHaveAccessibleName('Status: Online');
    await expectStatus(sandbox, agent, 'ONLINE');
  });

  await test.step('serves eight visitors, who waited longest first, and answers each', async () => {
    for (const { name, question, answer } of [...visitors, shopper]) {
      await keyboard.press('o');
      const conversation = desk.conversation(name);
      await expect(conversation.composer).toBeFocused();
      await expect(conversation.message(question)).toBeVisible();
      await keyboard.type(answer);
      await keyboard.press('Enter');
      await expect(conversation.message(answer)).toHaveCount(1);
      await keyboard.press('Escape');
      await expect(conversation.composer).not.toBeFocused();
    }
    await expect(desk.heading(desk.unserved)).toHaveText('Unserved · 0');
    for (const { name } of [...visitors, shopper]) {
      expect(await sandbox.chatOf(name)).toMatchObject({ agents: [agent] });
    }
    for (const visitor of visitors) await expectHeard(visitor, [visitor.answer]);
    await expect(widget.message(shopper.answer)).toHaveCount(1);
  });

  await test.step('sends a carousel, and sees what is chosen of it', async () => {
    const conversation = desk.conversation(shopper.name);
    await keyboard.press('Control+j');
    const studio = new StudioPage(page, shopper.name);
    await expect(studio.dialog).toBeVisible();
    await writeCarousel(page, studio);
    await keyboard.press('Control+Enter');
    await expect(studio.dialog).toBeHidden();
    await expect(widget.log.getByRole('heading')).toHaveText(['Harbour', 'Hill']);
    await widget.log.getByRole('button', { name: 'The green one' }).click();
    await widget.showsSent('The green one');
    await expect(conversation.log.getByRole('group', { name: '2 panels' })).toContainText(
      'chosen by the visitor',
    );
  });

  await test.step('transfers by T and a digit, takes it back, and transfers again', async () => {
    const ada = await openByPalette(desk, 'Ada');
    await keyboard.type('t1');
    await expect(ada.transferring('Shipping')).toBeVisible();
    await keyboard.press('z');
    await expect(ada.transferring('Shipping')).toHaveCount(0);
    expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: [agent] });
    await keyboard.type('t1');
    await expectTransferred(sandbox, 'Ada', 'Shipping');
    await expect(desk.chatIn(desk.mine, 'Ada')).toHaveCount(0);
  });

  await test.step('transfers by T and a letter', async () => {
    const ben = await openByPalette(desk, 'Ben');
    await keyboard.type('tr');
    await expect(ben.transferring('Returns')).toBeVisible();
    await expectTransferred(sandbox, 'Ben', 'Returns');
  });

  await test.step('transfers by the palette', async () => {
    const dara = await openByPalette(desk, 'Dara');
    const palette = new PaletteDialog(page);
    await palette.open();
    await palette.do('transfer bill');
    await expect(dara.transferring('Billing')).toBeVisible();
    await expectTransferred(sandbox, 'Dara', 'Billing');
  });

  await test.step('goes away, is written to all the same, and comes back', async () => {
    await keyboard.type('ga');
    await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');
    await expectStatus(sandbox, agent, 'AWAY');
    await widget.write('Thank you!');
    await expect(desk.unread(shopper.name)).toHaveText('1 unread');
    await keyboard.type('go');
    await expectStatus(sandbox, agent, 'ONLINE');
    await keyboard.press('n');
    const conversation = desk.conversation(shopper.name);
    await expect(conversation.message('Thank you!')).toBeInViewport();
    await keyboard.press('r');
    await expect(conversation.composer).toBeFocused();
    await keyboard.type('With pleasure.');
    await keyboard.press('Enter');
    await expect(widget.message('With pleasure.')).toHaveCount(1);
  });

  await test.step('nobody got anything twice, and five are left', async () => {
    for (const visitor of visitors) await expectHeard(visitor, [visitor.answer]);
    await expect(desk.heading(desk.mine)).toHaveText('My chats · 5');
    await expect(desk.problems.getByRole('alertdialog')).toHaveCount(0);
  });
});

/** From the sign-in page to the desk, by Tab and Enter; the first agent is chosen already. */
async function signInByKeys({ page, signInLink }: SignInPage): Promise<DeskPage> {
  await tabTo(page, signInLink);
  await page.keyboard.press('Enter');
  const consent = await ConsentPage.on(page);
  await expect(consent.agent(agent)).toBeChecked();
  await tabTo(page, consent.allowButton);
  await page.keyboard.press('Enter');
  return DeskPage.on(page);
}

/** Two panels; the second has a button. */
async function writeCarousel(page: Page, studio: StudioPage): Promise<void> {
  const { keyboard } = page;
  const { dialog } = studio;
  await tabTo(page, dialog.getByRole('radio', { checked: true }).first());
  const carousel = dialog.getByRole('radio', { name: 'Carousel' });
  for (let presses = 0; presses < 5 && !(await carousel.isChecked()); presses += 1) {
    await keyboard.press('ArrowRight');
  }
  await expect(carousel).toBeChecked();
  for (const [index, heading, text] of [
    [0, 'Harbour', 'Blue'],
    [1, 'Hill', 'Green'],
  ] as const) {
    const name = `Panel ${index + 1}`;
    const head = studio.panel(name).getByRole('button', { name, exact: true });
    if ((await head.getAttribute('aria-expanded')) === 'false') {
      await tabTo(page, head);
      await keyboard.press('Enter');
    }
    await tabTo(page, dialog.getByRole('textbox', { name: 'Heading' }).nth(index));
    await keyboard.type(heading);
    await tabTo(page, dialog.getByRole('textbox', { name: /^Text below it/ }).nth(index));
    await keyboard.type(text);
  }
  await tabTo(page, dialog.getByRole('button', { name: 'Add a button' }).last());
  await keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('textbox', { name: 'Words on the button' }));
  await keyboard.type('The green one');
}

/** Found by name, opened, and none of it typed into: single keys work. */
async function openByPalette(desk: DeskPage, visitor: string) {
  const palette = new PaletteDialog(desk.page);
  await palette.open();
  await palette.do(visitor);
  const conversation = desk.conversation(visitor);
  await expect(conversation.log).toBeVisible();
  if (await conversation.composer.evaluate(element => element === document.activeElement)) {
    await desk.page.keyboard.press('Escape');
  }
  return conversation;
}
