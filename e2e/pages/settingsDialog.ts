import type { Locator, Page } from '@playwright/test';

export type SettingsTab = 'Answering' | 'Appearance' | 'Keys' | 'Notices' | 'Status' | 'Your data';

/** The settings of the agent, open or not. */
export class SettingsDialog {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Settings', exact: true });
  }

  async open(tab: SettingsTab = 'Appearance'): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await this.dialog.getByRole('tab', { name: tab, exact: true }).click();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Chooses one of a few. */
  async choose(name: string): Promise<void> {
    await this.dialog.getByText(name, { exact: true }).click();
  }

  /** The button that stands for the key of a command, whatever it is. */
  keyOf(title: string): Locator {
    return this.dialog.getByRole('button', { name: new RegExp(`^Change the key of ${title}: `, 'u') });
  }

  async changeKey(title: string, ...presses: readonly string[]): Promise<void> {
    await this.keyOf(title).click();
    await this.dialog.getByText('Press a key…').waitFor();
    for (const press of presses) await this.page.keyboard.press(press);
  }
}
