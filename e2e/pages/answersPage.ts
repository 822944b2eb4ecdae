import type { Locator, Page } from '@playwright/test';

/** Where an agent manages the canned answers. */
export class AnswersPage {
  readonly page: Page;
  readonly dialog: Locator;
  readonly search: Locator;
  readonly list: Locator;
  readonly save: Locator;
  readonly remove: Locator;
  readonly undo: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Canned answers' });
    this.search = this.dialog.getByRole('searchbox', { name: 'Search answers' });
    this.list = this.dialog.getByRole('listbox', { name: 'Answers' });
    this.save = this.dialog.getByRole('button', { name: 'Save', exact: true });
    this.remove = this.dialog.getByRole('button', { name: 'Delete' });
    this.undo = this.dialog.getByRole('button', { name: 'Undo' });
  }

  /** Opened from the composer of the chat that is open. */
  static async open(page: Page): Promise<AnswersPage> {
    await page.getByRole('button', { name: 'Composer options' }).click();
    await page.getByRole('menuitem', { name: 'Manage answers' }).click();
    const answers = new AnswersPage(page);
    await answers.dialog.waitFor();
    return answers;
  }

  answer(name: string): Locator {
    return this.list.getByRole('option', { name: `/${name}` });
  }

  field(label: string): Locator {
    return this.dialog.getByRole('textbox', { name: label, exact: true });
  }

  /** Makes a text answer and saves it. */
  async add(name: string, text: string, title = ''): Promise<void> {
    await this.dialog.getByRole('button', { name: 'New answer' }).click();
    await this.field('Shortcut').fill(name);
    await this.field('Title').fill(title);
    await this.field('Text').fill(text);
    await this.save.click();
    await this.answer(name).waitFor();
  }

  async addStep(kind: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Add a step' }).click();
    await this.page.getByRole('menuitem', { name: kind, exact: true }).click();
  }

  /** Chooses a file; what it would do is shown. */
  async choose(name: string, text: string): Promise<void> {
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
    await this.dialog.getByLabel('File with answers').setInputFiles(file);
  }

  /** The text of the file that an export saves. */
  async export(format: 'CSV' | 'JSON'): Promise<string> {
    await this.dialog.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('menuitem', { name: new RegExp(`^${format}`, 'u') }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
