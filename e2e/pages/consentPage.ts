import type { Locator, Page } from '@playwright/test';
import { DeskPage } from './deskPage.ts';
import { SignInPage } from './signInPage.ts';

/** The sandbox's page that stands in for Zendesk's: who signs in, and whether they allow it. */
export class ConsentPage {
  readonly page: Page;
  readonly allowButton: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.allowButton = page.getByRole('button', { name: 'Allow' });
  }

  static async on(page: Page): Promise<ConsentPage> {
    const opened = new ConsentPage(page);
    await opened.allowButton.waitFor();
    return opened;
  }

  agent(name: string): Locator {
    return this.page.getByRole('radio', { name: new RegExp(`^${name}`, 'u') });
  }

  /** Without a name, as the agent that is chosen already. */
  async allow(agent?: string): Promise<DeskPage> {
    if (agent !== undefined) await this.agent(agent).check();
    await this.allowButton.click();
    return DeskPage.on(this.page);
  }

  async deny(): Promise<SignInPage> {
    await this.page.getByRole('button', { name: 'Deny' }).click();
    return SignInPage.on(this.page);
  }
}
