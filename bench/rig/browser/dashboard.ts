import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import type { DeskPage } from '../../../e2e/pages/deskPage.ts';
import { SignInPage } from '../../../e2e/pages/signInPage.ts';
import { SandboxControl, type SandboxVisitor } from '../../../e2e/switchboard/sandboxControl.ts';
import { type Addresses, Switchboard } from '../../../e2e/switchboard/switchboard.ts';
import { findChromium } from '../../../scripts/findChromium.mjs';

/** The built dashboard, the proxy and a sandbox, and a real Chromium to look at them. */
export class DashboardRig {
  readonly addresses: Addresses;
  readonly sandbox: SandboxControl;
  readonly #switchboard: Switchboard;
  readonly #browser: Browser;

  private constructor(switchboard: Switchboard, browser: Browser) {
    this.#switchboard = switchboard;
    this.#browser = browser;
    this.addresses = switchboard.addresses;
    this.sandbox = new SandboxControl(this.addresses.sandbox);
  }

  /** Takes `dist/` as it is. */
  static async start(): Promise<DashboardRig> {
    const switchboard = await Switchboard.start();
    const executablePath = await findChromium();
    const args = ['--disable-gpu', '--no-first-run', '--disable-background-networking'];
    return new DashboardRig(switchboard, await chromium.launch({ executablePath, args }));
  }

  /** The desk of an agent in a browser of its own, who serves these visitors; `prepare` runs before the first page. */
  async openDesk(
    agent: string,
    visitors: readonly string[],
    prepare: (context: BrowserContext) => Promise<unknown> = async () => undefined,
  ): Promise<{ readonly desk: DeskPage; readonly visitors: readonly SandboxVisitor[] }> {
    // Tall enough for every row: what is not on the screen is not in the page.
    const context = await this.#browser.newContext({ viewport: { width: 1_280, height: 2_000 } });
    // tsx names functions by a helper that no page has.
    await context.addInitScript({ content: 'globalThis.__name = named => named;' });
    await prepare(context);
    const entrance = await SignInPage.open(await context.newPage(), this.addresses.dashboard);
    const desk = await entrance.signIn(agent);
    const served = [];
    for (const name of visitors) {
      const visitor = await this.sandbox.openVisitor({ name });
      await visitor.writes('Hello?');
      await desk.serve(name);
      served.push(visitor);
    }
    return { desk, visitors: served };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#switchboard.stop();
  }
}

/** As a browser that has no shared workers: a page owns the connection. */
export function withoutSharedWorkers(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
}

/** Milliseconds for a bare socket from this page to where the dashboard's goes: TCP, upgrade and one round trip. */
export function bareRoundTrip(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer: unknown = await (await fetch('/agent-session')).json();
    const url = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'websocket_url') : null;
    const start = performance.now();
    const socket = new WebSocket(String(url));
    await new Promise(resolve => {
      socket.onopen = () => socket.send(JSON.stringify({ sig: 'PING', payload: start }));
      socket.onmessage = resolve;
    });
    const took = performance.now() - start;
    socket.close();
    return took;
  });
}
