import type { Locator, Page } from '@playwright/test';

/** GraphiQL as the sandbox serves it. */
export class GraphiqlPage {
  readonly page: Page;
  readonly documentation: Locator;
  readonly response: Locator;
  readonly session: Locator;
  readonly newSession: Locator;
  readonly agent: Locator;
  readonly events: Locator;
  readonly run: Locator;
  readonly stop: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.documentation = page.getByRole('region', { name: 'Documentation Explorer' });
    this.response = page.getByRole('region', { name: 'Result Window' });
    this.session = page.getByRole('banner').getByRole('status');
    this.newSession = page.getByRole('button', { name: 'Start a new session' });
    this.agent = page.getByRole('combobox', { name: 'Agent' });
    this.events = page.getByRole('region', { name: 'Events of subscriptions' }).getByRole('listitem');
    this.run = page.getByRole('button', { name: /^Execute query/ });
    this.stop = page.getByRole('button', { name: /^Stop query/ });
  }

  /** The IDE with its editors; the first time it is put together, which takes a while. */
  static async open(page: Page, sandboxOrigin: string): Promise<GraphiqlPage> {
    await page.goto(`${sandboxOrigin}/graphiql`);
    await page.locator('main:not([inert]).ide-body').waitFor({ timeout: 40_000 });
    return new GraphiqlPage(page);
  }

  async choose(tab: string): Promise<void> {
    await this.page.getByRole('tab', { name: tab, exact: true }).click();
  }

  /** What the response pane shows, without its blanks: the editor draws them as it likes. */
  async shown(): Promise<string> {
    return (await this.response.locator('.view-lines').innerText()).replaceAll(/\s/gu, '');
  }

  /** Puts other variables in place of those that stand there, by pasting: what is typed gets closing brackets. */
  async pasteVariables(variables: unknown): Promise<void> {
    await this.page.getByRole('region', { name: 'Variables' }).locator('.view-lines').click();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.evaluate(text => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(paste);
    }, JSON.stringify(variables));
  }
}
