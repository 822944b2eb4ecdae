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
  // One build for all of them.
  test.describe.configure({ mode: 'default' });
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
      test.setTimeout(240_000);
      const { page } = await newPage({ serviceWorkers: 'block' });
      await serveBroken(page.context(), { dashboard: addresses.dashboard, directory: broken, rule });
      const entrance = await SignInPage.open(page, addresses.dashboard);
      const desk = await entrance.signIn('Alex Morgan');
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

/**
 * The page that is served loads the broken build in place of its own. A page owns the connection, so that all is in it.
 * The document itself must come from the server, for only so the browser lets it reach this machine.
 */
async function serveBroken(context: BrowserContext, { dashboard, directory, rule }: Broken): Promise<void> {
  await context.addInitScript(name => {
    Reflect.deleteProperty(globalThis, 'SharedWorker');
    Reflect.set(globalThis, 'brokenRule', name);
  }, rule);
  const served = entryOf(await (await fetch(dashboard)).text());
  const built = entryOf(await readFile(join(directory, 'index.html'), 'utf8'));
  await context.route(
    url => url.origin === dashboard && url.pathname.startsWith('/assets/'),
    async route => {
      const { pathname } = new URL(route.request().url());
      const path = join(directory, pathname);
      const isBuilt = await access(path).then(
        () => true,
        () => false,
      );
      if (pathname === served) {
        await route.fulfill({ contentType: 'text/javascript', body: `import '${built}';` });
      } else await (isBuilt ? route.fulfill({ path }) : route.continue());
    },
  );
}

/** The path of the script that a page begins with. */
function entryOf(html: string): string {
  const [, path] = /<script type="module"[^>]* src="([^"]+)"/u.exec(html) ?? [];
  if (path === undefined) throw new Error(`Expected a page with a module, got: ${html}`);
  return path;
}
