import type { Locator, Page } from '@playwright/test';
import { ConsentPage } from './consentPage.ts';
import type { DeskPage } from './deskPage.ts';

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
