import type { Locator, Page } from '@playwright/test';

/** The sandbox's own page: what is in it, its levers, and every frame. */
export class SandboxPage {
  readonly page: Page;
  readonly live: Locator;
  readonly lost: Locator;
  readonly armed: Locator;
  readonly outcome: Locator;
  readonly frames: Locator;
  readonly find: Locator;
  readonly kind: Locator;
  readonly pause: Locator;
  readonly clear: Locator;
  readonly chats: Locator;
  readonly sessions: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.live = page.getByRole('status').filter({ hasText: /^Live$/ });
    this.lost = page.getByRole('status').filter({ hasText: 'Connection lost' });
    this.outcome = page.locator('#outcome');
    this.armed = page.getByRole('region', { name: 'Armed' }).getByRole('listitem');
    this.frames = page.getByRole('log').locator('details');
    this.find = page.getByRole('searchbox', { name: 'Text in the frame' });
    this.kind = page.getByRole('combobox', { name: 'Kind' });
    this.pause = page.getByRole('button', { name: 'Pause' });
    this.clear = page.getByRole('button', { name: 'Clear', exact: true });
    this.chats = page.getByRole('region', { name: /^Chats/ });
    this.sessions = page.getByRole('region', { name: /^Sessions/ }).getByRole('listitem');
  }

  static async open(page: Page, sandboxOrigin: string): Promise<SandboxPage> {
    await page.goto(`${sandboxOrigin}/__sandbox`);
    const opened = new SandboxPage(page);
    await opened.live.waitFor();
    await opened.department('Shipping').waitFor();
    // Frames of earlier tests.
    await opened.clear.click();
    return opened;
  }

  lever(name: string): Locator {
    return this.page.getByRole('form', { name, exact: true });
  }

  /** The input of a lever whose name has this in it. */
  input(lever: string, what: string): Locator {
    return this.lever(lever).getByLabel(what);
  }

  /** Pulls or arms it, as it is filled in. */
  async pull(lever: string): Promise<void> {
    await this.lever(lever).getByRole('button').click();
  }

  department(name: string): Locator {
    return this.page.getByRole('radiogroup', { name: `Status of ${name}` });
  }

  /** A visitor comes and writes; waits until the chat is there. */
  async bring(name: string, message: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Name of the new visitor' }).fill(name);
    await this.page.getByRole('textbox', { name: 'First message of the new visitor' }).fill(message);
    await this.page.getByRole('button', { name: 'New visitor' }).click();
    await this.chats.getByRole('link', { name, exact: true }).waitFor();
  }

  frame(text: string | RegExp): Locator {
    return this.frames.filter({ hasText: text });
  }
}
