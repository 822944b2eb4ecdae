import { expect, test } from '../fixtures.ts';
import type { SandboxControl } from '../switchboard/sandboxControl.ts';

test('with 200 visitors waiting the list stays usable, and the one who waits longest is on top', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'The first one' })).writes('Hello?');
  await crowd(sandbox, 198);
  const desk = await signIn();
  await expect(desk.unserved.getByRole('heading', { name: /Unserved/ })).toContainText('199');
  await expect(desk.serveButton('The first one')).toBeInViewport();
  expect(await desk.unserved.getByRole('listitem').count()).toBeLessThan(60);

  await (await sandbox.openVisitor({ name: 'The last one' })).writes('Hello?');
  await expect(desk.unserved.getByRole('heading', { name: /Unserved/ })).toContainText('200');
  await desk.chats.hover();
  await expect(async () => {
    await desk.page.mouse.wheel(0, 20_000);
    await expect(desk.serveButton('The last one')).toBeInViewport({ timeout: 500 });
  }).toPass();
  const conversation = await desk.serve('The last one');
  await expect(conversation.message('Hello?')).toBeVisible();
  await expect(desk.unserved.getByRole('heading', { name: /Unserved/ })).toContainText('199');
});

test('a chat is opened by a click while the list still scrolls', async ({ signIn, sandbox }) => {
  await crowd(sandbox, 40);
  const desk = await signIn();
  await expect(desk.unserved.getByRole('heading', { name: /Unserved/ })).toContainText('40');
  // A person's click comes sooner behind the wheel than a script's would: it is done in the frame of the scroll.
  const name = await desk.chats.evaluate(async list => {
    const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    list.scrollTop = 300;
    await frame();
    await frame();
    const { left, top, height } = list.getBoundingClientRect();
    const hit = document.elementFromPoint(left + 80, top + height / 2)?.closest('a');
    hit?.click();
    return hit?.querySelector('bdi')?.textContent ?? null;
  });
  await expect(desk.page.getByRole('log', { name: `Conversation with ${name}` })).toBeVisible();
});

test('a conversation of 2,000 messages opens at the first unread, scrolls, and follows what comes', async ({
  signIn,
  sandbox,
}) => {
  test.setTimeout(120_000);
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('note 1');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await desk.page.goBack();
  await expect(conversation.log).toHaveCount(0);
  await inLanes(8, 1_998, index => visitor.writes(`note ${index + 2}`));
  await visitor.writes('note 2000');

  await desk.open('Ada');
  await expect(conversation.newLine).toBeInViewport();
  await expect(conversation.message('note 2000')).not.toBeInViewport();
  await conversation.log.focus();
  await desk.page.keyboard.press('End');
  await expect(conversation.message('note 2000')).toBeInViewport();
  expect(await conversation.log.getByText(/^note /u).count()).toBeLessThan(100);
  await visitor.writes('note 2001');
  await expect(conversation.message('note 2001')).toBeInViewport();

  await conversation.log.focus();
  await expect(async () => {
    await desk.page.keyboard.press('Home');
    await expect(conversation.message('note 1')).toBeInViewport({ timeout: 300 });
  }).toPass({ intervals: [100] });
  await visitor.writes('note 2002');
  await expect(desk.chatIn(desk.mine, 'Ada')).toContainText('note 2002');
  await expect(conversation.message('note 1')).toBeInViewport();

  await desk.page.getByRole('button', { name: 'New messages' }).click();
  await expect(conversation.message('note 2002')).toBeInViewport();
});

async function crowd(sandbox: SandboxControl, count: number): Promise<void> {
  await inLanes(8, count, async index => {
    const visitor = await sandbox.openVisitor({ name: `Visitor ${index + 1}` });
    await visitor.writes(`I am number ${index + 1}`);
  });
}

/** Does something `count` times, so many at once, in no certain order. */
async function inLanes(lanes: number, count: number, act: (index: number) => Promise<void>): Promise<void> {
  const waiting = Array.from({ length: count }, (_, index) => index).values();
  const lane = async () => {
    for (const index of waiting) await act(index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
