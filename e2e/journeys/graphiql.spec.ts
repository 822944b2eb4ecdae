import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { GraphiqlPage } from '../pages/graphiqlPage.ts';

// One worker: each has its own sandbox, which has to put the IDE together first.
test.describe.configure({ mode: 'default', timeout: 120_000 });

test('GraphiQL shows the documentation, and runs queries, mutations and subscriptions for real', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Where is my parcel?');
  // The response pane draws what can be seen of it alone.
  const { page } = await newPage({ viewport: { width: 1280, height: 1800 } });
  const graphiql = await GraphiqlPage.open(page, addresses.sandbox);

  await graphiql.documentation.getByRole('link', { name: 'Mutation', exact: true }).click();
  await graphiql.documentation.getByRole('link', { name: 'sendMessage', exact: true }).click();
  await expect(graphiql.documentation).toContainText(
    'Sending into an unserved channel is how an agent joins it',
  );

  await graphiql.choose('Channels');
  await graphiql.run.click();
  await expect.poll(() => graphiql.shown()).toContain('Whereismyparcel?');
  await expect(graphiql.session).toContainText('Connected, session');
  const [, channelId = ''] = /"id":"([\w=]+)"/u.exec(await graphiql.shown()) ?? [];

  await graphiql.choose('Messages');
  await graphiql.run.click();
  await expect(graphiql.stop).toBeVisible();
  await expect.poll(async () => (await sandbox.state()).sessions.length).toBe(1);
  await visitor.writes('And when?');
  await expect.poll(() => graphiql.shown()).toContain('Andwhen?');
  await visitor.writes('Hello?');
  await expect.poll(() => graphiql.shown()).toContain('Hello?');
  await expect(graphiql.events).toContainText([/Hello\?/, /And when\?/]);
  await graphiql.stop.click();

  await graphiql.choose('SendMessage');
  await graphiql.pasteVariables({ channel_id: channelId, msg: 'On "its" way' });
  await graphiql.run.click();
  await expect.poll(() => visitor.hears()).toEqual(['On "its" way']);
  await expect.poll(() => graphiql.shown()).toContain('"success":true');
});

test('errors come in the documented form, and an end of service is told and can be resumed', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const { page } = await newPage();
  const graphiql = await GraphiqlPage.open(page, addresses.sandbox);
  await graphiql.agent.selectOption('Priya Nair');
  await sandbox.fault('error', { match: 'departments', name: 'FORBIDDEN' });
  await graphiql.run.click();
  await expect.poll(() => graphiql.shown()).toMatch(/"errorCode":403,.*"name":"FORBIDDEN".*"UUID":/);
  await graphiql.run.click();
  await expect.poll(() => graphiql.shown()).toContain('"name":"Shipping"');
  expect((await sandbox.state()).sessions).toMatchObject([{ agent: 'Priya Nair' }]);

  await graphiql.choose('Messages');
  await graphiql.run.click();
  await expect(graphiql.stop).toBeVisible();
  await sandbox.fault('eos', { reason: 'concurrent session limit reached' });
  await expect(graphiql.session).toContainText('End of service: concurrent session limit reached.');
  await expect(graphiql.session).toContainText('The same agent has started another session.');
  await expect.poll(() => graphiql.shown()).toContain('"sig":"EOS"');
  await graphiql.newSession.click();
  await graphiql.choose('Departments');
  await graphiql.run.click();
  await expect(graphiql.session).toContainText('Connected, session');
  await expect.poll(() => graphiql.shown()).toContain('"name":"Shipping"');

  await sandbox.fault('error', { match: 'startAgentSession', name: 'UNAUTHORIZED' });
  await graphiql.agent.selectOption('sandbox-token');
  await graphiql.run.click();
  await expect.poll(() => graphiql.shown()).toContain('"name":"UNAUTHORIZED"');
});

test('GraphiQL loads nothing from elsewhere, and what stands around it has no accessibility defect', async ({
  newPage,
  addresses,
}) => {
  const { page, watch } = await newPage();
  const asked: string[] = [];
  page.on('request', request => asked.push(new URL(request.url()).origin));
  const graphiql = await GraphiqlPage.open(page, addresses.sandbox);
  await graphiql.run.click();
  await expect.poll(() => graphiql.shown()).toContain('"name":"Shipping"');
  expect([...new Set(asked)].filter(origin => origin !== 'null')).toEqual([addresses.sandbox]);
  expect(watch.all()).toEqual([]);
  // GraphiQL itself is as its makers made it.
  expect(await accessibilityDefects(page, ['.graphiql-container'])).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 780 });
  await expect(graphiql.run).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await accessibilityDefects(page, ['.graphiql-container'])).toEqual([]);
});
