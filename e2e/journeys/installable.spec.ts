import type { BrowserContext } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { accessibilityDefects } from '../pages/accessibilityDefects.ts';
import { SignInPage } from '../pages/signInPage.ts';

test('the dashboard can be installed: a manifest with icons of every kind, each of the size it says', async ({
  openDashboard,
}) => {
  const { page } = await openDashboard();
  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  const answer = await page.request.get(new URL(href ?? '', page.url()).href);
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ name: 'Switchboard', start_url: '/', display: 'standalone' });
  const sizes = await page.evaluate(
    async icons => {
      const read = async ({ src }: { src: string }) => {
        const picture = new Image();
        picture.src = src;
        await picture.decode();
        return `${picture.naturalWidth}x${picture.naturalHeight}`;
      };
      return Promise.all(icons.map(read));
    },
    manifest.icons.filter(({ sizes: size }: { sizes: string }) => size !== 'any'),
  );
  expect(sizes).toEqual(['192x192', '512x512', '192x192', '512x512']);
  expect(manifest.icons.map(({ purpose }: { purpose?: string }) => purpose)).toContain('maskable');
});

test('the service worker comes with its type, is asked for anew each time, and keeps nothing of the proxy’s', async ({
  signIn,
}) => {
  const { page } = await signIn();
  const answer = await page.request.get(new URL('/service-worker.js', page.url()).href);
  expect(answer.headers()).toMatchObject({
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'no-cache',
  });
  await inCharge(page.context());
  await page.reload();
  await page.getByRole('button', { name: /^Status: / }).waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/');
  expect(kept).toContain('/icon.svg');
  expect(kept.filter(path => !/^\/(assets\/.*|[\w-]+\.(png|svg|webmanifest))?$/u.test(path))).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`without a network the dashboard opens, says so, and goes on by itself when it is back (${colorScheme})`, async ({
    signIn,
  }) => {
    const { page } = await signIn('Alex Morgan', { colorScheme });
    const context = page.context();
    await inCharge(context);
    await context.setOffline(true);
    await page
      .goto(new URL('/chats/somebody', page.url()).href, { waitUntil: 'domcontentloaded' })
      .catch(() => undefined);
    await expect(page.getByRole('heading', { name: 'Offline' })).toBeVisible();
    await expect(page.getByRole('alert')).toContainText('nothing you wrote is lost');
    expect(await accessibilityDefects(page)).toEqual([]);
    await context.setOffline(false);
    await expect(page.getByRole('button', { name: /^Status: / })).toBeVisible();
  });
}

test('a new version is offered, waits while something is unsent, and then begins', async ({
  newPage,
  addresses,
  sandbox,
}) => {
  const { page } = await newPage();
  await page.addInitScript(keepPolicy);
  const visitor = await sandbox.openVisitor({ name: 'Ada' });
  await visitor.writes('Hello?');
  const desk = await (await SignInPage.open(page, addresses.dashboard)).signIn();
  await inCharge(page.context());
  const conversation = await desk.serve('Ada');
  await conversation.composer.fill('I have begun to');
  const offer = page.getByRole('region', { name: 'New version' });
  await expect(offer.getByRole('status')).toHaveText('');

  await page.evaluate(installNextRelease);
  await expect(offer.getByRole('status')).toHaveText('A new version is ready');
  expect(await accessibilityDefects(page)).toEqual([]);
  await page.evaluate(() => Reflect.set(window, 'isThisPage', true));
  await offer.getByRole('button', { name: 'Use it now' }).click();
  await expect(offer.getByRole('status')).toContainText('when what you have begun is sent');
  await expect(conversation.composer).toHaveValue('I have begun to');
  expect(await page.evaluate(() => Reflect.get(window, 'isThisPage'))).toBe(true);

  await conversation.say('I have begun to look.');
  await expect.poll(() => visitor.hears()).toContain('I have begun to look.');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'isThisPage') === true).catch(() => true))
    .toBe(false);
  await expect(conversation.message('I have begun to look.')).toBeVisible();
});

/** Waits until a service worker answers for the pages of the context. */
async function inCharge(context: BrowserContext): Promise<void> {
  const [page] = context.pages();
  await expect
    .poll(() => page?.evaluate(() => navigator.serviceWorker.controller?.state ?? null).catch(() => null))
    .toBe('activated');
}

/** Runs in the page: only the dashboard's own policy may name a worker, and it is made once. */
function keepPolicy(): void {
  const factory: { createPolicy: (name: string, rules: object) => object } = Reflect.get(
    window,
    'trustedTypes',
  );
  const create = factory.createPolicy.bind(factory);
  factory.createPolicy = (name, rules) => {
    const policy = create(name, rules);
    Reflect.set(window, 'keptPolicy', policy);
    return policy;
  };
}

/** Runs in the page: a script of another address for the same pages, as a release has other bytes at the same. */
async function installNextRelease(): Promise<void> {
  const policy: { createScriptURL: (url: string) => string } = Reflect.get(window, 'keptPolicy');
  await navigator.serviceWorker.register(policy.createScriptURL('/service-worker.js?next'));
}
