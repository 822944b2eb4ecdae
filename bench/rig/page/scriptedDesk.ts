import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { DeskPage } from '../../../e2e/pages/deskPage.ts';
import { findChromium } from '../../../scripts/findChromium.mjs';
import { installFrameWatch } from './frameWatch.ts';
import { ScriptedZendesk } from './scriptedZendesk.ts';

const VIEWPORT = { width: 1440, height: 900 };

/** The built dashboard (`npm run build` first) and pages beside it, in one Chromium, at a Zendesk by hand. */
export class ScriptedDesk {
  readonly zendesk: ScriptedZendesk;
  readonly browser: Browser;

  private constructor(zendesk: ScriptedZendesk, browser: Browser) {
    this.zendesk = zendesk;
    this.browser = browser;
  }

  static async start(args: readonly string[] = []): Promise<ScriptedDesk> {
    const executablePath = await findChromium();
    const flags = ['--disable-gpu', '--no-first-run', '--disable-background-networking', ...args];
    return new ScriptedDesk(
      await ScriptedZendesk.start(),
      await chromium.launch({ executablePath, args: flags }),
    );
  }

  /** The desk with the chats that the Zendesk has by now, all of them read; `prepare` runs before the page. */
  async openDesk(prepare: (page: Page) => Promise<void> = async () => undefined): Promise<DeskPage> {
    const page = await this.#newPage();
    await prepare(page);
    await page.goto(this.zendesk.origin);
    return DeskPage.on(page);
  }

  /** A page of the benchmark's own. */
  async openPage(
    path: string,
    prepare: (page: Page) => Promise<void> = async () => undefined,
  ): Promise<Page> {
    const page = await this.#newPage();
    await prepare(page);
    await page.goto(`${this.zendesk.origin}${path}`);
    return page;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.zendesk.stop();
  }

  async #newPage(): Promise<Page> {
    const context: BrowserContext = await this.browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await installFrameWatch(page);
    return page;
  }
}
