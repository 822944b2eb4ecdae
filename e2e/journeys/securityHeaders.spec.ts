import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/signInPage.ts';

// That no page of any test offends against the policy, every test sees to (fixtures.ts). Here is what they may not leave
// out: a whole working day in one test, and proof that the policy is there and bites.
test('an agent’s whole day goes by without one violation, and without an error in the console', async ({
  newPage,
  sandbox,
  addresses,
}) => {
  const { page, watch } = await newPage();
  const visitor = await sandbox.openVisitor({ name: 'Ada Lindqvist' });
  await visitor.writes('Is anybody there?');
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn('Priya Nair');

  await desk.setStatus('Away');
  await expect(desk.ownStatus).toHaveAccessibleName('Status: Away');
  await desk.setStatus('Online');
  for (const theme of ['Dark', 'Light', 'As the system'] as const) await desk.setTheme(theme);

  const conversation = await desk.serve('Ada Lindqvist');
  await conversation.say('Good morning <b>Ada</b>, see https://example.com/?a=1&b=2');
  await expect
    .poll(() => visitor.hears())
    .toContain('Good morning <b>Ada</b>, see https://example.com/?a=1&b=2');
  await conversation.nameField.fill('Ada Byron');
  await conversation.nameField.press('Enter');

  await sandbox.fault('error', { name: 'FORBIDDEN', match: 'transferToDepartment', count: 1 });
  await conversation.transferTo('Shipping');
  await expect(desk.problems.getByRole('alertdialog').first()).toBeVisible({ timeout: 20_000 });

  const reloaded = await desk.reload();
  await expect(reloaded.chats).toContainText('Ada');
  expect(watch.all()).toEqual([]);
});

test.describe('the policy', () => {
  test.use({ toleratesComplaints: true });

  const canaries: readonly (readonly [string, string, () => void])[] = [
    ['a script written into the page', 'require-trusted-types-for', writeScript],
    ['markup written into the page', 'require-trusted-types-for', writeMarkup],
    ['text run as a script', 'require-trusted-types-for|script-src', runText],
    ['a script from a data URL', 'script-src', importData],
    ['a policy that would let text become script', 'trusted-types', createPolicy],
    ['a request to another origin', 'connect-src', fetchElsewhere],
    ['a socket to another origin', 'connect-src', openSocketElsewhere],
    ['an image that is not on https', 'img-src', showImage],
    ['a frame', 'default-src|frame-src', openFrame],
  ];

  for (const [what, directive, attempt] of canaries) {
    test(`blocks ${what}`, async ({ newPage, addresses }) => {
      const { page, watch } = await newPage();
      await SignInPage.open(page, addresses.dashboard);
      await page.evaluate(attempt).catch(() => undefined);
      await expect.poll(() => watch.unforgivable().join()).toMatch(new RegExp(`Against (${directive})`));
      expect(await page.title()).not.toBe('run');
    });
  }

  test('lets nobody put the dashboard into a frame', async ({ newPage, addresses }) => {
    const { page } = await newPage();
    await page.setContent(`<iframe src="${addresses.dashboard}"></iframe>`);
    await expect
      .poll(() => page.frames().map(frame => frame.url()))
      .toContain('chrome-error://chromewebdata/');
  });
});

function writeScript(): void {
  const script = document.createElement('script');
  script.textContent = 'document.title = "run"';
  document.head.append(script);
}

function writeMarkup(): void {
  document.body.innerHTML = '<img src="x" onerror="document.title = \'run\'">';
}

/** Later, since what the browser's own tools evaluate may run text while it lasts. */
function runText(): void {
  setTimeout(() => Reflect.apply(Reflect.get(window, 'eval'), window, ['document.title = "run"']));
}

function importData(): void {
  const script: string = 'data:text/javascript,document.title="run"';
  void import(script).catch(() => undefined);
}

function createPolicy(): void {
  Reflect.get(window, 'trustedTypes').createPolicy('canary', {});
}

function fetchElsewhere(): void {
  void fetch('https://example.com/').catch(() => undefined);
}

function openSocketElsewhere(): void {
  new WebSocket('wss://example.com/');
}

function showImage(): void {
  new Image().src = 'http://example.com/a.png';
}

function openFrame(): void {
  const frame = document.createElement('iframe');
  frame.src = 'https://example.com/';
  document.body.append(frame);
}
