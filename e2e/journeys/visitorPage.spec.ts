import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { VisitorPage } from '../pages/visitorPage.ts';
import { ApiAgent } from '../switchboard/apiAgent.ts';

const fallback = 'fallback: { msg: "Reply with a size", options: ["Small", "Medium"] }';
const panel = (heading: string) =>
  `{ panel: { heading: "${heading}", paragraph: "Rain jacket" }, buttons: [{ text: "Choose ${heading}", action: { value: "${heading}" } }] }`;

/** The five structured messages, as an agent sends them. */
const STRUCTURED = {
  quickReplies: `sendQuickReplies(channel_id: $c, msg: "Which size?", quick_replies: [{ text: "S", action: { value: "Small, please" } }, { text: "M", action: { value: "Medium, please" } }], ${fallback})`,
  buttons:
    'sendButtonTemplate(channel_id: $c, msg: "Shall I send it?", buttons: [{ text: "Yes", action: { value: "Yes, send it" } }, { text: "How", action: { type: LINK_ACTION, value: "https://example.com/how" } }, { text: "Odd", action: { type: LINK_ACTION, value: "javascript:alert(1)" } }])',
  panel: `sendPanelTemplate(channel_id: $c, panel: { heading: "Harbour jacket", paragraph: "In stock", action: { value: "https://example.com/jacket" } }, buttons: [{ text: "Take it", action: { value: "I take it" } }], ${fallback})`,
  carousel: `sendPanelTemplateCarousel(channel_id: $c, items: [${['Harbour', 'Hill', 'Moor'].map(panel).join(' ')}], ${fallback})`,
  list: `sendListTemplate(channel_id: $c, items: [{ heading: "Small", paragraph: "88 to 94 cm" }, { heading: "Medium", paragraph: "94 to 100 cm" }], buttons: [{ text: "All sizes", action: { type: LINK_ACTION, value: "https://example.com/sizes" } }], ${fallback})`,
} as const;

test.afterEach(() => ApiAgent.disconnectAll());

test('every structured message is shown as the widget does, is clicked, and has its fallback', async ({
  openVisitorPage,
  addresses,
}) => {
  const visitor = await openVisitorPage();
  await visitor.write('Hello?');
  await visitor.showsSent('Hello?');
  const agent = await ApiAgent.start(addresses.sandbox);

  await agent.inLatestChat(STRUCTURED.quickReplies);
  await visitor.log.getByRole('button', { name: 'M', exact: true }).click();
  await visitor.showsSent('Medium, please');
  await expect(visitor.log.getByRole('group', { name: 'Quick replies' })).toHaveCount(0);

  await agent.inLatestChat(STRUCTURED.buttons);
  await expect(visitor.log.getByRole('link', { name: 'How' })).toHaveAttribute(
    'href',
    'https://example.com/how',
  );
  await expect(visitor.log.getByRole('link', { name: 'Odd' })).toHaveCount(0);
  await visitor.log.getByRole('button', { name: 'Yes' }).press('Enter');
  await visitor.showsSent('Yes, send it');

  await agent.inLatestChat(STRUCTURED.panel);
  await expect(visitor.log.getByRole('heading', { name: 'Harbour jacket' })).toBeVisible();
  await agent.inLatestChat(STRUCTURED.carousel);
  await expect(visitor.log.getByRole('button', { name: 'Choose Moor' })).not.toBeInViewport();
  await visitor.log.getByRole('button', { name: 'Next panel' }).click();
  await visitor.log.getByRole('button', { name: 'Choose Moor' }).click();
  await visitor.showsSent('Moor');
  await agent.inLatestChat(STRUCTURED.list);
  await expect(visitor.log.getByRole('listitem')).toHaveText([/Small/, /Medium/]);
  expect(await accessibilityDefects(visitor.page)).toEqual([]);

  await visitor.showAs('Mobile SDK');
  await expect(visitor.log.getByText('Reply with a size')).toHaveCount(4);
  await expect(visitor.log.getByText('without a fallback')).toHaveCount(1);
  await visitor.log.getByRole('button', { name: 'Small' }).last().click();
  await visitor.showsSent('Small');
  expect(await accessibilityDefects(visitor.page)).toEqual([]);
});

test('a chat that is ended looks ended, and another can be begun', async ({ openVisitorPage, addresses }) => {
  const visitor = await openVisitorPage();
  await visitor.choose('Billing');
  await visitor.write('Hello?');
  await expect(visitor.status).toHaveText('Waiting for Billing…');
  const agent = await ApiAgent.start(addresses.sandbox);
  await agent.inLatestChat('sendMessage(channel_id: $c, msg: "Hello!", options: ["Yes/No"])');
  await agent.inLatestChat('setTypingIndicator(channel_id: $c, typing: true)');
  await expect(visitor.heading).toHaveText('Alex');
  await expect(visitor.message('Alex joined the chat')).toBeVisible();
  await expect(visitor.page.getByText('Alex is typing…')).toBeVisible();
  await expect(visitor.log.getByRole('button', { name: 'No' })).toBeVisible();

  await visitor.endChat.click();
  await expect(visitor.status).toHaveText('This chat has ended');
  await expect(visitor.heading).toHaveText('Chat with us');
  await expect(visitor.messageField).toBeHidden();
  await expect(visitor.endChat).toBeHidden();
  await expect(visitor.page.getByText('is typing…')).toHaveCount(0);
  await expect(visitor.log.getByRole('button', { name: 'No' })).toHaveCount(0);
  expect(await accessibilityDefects(visitor.page)).toEqual([]);

  await visitor.page.reload();
  await expect(visitor.status).toHaveText('This chat has ended');
  await visitor.newChat.click();
  await expect(visitor.messageField).toBeFocused();
  await visitor.write('One thing more');
  await expect(visitor.status).toHaveText('Waiting for Billing…');
});

test('every tab is a visitor of its own, also one that was another before', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const { page } = await newPage();
  const first = await VisitorPage.open(page, addresses.sandbox);
  await first.introduceAs('Ada');
  await first.write('I am Ada');
  await first.showsSent('I am Ada');
  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Open another visitor' }).click(),
  ]);
  await expect(other.getByRole('textbox', { name: 'Your name' })).toHaveValue('');
  await expect(other.getByRole('log')).not.toContainText('Ada');

  await page.goto(`${addresses.sandbox}/visitor?visitor=new`);
  await expect(first.log).not.toContainText('Ada');
  await first.write('I am another');
  await first.showsSent('I am another');
  await page.reload();
  await first.showsSent('I am another');
  expect((await sandbox.state()).channels).toHaveLength(2);
});

test('many visitors in one browser are all served: none waits for a free connection', async ({
  newPage,
  addresses,
}) => {
  const { page } = await newPage();
  const pages = [page];
  while (pages.length < 9) pages.push(await page.context().newPage());
  const visitors = await Promise.all(pages.map(each => VisitorPage.open(each, addresses.sandbox)));
  const last = visitors.at(-1);
  await last?.write('Am I served?');
  await last?.showsSent('Am I served?');
});

test('when the sandbox begins anew the visitor is told, and what was written meanwhile arrives', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const { page } = await newPage();
  let cut: () => unknown = () => undefined;
  await page.routeWebSocket('**/visitor/news*', socket => {
    socket.connectToServer();
    cut = () => socket.close();
  });
  const visitor = await VisitorPage.open(page, addresses.sandbox);
  await visitor.introduceAs('Ada');
  await visitor.write('Before');
  await visitor.showsSent('Before');
  await cut();
  await expect(visitor.lost).toBeVisible();
  await visitor.write('Meanwhile');
  await sandbox.reset();
  await expect(visitor.log).toContainText('The sandbox began anew');
  await visitor.showsSent('Meanwhile');
  await expect(visitor.lost).toBeHidden();
  await expect(visitor.message('Before')).toHaveCount(0);
  expect((await sandbox.state()).channels).toMatchObject([{ visitor: 'Ada' }]);
});

test('a phone has the whole of it, by keyboard too', async ({ openVisitorPage, addresses }) => {
  const visitor = await openVisitorPage({ viewport: { width: 390, height: 780 }, colorScheme: 'dark' });
  await visitor.messageField.press('Escape');
  await expect(visitor.messageField).toBeHidden();
  await expect(visitor.launcher).toBeFocused();
  await visitor.page.keyboard.press('Enter');
  await visitor.page.keyboard.type('Hello?');
  await visitor.page.keyboard.press('Enter');
  await visitor.showsSent('Hello?');
  await visitor.messageField.press('Escape');
  const agent = await ApiAgent.start(addresses.sandbox);
  await agent.inLatestChat('sendMessage(channel_id: $c, msg: "Hello!")');
  await expect(visitor.launcher).toContainText('1 new');
  await expect(visitor.page).toHaveTitle(/^\(1\)/);
  await visitor.launcher.press('Enter');
  await agent.inLatestChat(STRUCTURED.carousel);
  await expect(visitor.log.getByRole('button', { name: 'Choose Harbour' })).toBeVisible();
  expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await accessibilityDefects(visitor.page)).toEqual([]);
});
