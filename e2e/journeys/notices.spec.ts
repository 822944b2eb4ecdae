import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { DeskPage } from '../pages/deskPage.ts';
import { NoticesPage } from '../pages/noticesPage.ts';
import { SignInPage } from '../pages/signInPage.ts';

/** The ring of a visitor who waits, and the drop of a message, by their pitches. */
const ring = [659, 988, 1319, 659, 988, 1319];
const drop = [880, 1175];

const withNotices = { permissions: ['notifications'] };

test('title and icon say how many wait, in red while one of them is nobody’s', async ({
  signIn,
  sandbox,
}) => {
  const desk = await signIn();
  const notices = new NoticesPage(desk.page);
  await expect(desk.page).toHaveTitle('Switchboard');
  await expect.poll(() => notices.icon()).toBe('/icon.svg');

  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Where is my parcel?');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  await expect(desk.page).toHaveTitle('(2) Switchboard');
  await expect.poll(() => notices.icon()).toContain('#b01d1d');

  await desk.serve('Ada');
  await desk.serve('Ben');
  await expect(desk.page).toHaveTitle('Switchboard');
  await expect.poll(() => notices.icon()).toBe('/icon.svg');
  await ada.writes('Are you there?');
  await expect(desk.page).toHaveTitle('(1) Switchboard');
  await expect.poll(() => notices.icon()).toContain('#9a4d05');
});

test('a waiting visitor rings, a message drops softly, and the chat in view does neither', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const { page } = await newPage();
  await NoticesPage.spyOnSound(page);
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await expect(notices.bell).toBeVisible();

  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Where is my parcel?');
  await expect.poll(() => notices.sounded()).toMatchObject([{ pitches: ring }]);
  const conversation = await desk.serve('Ada');
  await conversation.say('One moment.');
  await ada.writes('Thanks!');
  await expect(conversation.message('Thanks!')).toBeVisible();

  const ben = await sandbox.openVisitor({ name: 'Ben' });
  await ben.writes('Hello?');
  await expect.poll(() => notices.sounded()).toMatchObject([{ pitches: ring }, { pitches: ring }]);
  await desk.serve('Ben');
  await ada.writes('Are you still there?');
  await expect
    .poll(() => notices.sounded())
    .toMatchObject([{ pitches: ring }, { pitches: ring }, { pitches: drop }]);

  await notices.setFocus(false);
  await ben.writes('And for me?');
  await expect.poll(async () => (await notices.sounded()).at(3)?.pitches).toEqual(drop);
});

test('a visitor who still waits rings again after 30 s', async ({ newPage, addresses, sandbox }) => {
  test.setTimeout(90_000);
  const { page } = await newPage();
  await NoticesPage.spyOnSound(page);
  await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Where is my parcel?');
  await expect.poll(async () => (await notices.sounded()).length, { timeout: 45_000 }).toBe(2);
  const [first, second] = await notices.sounded();
  // It is heard up to half a second after it was told, the first time more so: the loudspeaker has to be opened.
  const gap = (second?.at ?? 0) - (first?.at ?? 0);
  expect(gap).toBeGreaterThan(29_500);
  expect(gap).toBeLessThan(34_000);
});

test('of several tabs one tells, each thing once, and a click opens the chat in the tab that has it', async ({
  signIn,
  sandbox,
  addresses,
}) => {
  const desk = await signIn('Alex Morgan', withNotices);
  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Where is my parcel?');
  await desk.serve('Ada');
  const context = desk.page.context();
  const others = await Promise.all([context.newPage(), context.newPage()]);
  for (const page of others) {
    await NoticesPage.spyOnSound(page);
    await page.goto(addresses.dashboard);
    await DeskPage.on(page);
  }
  await NoticesPage.spyOnSound(desk.page);
  await desk.reload();
  const tabs = [desk.page, ...others].map(page => new NoticesPage(page));
  for (const tab of tabs) {
    await expect(tab.bell).toBeVisible();
    await tab.setFocus(false);
  }
  const told = async () =>
    (await Promise.all(tabs.map(tab => tab.sounded()))).flat().map(({ pitches }) => pitches);

  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  await expect.poll(told).toEqual([ring]);
  await ada.writes('Are you there?');
  await expect.poll(told).toEqual([ring, drop]);
  const [first] = tabs;
  await expect
    .poll(() => first?.shown())
    .toEqual([
      { title: 'Ben waits to be served', body: 'Hello?', tag: 'unserved' },
      { title: 'Ada', body: 'Are you there?', tag: expect.stringContaining('visitor') },
    ]);

  await first?.click('Ada');
  await expect(desk.conversation('Ada').composer).toBeVisible();
  await expect.poll(() => others.map(page => new URL(page.url()).pathname)).toEqual(['/', '/']);
  await first?.click('Ben waits to be served');
  await expect
    .poll(async () => [desk.page, ...others].filter(page => page.url().includes('/chats/')).length)
    .toBeGreaterThanOrEqual(1);
});

test('a notice goes away once the visitor is answered, and can keep to itself what they wrote', async ({
  signIn,
  sandbox,
}) => {
  const desk = await signIn('Alex Morgan', withNotices);
  const notices = new NoticesPage(desk.page);
  await notices.worker();
  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('My card number is 4711');
  await expect.poll(() => notices.shown()).toMatchObject([{ body: 'My card number is 4711' }]);
  const conversation = await desk.serve('Ada');
  await expect.poll(() => notices.shown()).toEqual([]);

  await notices.openPanel();
  await notices.toggle('Show what visitors write in them');
  await desk.page.keyboard.press('Escape');
  await notices.setFocus(false);
  await ada.writes('And the PIN is 1234');
  await expect.poll(() => notices.shown()).toMatchObject([{ title: 'Ada', body: 'A new message' }]);
  await notices.setFocus(true);
  await conversation.say('Please don’t write such things here.');
  await expect.poll(() => notices.shown()).toEqual([]);
});

test('permission is never asked on load: after the first serve a line offers it, and “Not now” is kept', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const { page } = await newPage();
  await page.addInitScript(() => {
    Notification.requestPermission = () => {
      Reflect.set(window, 'askedForPermission', true);
      return Promise.resolve('default');
    };
  });
  const asked = () => page.evaluate(() => Reflect.get(window, 'askedForPermission') === true);
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  await expect(notices.bell).toHaveAccessibleName('Notices');
  await expect(desk.serveButton('Ada')).toBeVisible();
  await expect(notices.offer).toHaveCount(0);
  await desk.serve('Ada');
  await expect(notices.offer).toBeVisible();
  expect(await asked()).toBe(false);
  expect(await accessibilityDefects(page)).toEqual([]);
  await notices.offer.getByRole('button', { name: 'Not now' }).click();
  await expect(notices.offer).toHaveCount(0);
  expect(await asked()).toBe(false);

  await notices.openPanel();
  await notices.panel.getByRole('button', { name: 'Allow desktop notices' }).click();
  await expect.poll(asked).toBe(true);
});

test('“Ring me” tries sound, desktop notice, title and icon, and says what came of it', async ({
  newPage,
  addresses,
}) => {
  const { page } = await newPage(withNotices);
  await NoticesPage.spyOnSound(page);
  await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await notices.worker();
  await notices.openPanel();
  await notices.ringMe.click();
  await expect.poll(() => notices.sounded()).toMatchObject([{ pitches: ring }]);
  await expect.poll(() => notices.shown()).toMatchObject([{ title: 'This is how Switchboard tells you' }]);
  await expect(page).toHaveTitle('(1) Switchboard');
  await expect(notices.panel.getByRole('status')).toContainText('The sound was played');
  await expect(notices.panel.getByRole('status')).toContainText('handed to the system');
  await expect(page).toHaveTitle('Switchboard');
});

test('muting turns the bell red with the reason, silences, and the volume is kept over a reload', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const { page } = await newPage(withNotices);
  await NoticesPage.spyOnSound(page);
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await notices.openPanel();
  await notices.panel.getByRole('slider', { name: 'Volume' }).fill('25');
  await notices.toggle('Sound');
  await page.keyboard.press('Escape');
  await expect(notices.bell).toHaveAccessibleName('Notices: sound is off');
  await expect(notices.bell).toBeFocused();
  await notices.worker();
  await (await sandbox.openVisitor({ name: 'Ada' })).writes('Hello?');
  await expect.poll(() => notices.shown()).toHaveLength(1);
  expect(await notices.sounded()).toEqual([]);

  await desk.reload();
  await expect(notices.bell).toHaveAccessibleName('Notices: sound is off');
  await notices.openPanel();
  await expect(notices.panel.getByRole('slider', { name: 'Volume' })).toHaveValue('25');
});

test('in quiet hours nothing sounds but, by choice, visitors who wait to be served', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  test.setTimeout(90_000);
  const { page } = await newPage(withNotices);
  await NoticesPage.spyOnSound(page);
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await notices.openPanel();
  await notices.toggle('Quiet hours');
  for (const field of ['From', 'To']) await notices.panel.getByLabel(field, { exact: true }).fill('00:00');
  for (const day of ['Saturday', 'Sunday'])
    await notices.panel.getByRole('button', { name: day, pressed: false }).click();
  await page.keyboard.press('Escape');
  await expect(notices.bell).toHaveAccessibleName('Notices: quiet hours');

  const ada = await sandbox.openVisitor({ name: 'Ada' });
  await ada.writes('Hello?');
  await expect.poll(() => notices.sounded()).toMatchObject([{ pitches: ring }]);
  await desk.serve('Ada');
  await notices.setFocus(false);
  await ada.writes('Are you there?');
  await expect(page).toHaveTitle('(1) Switchboard');

  await notices.openPanel();
  await notices.toggle(/ring all the same/u);
  await page.keyboard.press('Escape');
  await (await sandbox.openVisitor({ name: 'Ben' })).writes('Hello?');
  await expect(page).toHaveTitle('(2) Switchboard');
  await notices.openPanel();
  await notices.toggle('Quiet hours');
  // Who still waits is rung for again within half a minute.
  await expect
    .poll(async () => (await notices.sounded()).length, { timeout: 45_000 })
    .toBeGreaterThanOrEqual(2);
});

test('a browser that forbids desktop notices turns the bell red, and the panel says what to do', async ({
  newPage,
  addresses,
}) => {
  const { page } = await newPage();
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await expect(notices.bell).toHaveAccessibleName('Notices: desktop notices are blocked');
  await notices.openPanel();
  await expect(notices.panel).toContainText('allow notifications');
  await notices.panel.getByRole('combobox', { name: 'Desktop notices' }).selectOption({ label: 'Never' });
  await expect(notices.bell).toHaveAccessibleName('Notices');
});

test('while the browser lets the page not sound the bell is red, until the page is touched', async ({
  newPage,
  addresses,
}) => {
  const { page } = await newPage();
  await NoticesPage.forbidSound(page);
  await (await SignInPage.open(page, addresses.dashboard)).signIn();
  const notices = new NoticesPage(page);
  await expect(notices.bell).toHaveAccessibleName('Notices: sound is blocked');
  await notices.openPanel();
  await expect(notices.bell).toHaveAccessibleName('Notices');
  await expect(notices.panel.getByRole('listitem')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the panel has no accessibility defect (${colorScheme})`, async ({ signIn }) => {
    const desk = await signIn('Alex Morgan', { colorScheme });
    const notices = new NoticesPage(desk.page);
    await notices.openPanel();
    await notices.toggle('Quiet hours');
    await notices.panel.getByRole('slider', { name: 'Volume' }).fill('0');
    await expect(notices.panel).toContainText('sound is off', { ignoreCase: true });
    expect(await accessibilityDefects(desk.page)).toEqual([]);
  });
}
