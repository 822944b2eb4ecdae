import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { SignInPage } from '../pages/signInPage.ts';
import { answering } from './agentAtWork.ts';
import { playEpisode } from './episode.ts';
import { faultsNamed } from './faults.ts';
import { table } from './table.ts';

// A suite that finds nothing proves nothing until it has been seen to find something.
const cases = [
  { rule: 'logs are read again after a gap', faults: faultsNamed('drop'), finds: 'lost' },
  { rule: 'answers are awaited', faults: faultsNamed('lost request'), finds: 'lost' },
  { rule: 'what is held is not taken twice', faults: faultsNamed('doubled data'), finds: 'doubled' },
] as const;

test.describe('the chaos suite sees it when', () => {
  test.describe.configure({ mode: 'serial' });
  let broken = '';

  test.beforeAll(async () => {
    test.setTimeout(240_000);
    broken = await mkdtemp(join(tmpdir(), 'switchboard-broken-'));
    const script = fileURLToPath(new URL('buildBroken.mjs', import.meta.url));
    await promisify(execFile)(process.execPath, [script, broken]);
  });

  test.afterAll(() => rm(broken, { recursive: true, force: true }));

  for (const { rule, faults, finds } of cases) {
    test(`it is not so that ${rule}`, async ({ newPage, addresses, sandbox }) => {
      test.setTimeout(120_000);
      const { page } = await newPage({ serviceWorkers: 'block' });
      await serveBroken(page.context(), { dashboard: addresses.dashboard, directory: broken, rule });
      const entrance = await SignInPage.open(page, addresses.dashboard);
      const desk = await (await entrance.signIn('Alex Morgan')).reload();
      const plan = {
        seed: 1,
        length: 8_000,
        visitors: ['Ada', 'Ben'],
        faults,
        acts: [answering],
        patience: 4_000,
      };
      const report = await playEpisode(plan, { desk, sandbox, sandboxOrigin: addresses.sandbox });
      console.log(table([report]));
      expect(report.reckoning[finds]).toBeGreaterThan(0);
    });
  }
});

type Broken = { readonly dashboard: string; readonly directory: string; readonly rule: string };

/** From the next load on, for what a redirect leads to can't be replaced. A page owns the connection, so that all is in it. */
async function serveBroken(context: BrowserContext, { dashboard, directory, rule }: Broken): Promise<void> {
  await context.addInitScript(name => {
    Reflect.deleteProperty(globalThis, 'SharedWorker');
    Reflect.set(globalThis, 'brokenRule', name);
  }, rule);
  const isOurs = (url: URL) => url.origin === dashboard;
  const isPage = (url: URL) => isOurs(url) && (url.pathname === '/' || url.pathname.startsWith('/chats'));
  await context.route(isPage, async route => {
    const response = await route.fetch();
    const { 'content-encoding': _encoding, 'content-length': _length, ...headers } = response.headers();
    await route.fulfill({ response, headers, body: await readFile(join(directory, 'index.html'), 'utf8') });
  });
  await context.route(
    url => isOurs(url) && url.pathname.startsWith('/assets/'),
    async route => {
      const path = join(directory, new URL(route.request().url()).pathname);
      const isBuilt = await access(path).then(
        () => true,
        () => false,
      );
      await (isBuilt ? route.fulfill({ path }) : route.continue());
    },
  );
}
