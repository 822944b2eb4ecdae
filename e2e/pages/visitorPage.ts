import type { Locator, Page } from '@playwright/test';

/** The sandbox's visitor page: a website with a chat widget, as its visitor sees it. */
export class VisitorPage {
  readonly page: Page;
  readonly log: Locator;
  readonly nameField: Locator;
  readonly messageField: Locator;
  readonly heading: Locator;
  readonly status: Locator;
  readonly endChat: Locator;
  readonly newChat: Locator;
  readonly launcher: Locator;
  readonly lost: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.log = page.getByRole('log', { name: 'Chat' });
    this.nameField = page.getByRole('textbox', { name: 'Your name' });
    this.messageField = page.getByRole('textbox', { name: 'Message' });
    const widget = page.getByRole('region', { name: 'Chat with Harbour & Hill' });
    this.heading = widget.getByRole('heading', { level: 2 });
    this.status = widget.getByRole('status');
    this.endChat = page.getByRole('button', { name: 'End chat' });
    this.newChat = page.getByRole('button', { name: 'Start a new chat' });
    this.launcher = page.getByRole('button', { name: /^Chat with us/ });
    this.lost = page.getByRole('alert').filter({ hasText: 'The connection is lost' });
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

  async choose(department: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Department' }).selectOption(department);
  }

  async showAs(rendering: 'Mobile SDK' | 'Web Widget'): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Show as' }).selectOption(rendering);
  }

  /** Waits until the sandbox has the message, once. */
  async showsSent(text: string): Promise<void> {
    await this.log.locator('.line.visitor:not(.pending)').getByText(text, { exact: true }).waitFor();
    await this.log.locator('.pending').waitFor({ state: 'detached' });
  }

  message(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }
}
