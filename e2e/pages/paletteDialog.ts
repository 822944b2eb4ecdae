import type { Locator, Page } from '@playwright/test';

/** The command palette, open or not. */
export class PaletteDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly field: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Command palette', exact: true });
    this.field = this.dialog.getByRole('combobox', { name: 'Search or do' });
    this.list = this.dialog.getByRole('listbox');
  }

  /** By its key; waits until it has the focus. */
  async open(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K');
    await this.field.waitFor();
  }

  group(name: string): Locator {
    return this.list.getByRole('group', { name, exact: true });
  }

  /** The lines whose title is this. */
  line(title: string): Locator {
    return this.list.getByRole('option', { name: title, exact: true });
  }

  /** Types, and chooses the line that then comes first. */
  async do(query: string): Promise<void> {
    await this.field.pressSequentially(query);
    await this.page.keyboard.press('Enter');
  }
}
