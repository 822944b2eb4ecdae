import type { Locator, Page } from '@playwright/test';
import { DeskPage } from './deskPage.ts';

/** The dashboard while nobody is signed in. */
export class SignInPage {
  readonly page: Page;
  readonly signInLink: Locator;
  /** Why the last sign-in failed. */
  readonly problem: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.signInLink = page.getByRole('link', { name: 'Sign in with Zendesk' });
    this.problem = page.getByRole('alert');
  }

  /** Opens an address of the dashboard and waits for the way to sign in. */
  static async open(page: Page, address: string): Promise<SignInPage> {
    await page.goto(address);
    return SignInPage.on(page);
  }

  /** The page that is open already. */
  static async on(page: Page): Promise<SignInPage> {
    const opened = new SignInPage(page);
    await opened.signInLink.waitFor();
    return opened;
  }

  async goToConsent(): Promise<ConsentPage> {
    await this.signInLink.click();
    return ConsentPage.on(this.page);
  }

  /** The whole way to the desk, as the agent of this name. */
  async signIn(agent?: string): Promise<DeskPage> {
    const consent = await this.goToConsent();
    return consent.allow(agent);
  }
}

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
