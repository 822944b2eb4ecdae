import type { Locator, Page } from '@playwright/test';

export type StudioKind = 'Buttons' | 'Carousel' | 'List' | 'Panel' | 'Quick replies';

/** Where an agent makes a structured message for one visitor. */
export class StudioPage {
  readonly page: Page;
  readonly dialog: Locator;
  readonly text: Locator;
  readonly preview: Locator;
  readonly sendButton: Locator;
  readonly undo: Locator;
  readonly told: Locator;

  constructor(page: Page, visitor: string) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: `Structured message for ${visitor}`, exact: true });
    this.text = this.dialog.getByRole('textbox', { name: 'Text of the message' });
    this.preview = this.dialog.getByRole('region', { name: 'Preview' });
    this.sendButton = this.dialog.getByRole('button', { name: `Send to ${visitor}` });
    this.undo = this.dialog.getByRole('button', { name: 'Undo' });
    this.told = this.dialog.getByRole('status').last();
  }

  /** By the button in the composer. */
  static async open(page: Page, visitor: string): Promise<StudioPage> {
    const studio = new StudioPage(page, visitor);
    await page.getByRole('button', { name: 'Structured message', exact: true }).click();
    await studio.dialog.waitFor();
    return studio;
  }

  async choose(kind: StudioKind): Promise<void> {
    const kinds = this.dialog.getByRole('radiogroup', { name: 'Kind of message' });
    await kinds.getByText(kind, { exact: true }).click();
  }

  async beginFrom(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Begin from' }).click();
    await this.page.getByRole('menuitem', { name }).click();
  }

  /** The replies or buttons of the message, or of the panel that is open. */
  choices(heading: 'Button below, if any' | 'Buttons' | 'Replies'): Locator {
    return this.dialog.getByRole('region', { name: heading }).getByRole('listitem');
  }

  async writeReply(index: number, text: string, says = ''): Promise<void> {
    const row = this.choices('Replies').nth(index);
    await row.getByRole('textbox', { name: 'Words on it' }).fill(text);
    if (says !== '') await row.getByRole('textbox', { name: 'The visitor then says' }).fill(says);
  }

  async writeButton(row: Locator, text: string, opens: { says?: string; page?: string } = {}): Promise<void> {
    await row.getByRole('textbox', { name: 'Words on the button' }).fill(text);
    if (opens.page !== undefined) {
      await row.getByRole('radio', { name: 'Opens a page' }).click();
      await row.getByRole('textbox', { name: 'Opens this address' }).fill(opens.page);
    }
    if (opens.says !== undefined) {
      await row.getByRole('textbox', { name: 'The visitor then says' }).fill(opens.says);
    }
  }

  /** The row of a panel or list item, by its number or heading. */
  panel(name: string): Locator {
    return this.dialog
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Move ${name}`, exact: true }) })
      .first();
  }

  /** Opens the panel's row, if it is closed, and writes what it says. */
  async writePanel(name: string, heading: string, text: string): Promise<void> {
    const row = this.panel(name);
    const head = row.getByRole('button', { name, exact: true });
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
    await row.getByRole('textbox', { name: /^Text below it/ }).fill(text);
    await row.getByRole('textbox', { name: 'Heading' }).fill(heading);
  }

  handle(name: string): Locator {
    return this.dialog.getByRole('button', { name: `Move ${name}`, exact: true });
  }

  async more(name: string, act: 'Delete' | 'Duplicate' | 'Move down' | 'Move up'): Promise<void> {
    await this.dialog.getByRole('button', { name: `More for ${name}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: act }).click();
  }

  async show(look: 'Dark' | 'Desktop' | 'Light' | 'Phone' | 'Text only'): Promise<void> {
    await this.preview.getByRole('radio', { name: look }).click();
  }

  async send(): Promise<void> {
    await this.sendButton.click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  async saveAs(shortcut: string, title: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    const form = this.page.getByRole('dialog', { name: 'Save as an answer' });
    await form.getByRole('textbox', { name: 'Shortcut' }).fill(shortcut);
    await form.getByRole('textbox', { name: 'Title' }).fill(title);
    await form.getByRole('button', { name: /^Save/ }).click();
    await form.waitFor({ state: 'detached' });
  }
}
