import type { Locator, Page } from '@playwright/test';

/** The sandbox's visitor page: a website with a chat widget, as its visitor sees it. */
export class VisitorPage {
  readonly page: Page;
  readonly log: Locator;
  readonly nameField: Locator;
  readonly messageField: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.log = page.getByRole('log', { name: 'Chat' });
    this.nameField = page.getByRole('textbox', { name: 'Your name' });
    this.messageField = page.getByRole('textbox', { name: 'Message' });
  }

  /** Opens the page as a visitor who was not there before. */
  static async open(page: Page, sandboxOrigin: string): Promise<VisitorPage> {
    await page.goto(`${sandboxOrigin}/visitor`);
    const opened = new VisitorPage(page);
    await page.getByRole('status').filter({ hasText: 'We usually answer' }).waitFor();
    return opened;
  }

  async introduceAs(name: string): Promise<void> {
    await this.nameField.fill(name);
    await this.nameField.press('Tab');
  }

  async write(text: string): Promise<void> {
    await this.messageField.fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  message(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }
}
