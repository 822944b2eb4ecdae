import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import type { DeskPage } from './pages/deskPage.ts';
import { SignInPage } from './pages/signInPage.ts';
import { VisitorPage } from './pages/visitorPage.ts';
import { PageWatch } from './pageWatch.ts';
import { SandboxControl } from './switchboard/sandboxControl.ts';
import { type Addresses, Switchboard } from './switchboard/switchboard.ts';

export { expect };

type NewPage = { readonly page: Page; readonly watch: PageWatch };

type TestFixtures = {
  /** For tests that provoke what no page may do. */
  readonly toleratesComplaints: boolean;
  /** The sandbox, as it is at its start. */
  readonly sandbox: SandboxControl;
  /** A page in a browser context of its own: its own cookies and storage. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<NewPage>;
  /** The dashboard in a browser of its own, at a path; nobody is signed in. */
  readonly openDashboard: (path?: string, options?: BrowserContextOptions) => Promise<SignInPage>;
  /** The desk of an agent in a browser of its own, signed in by the consent page. */
  readonly signIn: (agent?: string, options?: BrowserContextOptions) => Promise<DeskPage>;
  /** A visitor's page in a browser of its own. */
  readonly openVisitorPage: (options?: BrowserContextOptions) => Promise<VisitorPage>;
};

type WorkerFixtures = {
  /** What happens in the sandbox by itself. */
  readonly scenario: string;
  /** Where this worker's own proxy and sandbox are. */
  readonly addresses: Addresses;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  scenario: ['quiet', { scope: 'worker', option: true }],

  addresses: [
    async ({ scenario }, use) => {
      const switchboard = await Switchboard.start(scenario);
      await use(switchboard.addresses);
      await switchboard.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  toleratesComplaints: [false, { option: true }],

  sandbox: async ({ addresses }, use) => {
    const sandbox = new SandboxControl(addresses.sandbox);
    await sandbox.reset();
    await use(sandbox);
    await sandbox.clearFaults();
  },

  /** Needs the sandbox so that no page sees what a test before has left. */
  newPage: async ({ browser, sandbox: _ready, toleratesComplaints }, use) => {
    const opened: { close: () => Promise<void>; watch: PageWatch }[] = [];
    await use(async options => {
      const context = await browser.newContext(options);
      const watch = await PageWatch.over(context);
      opened.push({ close: () => context.close(), watch });
      return { page: await context.newPage(), watch };
    });
    await Promise.all(opened.map(({ close }) => close()));
    if (toleratesComplaints) return;
    expect(opened.flatMap(({ watch }) => watch.unforgivable())).toEqual([]);
  },

  openDashboard: async ({ newPage, addresses }, use) => {
    await use(async (path = '/', options) => {
      const { page } = await newPage(options);
      return SignInPage.open(page, addresses.dashboard + path);
    });
  },

  signIn: async ({ openDashboard }, use) => {
    await use(async (agent, options) => (await openDashboard('/', options)).signIn(agent));
  },

  openVisitorPage: async ({ newPage, addresses }, use) => {
    await use(async options => {
      const { page } = await newPage(options);
      return VisitorPage.open(page, addresses.sandbox);
    });
  },
});
