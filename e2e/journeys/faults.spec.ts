import { expect, test } from '../fixtures.ts';

test('a socket that drops while a visitor writes loses nothing and doubles nothing', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('note 0');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');

  const said = ['note 0'];
  await sandbox.fault('refuse-connections', { ms: 2_500 });
  for (let count = 1; count <= 9; count += 1) {
    if (count === 4) await sandbox.fault('drop-socket');
    await visitor.writes(`note ${count}`);
    said.push(`note ${count}`);
  }
  await expect(desk.reconnecting).toBeVisible();
  await expect(conversation.message('note 9')).toBeVisible();
  await expect(desk.reconnecting).toHaveCount(0);
  expect(await conversation.log.getByText(/^note \d$/u).allInnerTexts()).toEqual(said);

  await visitor.writes('note 10');
  await expect(conversation.message('note 10')).toHaveCount(1);
});

test('an end of service starts a new session by itself, and the chat goes on', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn('Priya Nair');
  const conversation = await desk.serve('Ada');
  const [before] = (await sandbox.state()).sessions;

  await sandbox.fault('eos');
  await expect
    .poll(async () => (await sandbox.state()).sessions)
    .toMatchObject([{ agent: 'Priya Nair', sockets: 1 }]);
  expect((await sandbox.state()).sessions.map(({ id }) => id)).not.toContain(before?.id);
  await visitor.writes('Are you still there?');
  await expect(conversation.message('Are you still there?')).toHaveCount(1);
  await conversation.say('Yes, I am.');
  await expect.poll(() => visitor.hears()).toContain('Yes, I am.');
  await expect(conversation.message('Hello?')).toHaveCount(1);
});

test('the same agent in a second browser takes over, and back, without a fight', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const first = await signIn('Lucía Romero');
  const conversation = await first.serve('Ada');
  await conversation.composer.fill('A draft');

  const second = await signIn('Lucía Romero');
  await expect(first.signedInElsewhere).toBeVisible();
  await second.open('Ada');
  await second.conversation('Ada').say('From the second');
  await expect.poll(() => visitor.hears()).toContain('From the second');
  const [session] = (await sandbox.state()).sessions;

  await first.takeOver.click();
  await expect(second.signedInElsewhere).toBeVisible();
  await expect(first.signedInElsewhere).toHaveCount(0);
  await expect(conversation.composer).toHaveValue('A draft');
  await expect(conversation.message('From the second')).toHaveCount(1);
  await conversation.sendButton.click();
  await expect.poll(() => visitor.hears()).toContain('A draft');
  const { sessions } = await sandbox.state();
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.id).not.toBe(session?.id);

  await second.takeOver.click();
  await expect(first.signedInElsewhere).toBeVisible();
  await expect(second.conversation('Ada').message('A draft')).toHaveCount(1);
});

test('a reply that is written offline goes out once when the network is back', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(conversation.composer).toBeVisible();
  const greetings = await visitor.hears();

  await desk.loseNetwork();
  await sandbox.fault('drop-socket');
  await expect(desk.offline).toBeVisible();
  await conversation.say('Written in a tunnel');
  await expect(conversation.log.getByText('Queued')).toBeVisible();
  await visitor.writes('Are you there?');

  await desk.findNetwork();
  await expect(desk.offline).toHaveCount(0);
  await expect(conversation.message('Are you there?')).toHaveCount(1);
  await expect.poll(() => visitor.hears()).toEqual([...greetings, 'Written in a tunnel']);
  await expect(conversation.log.getByText('Queued')).toHaveCount(0);
  await expect(conversation.message('Written in a tunnel')).toHaveCount(1);
});

test('a reply whose answer is lost is delivered once', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  const greetings = await visitor.hears();

  await sandbox.fault('lose-reply', { match: 'sendMessage' });
  await conversation.say('Can you hear me?');
  await expect.poll(() => visitor.hears()).toContain('Can you hear me?');
  await expect(conversation.log).toContainText('Can you hear me?');
  await expect(conversation.log.getByText(/Sending|Unsure|Not sent/u)).toHaveCount(0);
  await expect(conversation.message('Can you hear me?')).toHaveCount(1);

  await conversation.say('And now?');
  await expect.poll(() => visitor.hears()).toEqual([...greetings, 'Can you hear me?', 'And now?']);
});

test('a reply whose answer and echo are lost with the socket is found again, and delivered once', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(conversation.composer).toBeVisible();
  const greetings = await visitor.hears();

  await sandbox.fault('delay', { match: 'sendMessage', ms: 3_000, count: 1 });
  await conversation.say('Can you hear me?');
  await expect(conversation.log.getByText('Sending…')).toBeVisible();
  await sandbox.fault('refuse-connections', { ms: 4_000 });
  await sandbox.fault('drop-socket');

  await expect(conversation.log.getByText(/Sending|Unsure/u)).toHaveCount(0);
  await expect(conversation.message('Can you hear me?')).toHaveCount(1);
  await conversation.say('And now?');
  await expect.poll(() => visitor.hears()).toEqual([...greetings, 'Can you hear me?', 'And now?']);
});

test('who is not known to be greeted can be served again, and is greeted once', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  await sandbox.fault('lose-request', { match: 'sendMessage', count: 1 });
  await desk.serveButton('Ada').click();
  const { log, composer } = desk.conversation('Ada');
  await expect(log.getByText('Sending…')).toBeVisible();
  await visitor.writes('Is anybody there?');
  await expect(desk.conversation('Ada').message('Is anybody there?')).toHaveCount(1);
  await sandbox.fault('drop-socket');
  await expect(log).toContainText('the visitor has written since');
  await expect(composer).toHaveCount(0);

  await desk.page.getByRole('button', { name: 'Serve this visitor' }).click();
  await expect(composer).toBeVisible();
  await expect(log.getByText(/Sending|Unsure|Not sent/u)).toHaveCount(0);
  expect(await visitor.hears()).toHaveLength(1);
});

test('a reply that is refused says Not sent and why, and Retry or Discard settle it', async ({
  signIn,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');

  await sandbox.fault('error', { match: 'sendMessage', name: 'GRAPHQL_EXEC_ERROR' });
  await conversation.say('First try');
  await expect(conversation.log.getByText('Not sent')).toBeVisible();
  await expect(conversation.log).toContainText('A fault was ordered: GRAPHQL_EXEC_ERROR.');
  await conversation.log.getByRole('button', { name: 'Retry' }).click();
  await expect.poll(() => visitor.hears()).toContain('First try');
  await expect(conversation.log.getByText('Not sent')).toHaveCount(0);
  await expect(conversation.message('First try')).toHaveCount(1);

  await sandbox.fault('error', { match: 'sendMessage', name: 'FORBIDDEN' });
  await conversation.say('Second thoughts');
  await conversation.log.getByRole('button', { name: 'Discard' }).click();
  await expect(conversation.message('Second thoughts')).toHaveCount(0);
  await conversation.say('Third');
  await expect.poll(() => visitor.hears()).toContain('Third');
  expect(await visitor.hears()).not.toContain('Second thoughts');
});

test('doubled data and frames that are no JSON change nothing', async ({ signIn, sandbox }) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');

  await sandbox.fault('garbage', { count: 3 });
  await sandbox.fault('duplicate-data', { count: 2 });
  await visitor.writes('Once only');
  await visitor.writes('And another');
  await expect(conversation.message('And another')).toHaveCount(1);
  await expect(conversation.message('Once only')).toHaveCount(1);
  expect((await sandbox.state()).sessions).toMatchObject([{ sockets: 1 }]);
  await expect(desk.reconnecting).toHaveCount(0);
});
