import { expect, test } from '../fixtures.ts';

const RIGHT_TO_LEFT = '\u202e';

/** What could be run, break a request, or break the page. */
const hostile = [
  '<img src=x onerror="wasRun=true"><script>wasRun=true</script>',
  `"quoted" 'single' \`tick\` \\ $name {curly} ") { success } }`,
  'first line\nsecond line\n\nfourth line',
  `${RIGHT_TO_LEFT}txt.exe ${RIGHT_TO_LEFT}שלום مرحبا`,
  'javascript:wasRun=true data:text/html,<b>run</b> 👩‍👩‍👧‍👦 e\u0301',
  `long ${'x'.repeat(9_990)} end`,
];

test('whatever a visitor writes is shown as text, and nothing of it is run', async ({ signIn, sandbox }) => {
  const name = `<b onclick="alert(1)">Ada 'the' O'Hara</b>`;
  const visitor = await sandbox.openVisitor({ name });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve(name);
  for (const text of hostile) {
    await visitor.writes(text);
    await expect(conversation.message(text)).toHaveCount(1);
    expect(await conversation.message(text).textContent()).toBe(text);
  }
  await expect(desk.chatIn(desk.mine, name)).toContainText('long xxx');
  expect(await desk.page.evaluate(() => Reflect.has(globalThis, 'wasRun'))).toBe(false);
  await expect(desk.page).toHaveTitle('(1) Switchboard');
  expect(await desk.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    desk.page.viewportSize()?.width ?? 0,
  );
});

test('messages keep their order, however fast they come', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  const replies = Array.from({ length: 12 }, (_, index) => `reply ${index + 1}`);
  for (const text of replies) {
    await conversation.composer.fill(text);
    await conversation.composer.press('Enter');
  }
  await expect.poll(async () => (await visitor.hears()).slice(1)).toEqual(replies);
  await expect(conversation.message('reply 12')).toBeVisible();
  expect(await conversation.log.getByText(/^reply \d+$/u).allInnerTexts()).toEqual(replies);
});

test('whatever an agent writes arrives unchanged', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect.poll(async () => (await visitor.hears()).length).toBe(1);
  for (const text of hostile) await conversation.say(text);
  await expect.poll(async () => (await visitor.hears()).slice(1)).toEqual(hostile);
});

test('Enter sends, Shift+Enter begins a line, and an empty reply is not sent', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect.poll(async () => (await visitor.hears()).length).toBe(1);

  await expect(conversation.sendButton).toBeDisabled();
  await conversation.composer.fill('  \n ');
  await expect(conversation.sendButton).toBeDisabled();
  await conversation.composer.press('Enter');
  await conversation.composer.fill('');
  await conversation.composer.pressSequentially('one');
  await conversation.composer.press('Shift+Enter');
  await conversation.composer.pressSequentially('two');
  await conversation.composer.press('Enter');
  await expect(conversation.composer).toHaveValue('');
  await expect.poll(async () => (await visitor.hears()).slice(1)).toEqual(['one\ntwo']);
});
