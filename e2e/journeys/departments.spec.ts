import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/signInPage.ts';

test('the status of every department stays live', async ({ signIn, sandbox }) => {
  await sandbox.setDepartment('Legal', 'OFFLINE');
  const desk = await signIn();
  await expect(desk.department('Legal')).toHaveAccessibleDescription(/offline/);
  for (const name of ['Shipping', 'Billing', 'Returns', 'Sales']) {
    await expect(desk.department(name)).toHaveAccessibleDescription('online');
  }
  await sandbox.setDepartment('Billing', 'AWAY');
  await sandbox.setDepartment('Legal', 'ONLINE');
  await expect(desk.department('Billing')).toHaveAccessibleDescription(/away/);
  await expect(desk.department('Legal')).toHaveAccessibleDescription(/online/);
});

test('a department that is not online is asked about first, and held once more after a yes', async ({
  signIn,
  sandbox,
}) => {
  await sandbox.setDepartment('Legal', 'OFFLINE');
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await expect(desk.department('Legal')).toHaveAccessibleDescription(/offline/);

  await conversation.transferTo('Legal');
  await expect(conversation.question('Legal is offline.')).toContainText('Transfer to Legal?');
  await conversation.cancel.click();
  await expect(conversation.question('Legal is offline.')).toHaveCount(0);
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });

  await conversation.transferTo('Legal');
  await desk.page.getByRole('button', { name: 'Transfer anyway' }).click();
  await expect(desk.serveButton('Ada')).toBeVisible();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: 'Legal', agents: [] });
});

test('a department that goes offline during the hold stops the transfer, and is asked about', async ({
  signIn,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await conversation.transferTo('Sales');
  await expect(conversation.transferring('Sales')).toBeVisible();

  await sandbox.setDepartment('Sales', 'OFFLINE');
  await expect(conversation.question('Sales is offline.')).toContainText('Transfer to Sales?');
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });
  await conversation.cancel.click();
  await expect(conversation.composer).toBeVisible();
});

test('a transfer that is refused leaves everything as before and says why', async ({ signIn, sandbox }) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const desk = await signIn();
  const conversation = await desk.serve('Ada');
  await conversation.composer.fill('One moment');
  await sandbox.fault('error', { match: 'transferToDepartment', name: 'GRAPHQL_EXEC_ERROR' });

  await conversation.transferTo('Returns');
  await expect(desk.problem('Not transferred to Returns')).toContainText('Ada is still with you');
  await expect(desk.problem('A fault was ordered')).toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-/u);
  await expect(conversation.transferring('Returns')).toHaveCount(0);
  await expect(conversation.composer).toHaveValue('One moment');
  await expect(desk.chatIn(desk.mine, 'Ada')).toBeVisible();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });
});

test('a department that vanishes during the hold leaves everything as before and says so', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  const { page } = await newPage();
  const answers = await rewriteAnswers(page);
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const conversation = await desk.serve('Ada');

  await conversation.transferTo('Returns');
  await expect(conversation.transferring('Returns')).toBeVisible();
  answers.hideDepartment('Returns');
  await expect(desk.problem('Returns is not there any more')).toContainText('Ada is still with you');
  await expect(desk.department('Returns')).toHaveCount(0);
  await expect(conversation.composer).toBeVisible();
  expect(await sandbox.chatOf('Ada')).toMatchObject({ department: null, agents: ['Alex Morgan'] });
});

/** The sandbox can't take a department away, so its answers lose one on their way to the page. */
async function rewriteAnswers(page: Page): Promise<{ hideDepartment: (name: string) => void }> {
  let hidden: string | null = null;
  // A worker's socket can't be reached from here, a page's can.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
  await page.routeWebSocket(/\/stream\//u, socket => {
    const server = socket.connectToServer();
    server.onMessage(frame => {
      const text = frame.toString();
      socket.send(hidden === null ? text : withoutNode(text, hidden));
    });
  });
  return {
    hideDepartment: name => {
      hidden = name;
    },
  };
}

function withoutNode(json: string, name: string): string {
  const isNamed = (edge: unknown) => JSON.stringify(edge).includes(`"name":"${name}"`);
  const frame: unknown = JSON.parse(json, (key, value: unknown) =>
    key === 'edges' && Array.isArray(value) ? value.filter(edge => !isNamed(edge)) : value,
  );
  return JSON.stringify(frame);
}
