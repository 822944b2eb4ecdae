import type { Locator, Page } from '@playwright/test';
import { ConversationPage } from './conversationPage.ts';

export type OwnStatus = 'Away' | 'Invisible' | 'Online';

/** The dashboard of the agent who is signed in: the chats at the left, what is told about the connection on top. */
export class DeskPage {
  readonly page: Page;
  readonly chats: Locator;
  readonly unserved: Locator;
  readonly mine: Locator;
  readonly colleagues: Locator;
  readonly ended: Locator;
  /** Narrows the lists. */
  readonly finder: Locator;
  readonly ownStatus: Locator;
  readonly reconnecting: Locator;
  readonly offline: Locator;
  readonly signedInElsewhere: Locator;
  readonly takeOver: Locator;
  readonly departments: Locator;
  /** Notices of what went wrong. */
  readonly problems: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.chats = page.getByRole('navigation', { name: 'Chats' });
    this.unserved = this.chats.getByRole('region', { name: 'Unserved' });
    this.mine = this.chats.getByRole('region', { name: 'My chats' });
    this.colleagues = this.chats.getByRole('region', { name: 'Served by colleagues' });
    this.finder = this.chats.getByRole('searchbox', { name: 'Find in the chats' });
    this.ended = this.chats.getByRole('region', { name: 'Ended' });
    this.ownStatus = page.getByRole('button', { name: /^Status: / });
    this.reconnecting = page.getByRole('status').filter({ hasText: 'Reconnecting' });
    this.offline = page.getByRole('status').filter({ hasText: 'Offline' });
    this.signedInElsewhere = page.getByRole('alert').filter({ hasText: 'Signed in elsewhere' });
    this.takeOver = page.getByRole('button', { name: 'Take over here' });
    this.departments = page.getByRole('region', { name: 'Departments' });
    this.problems = page.getByRole('region', { name: /Problems/ });
  }

  /** The desk, whether it is on the screen or not. */
  static of(page: Page): DeskPage {
    return new DeskPage(page);
  }

  /** The desk on the screen, its chats read. */
  static async on(page: Page): Promise<DeskPage> {
    const desk = DeskPage.of(page);
    await desk.ownStatus.waitFor();
    await page.getByText('live', { exact: false }).first().waitFor();
    await desk.chats.getByText('Reading the chats…').first().waitFor({ state: 'detached' });
    return desk;
  }

  /** After a reload or a change of address. */
  async reload(): Promise<DeskPage> {
    await this.page.reload();
    return DeskPage.on(this.page);
  }

  /** As when the cable is pulled. The page is told as well: where the machine has no network itself no browser tells it. */
  async loseNetwork(): Promise<void> {
    await this.page.context().setOffline(true);
    await this.page.evaluate(() => dispatchEvent(new Event('offline')));
  }

  async findNetwork(): Promise<void> {
    await this.page.context().setOffline(false);
    await this.page.evaluate(() => dispatchEvent(new Event('online')));
  }

  /** What a region is called, with how many it holds. */
  heading(region: Locator): Locator {
    return region.getByRole('heading');
  }

  /** The rows of a region whose chat is with this visitor. */
  chatIn(region: Locator, visitor: string): Locator {
    return region.getByRole('link', { name: startingWith(visitor) });
  }

  /** How many messages of this visitor the agent has not seen, while there are any. */
  unread(visitor: string): Locator {
    return this.chats
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('link', { name: startingWith(visitor) }) })
      .getByText(/^\d+\+? unread$/u);
  }

  serveButton(visitor: string): Locator {
    return this.unserved.getByRole('button', { name: `Serve ${visitor}`, exact: true });
  }

  /** Takes the visitor, and waits until the chat is the agent's. */
  async serve(visitor: string): Promise<ConversationPage> {
    await this.serveButton(visitor).click();
    const conversation = this.conversation(visitor);
    await conversation.composer.waitFor();
    return conversation;
  }

  /** Opens a chat of any region. */
  async open(visitor: string): Promise<ConversationPage> {
    await this.chatIn(this.chats, visitor).click();
    const conversation = this.conversation(visitor);
    await conversation.log.waitFor();
    return conversation;
  }

  /** The conversation with this visitor, on the screen or not. */
  conversation(visitor: string): ConversationPage {
    return new ConversationPage(this.page, visitor);
  }

  async setStatus(status: OwnStatus): Promise<void> {
    await this.ownStatus.click();
    await this.page.getByRole('menuitem', { name: status, exact: true }).click();
  }

  async setTheme(theme: 'As the system' | 'Dark' | 'Light'): Promise<void> {
    await this.page.getByRole('button', { name: /^Theme: / }).click();
    await this.page.getByRole('menuitem', { name: theme, exact: true }).click();
  }

  department(name: string): Locator {
    return this.departments.getByRole('button', { name: `Transfer to ${name}`, exact: true });
  }

  /** Notices whose text has this in it. */
  problem(text: string): Locator {
    return this.problems.getByRole('alertdialog').filter({ hasText: text });
  }
}

function startingWith(name: string): RegExp {
  return new RegExp(`^${name.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&')}(?![\\p{L}\\p{N}])`, 'u');
}
