import type { Locator, Page } from '@playwright/test';

/** One visitor's chat as the agent sees it, with the visitor and the departments beside it. */
export class ConversationPage {
  readonly page: Page;
  readonly visitor: string;
  readonly log: Locator;
  readonly composer: Locator;
  /** Stands before the first message that the agent had not read. */
  readonly newLine: Locator;
  /** The way back to the end, and whether anything is new there. */
  readonly newMessages: Locator;
  readonly toTheEnd: Locator;
  readonly beginning: Locator;
  /** `Queue` while there is no connection. */
  readonly sendButton: Locator;
  readonly visitorRegion: Locator;
  readonly nameField: Locator;
  readonly undo: Locator;
  readonly cancel: Locator;
  readonly dragHandle: Locator;
  /** Where a digit or letters choose a department. */
  readonly chooser: Locator;
  readonly colleagues: Locator;
  readonly farewell: Locator;
  readonly keepFarewell: Locator;
  /** What is suggested from past transfers. */
  readonly suggestion: Locator;
  readonly notes: Locator;
  readonly tagField: Locator;
  readonly tags: Locator;

  constructor(page: Page, visitor: string) {
    this.page = page;
    this.visitor = visitor;
    this.log = page.getByRole('log', { name: `Conversation with ${visitor}`, exact: true });
    this.newLine = this.log.getByText('New', { exact: true });
    this.newMessages = page.getByRole('button', { name: 'New messages' });
    this.toTheEnd = page.getByRole('button', { name: 'To the end' });
    this.beginning = this.log.getByText('The beginning of the conversation');
    this.composer = page.getByRole('textbox', { name: `Message ${visitor}`, exact: true });
    this.sendButton = page.getByRole('button', { name: /^(?:Send|Queue: send when connected)$/u });
    this.visitorRegion = page.getByRole('region', { name: 'Visitor', exact: true });
    this.nameField = this.visitorRegion.getByRole('textbox', { name: 'Name' });
    this.undo = page.getByRole('button', { name: 'Undo' });
    this.cancel = page.getByRole('button', { name: 'Cancel' });
    this.dragHandle = page.getByRole('button', { name: `Drag ${visitor} to a department` });
    this.chooser = page.getByRole('textbox', { name: 'Department: a digit or its first letters' });
    this.colleagues = page.getByRole('region', { name: 'Colleagues' });
    this.farewell = page.getByRole('textbox', { name: 'Farewell, sent before the transfer' });
    this.keepFarewell = page.getByRole('button', { name: 'Keep for all chats' });
    this.suggestion = page.getByText(/^Perhaps .*, because of: /u);
    this.notes = this.visitorRegion.getByRole('textbox', { name: 'Notes' });
    this.tagField = this.visitorRegion.getByRole('combobox', { name: 'Add a tag' });
    this.tags = this.visitorRegion.getByRole('list', { name: 'Tags' }).getByRole('listitem');
  }

  /** The bubbles with exactly this text. */
  message(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }

  /** Writes into the composer and sends by the button. */
  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.sendButton.click();
  }

  department(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Departments' })
      .getByRole('button', { name: `Transfer to ${name}`, exact: true });
  }

  /** Lies over a department, or a colleague, while a chat is dragged. */
  dropTarget(name: string): Locator {
    return this.page.getByRole('button', { name: `Drop on ${name}`, exact: true });
  }

  async showColleagues(): Promise<void> {
    await this.page.getByRole('button', { name: 'Colleagues' }).click();
  }

  async searchColleagues(text: string): Promise<void> {
    await this.colleagues.getByRole('searchbox', { name: 'Search colleagues' }).fill(text);
  }

  inviteButton(colleague: string): Locator {
    return this.colleagues.getByRole('button', { name: `Invite ${colleague}`, exact: true });
  }

  handOverButton(colleague: string): Locator {
    return this.colleagues.getByRole('button', { name: `Transfer to ${colleague}`, exact: true });
  }

  inviting(colleague: string): Locator {
    return this.page.getByRole('status').filter({ hasText: `Inviting ${colleague}` });
  }

  /** One click; the chat goes after the hold. */
  async transferTo(department: string): Promise<void> {
    await this.department(department).click();
  }

  /** What is said while a transfer can still be taken back. */
  transferring(department: string): Locator {
    return this.page.getByRole('status').filter({ hasText: `Transferring to ${department}` });
  }

  /** The button that takes back this transfer, while there are several. */
  undoOf(department: string): Locator {
    return this.page
      .getByRole('group')
      .filter({ has: this.transferring(department) })
      .getByRole('button', { name: 'Undo' });
  }

  /** What is asked before a transfer that is in doubt. */
  question(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave', exact: true }).click();
  }

  leaving(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Leaving the chat' });
  }

  async closeDetails(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close', exact: true }).click();
  }

  /** Where the visitor and the departments are not beside the conversation: shows them. */
  async showDetails(): Promise<void> {
    await this.page.getByRole('button', { name: 'Visitor and departments' }).click();
  }
}
