import {
  expectHeard,
  expectStatus,
  expectTransferred,
  sevenVisitors,
  shopper,
  shopperArrives,
} from '../day/visitorsOfTheDay.ts';
import { expect, test } from '../fixtures.ts';
import { dragByMouse } from '../pages/dragByMouse.ts';
import { StudioPage } from '../pages/studioPage.ts';

const agent = 'Alex Morgan';

test('a day of work by mouse', async ({ signIn, sandbox, openVisitorPage }) => {
  test.setTimeout(240_000);
  const visitors = await sevenVisitors(sandbox);
  const widget = await openVisitorPage();
  await shopperArrives(widget);
  const desk = await signIn(agent);

  await test.step('goes online', async () => {
    await desk.setStatus('Invisible');
    await expectStatus(sandbox, agent, 'INVISIBLE');
    await desk.setStatus('Online');
    await expect(desk.ownStatus).toHaveAccessibleName('Status: Online');
    await expectStatus(sandbox, agent, 'ONLINE');
  });

  await test.step('serves eight visitors and answers each', async () => {
    for (const { name, question, answer } of [...visitors, shopper]) {
      const conversation = await desk.serve(name);
      await expect(conversation.message(question)).toBeVisible();
      await conversation.composer.click();
      await desk.page.keyboard.type(answer);
      await conversation.sendButton.click();
      await expect(conversation.message(answer)).toHaveCount(1);
    }
    await expect(desk.heading(desk.unserved)).toHaveText('Unserved · 0');
    for (const { name } of [...visitors, shopper]) {
      expect(await sandbox.chatOf(name)).toMatchObject({ agents: [agent] });
    }
    for (const visitor of visitors) await expectHeard(visitor, [visitor.answer]);
    await expect(widget.message(shopper.answer)).toHaveCount(1);
  });

  await test.step('sends a carousel, and sees what is chosen of it', async () => {
    const conversation = await desk.open(shopper.name);
    const studio = await StudioPage.open(desk.page, shopper.name);
    await studio.choose('Carousel');
    await studio.writePanel('Panel 1', 'Harbour', 'Blue');
    await studio.writePanel('Panel 2', 'Hill', 'Green');
    await studio.dialog.getByRole('button', { name: 'Add a button' }).last().click();
    await studio.writeButton(studio.choices('Buttons').nth(0), 'The green one');
    await studio.send();
    await expect(widget.log.getByRole('heading')).toHaveText(['Harbour', 'Hill']);
    await widget.log.getByRole('button', { name: 'The green one' }).click();
    await widget.showsSent('The green one');
    await expect(conversation.log.getByRole('group', { name: '2 panels' })).toContainText(
      'chosen by the visitor',
    );
  });

  await test.step('transfers by a click, takes it back, and transfers again', async () => {
    const ada = await desk.open('Ada');
    await ada.transferTo('Shipping');
    await expect(ada.transferring('Shipping')).toBeVisible();
    await ada.undo.click();
    await expect(ada.transferring('Shipping')).toHaveCount(0);
    expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: [agent] });
    await ada.transferTo('Shipping');
    await expectTransferred(sandbox, 'Ada', 'Shipping');
    await expect(desk.chatIn(desk.mine, 'Ada')).toHaveCount(0);
  });

  await test.step('transfers by dragging the row of a chat', async () => {
    await dragByMouse(desk.page, desk.chatIn(desk.mine, 'Ben'), desk.department('Returns'));
    await expect(desk.conversation('Ben').transferring('Returns')).toBeVisible();
    await expectTransferred(sandbox, 'Ben', 'Returns');
  });

  await test.step('transfers by T and a digit', async () => {
    const dara = await desk.open('Dara');
    await dara.log.focus();
    await desk.page.keyboard.type('t2');
    await expect(dara.transferring('Billing')).toBeVisible();
    await expectTransferred(sandbox, 'Dara', 'Billing');
  });

  await test.step('goes away, is written to all the same, and comes back', async () => {
    await desk.setStatus('Away');
    await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');
    await expectStatus(sandbox, agent, 'AWAY');
    await widget.write('Thank you!');
    await expect(desk.unread(shopper.name)).toHaveText('1 unread');
    await desk.setStatus('Online');
    await expectStatus(sandbox, agent, 'ONLINE');
    const conversation = await desk.open(shopper.name);
    await expect(conversation.message('Thank you!')).toBeInViewport();
    await conversation.say('With pleasure.');
    await expect(widget.message('With pleasure.')).toHaveCount(1);
  });

  await test.step('nobody got anything twice, and five are left', async () => {
    for (const visitor of visitors) await expectHeard(visitor, [visitor.answer]);
    await expect(desk.heading(desk.mine)).toHaveText('My chats · 5');
    await expect(desk.problems.getByRole('alertdialog')).toHaveCount(0);
  });
});
