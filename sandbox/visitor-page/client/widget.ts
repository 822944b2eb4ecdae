import { element, part } from '../../pages/client/element.ts';
import type { Line, View } from './protocol.ts';

/** The widget around the conversation: who is there, the introduction, and whether it is open. */
export class Widget {
  readonly #widget = part('widget', HTMLElement);
  readonly #launcher = part('launcher', HTMLButtonElement);
  readonly #message = part('message', HTMLTextAreaElement);
  readonly #unread = part('unread', HTMLElement);
  readonly #department = part('department', HTMLSelectElement);
  readonly #title = document.title;
  #view: View | null = null;
  #connected = true;
  #unreadCount = 0;
  /** After an end, the visitor wants to chat again and has not written yet. */
  #beginsAnew = false;

  constructor() {
    part('minimise', HTMLButtonElement).addEventListener('click', () => this.#minimise());
    this.#launcher.addEventListener('click', () => this.#open());
    this.#widget.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.#minimise();
    });
    document.addEventListener('visibilitychange', () => this.#forgetUnreadIfSeen());
    this.#showStatus();
  }

  showConnected(connected: boolean): void {
    this.#connected = connected;
    part('lost', HTMLElement).hidden = connected;
    this.#showStatus();
  }

  showView(view: View): void {
    if (view.chat !== 'ended') this.#beginsAnew = false;
    this.#view = view;
    this.#showStatus();
    this.#showDepartments(view);
    const name = part('visitor-name', HTMLInputElement);
    const isChosen = !/^Visitor \d{8}$/.test(view.name);
    if (document.activeElement !== name) name.value = isChosen ? view.name : '';
    part('portraits', HTMLElement).replaceChildren(...view.agents.map(agent => portrait(agent)));
    part('typing', HTMLElement).replaceChildren(...typingNote(view.typing));
  }

  /** After an end: the composer is there again. */
  beginNewChat(): void {
    this.#beginsAnew = true;
    this.#showStatus();
    this.#message.focus();
  }

  /** Counts what an agent says while nobody looks. */
  noteLines(lines: readonly Line[]): void {
    const fromAgents = lines.filter(line => line.from === 'agent').length;
    if (!this.#isSeen()) this.#showUnread(this.#unreadCount + fromAgents);
  }

  #isSeen(): boolean {
    return !this.#widget.hidden && !document.hidden;
  }

  #forgetUnreadIfSeen(): void {
    if (this.#isSeen()) this.#showUnread(0);
  }

  #showUnread(count: number): void {
    this.#unreadCount = count;
    this.#unread.hidden = count === 0;
    this.#unread.textContent = `${count} new`;
    document.title = count === 0 ? this.#title : `(${count}) ${this.#title}`;
  }

  #open(): void {
    this.#widget.hidden = false;
    this.#launcher.hidden = true;
    this.#forgetUnreadIfSeen();
    this.#message.focus();
  }

  #minimise(): void {
    this.#widget.hidden = true;
    this.#launcher.hidden = false;
    this.#launcher.focus();
  }

  #showStatus(): void {
    const agents = this.#view?.agents ?? [];
    part('widget-heading', HTMLElement).textContent =
      agents.length > 0 ? agents.join(' and ') : 'Chat with us';
    part('widget-status', HTMLElement).textContent = this.#connected ? this.#statusText() : 'Reconnecting…';
    const chat = this.#view?.chat ?? 'none';
    const hasEnded = chat === 'ended' && !this.#beginsAnew;
    part('end-chat', HTMLButtonElement).hidden = chat !== 'waiting' && chat !== 'served';
    part('ended', HTMLElement).hidden = !hasEnded;
    part('composer', HTMLFormElement).hidden = hasEnded;
  }

  #statusText(): string {
    switch (this.#view?.chat) {
      case 'waiting':
        return `Waiting for ${this.#view.department ?? 'an answer'}…`;
      case 'served':
        return this.#view.department ?? 'Here to help';
      case 'ended':
        return this.#beginsAnew ? 'We usually answer within a minute' : 'This chat has ended';
      case 'none':
        return 'We usually answer within a minute';
      case undefined:
        return 'Connecting…';
    }
  }

  #showDepartments({ departments, department, chat }: View): void {
    const options = departments.map(({ name, status }) => {
      const note = status === 'ONLINE' ? '' : ` (${status.toLowerCase()})`;
      return element('option', { value: name }, `${name}${note}`);
    });
    this.#department.replaceChildren(element('option', { value: '' }, 'Any'), ...options);
    this.#department.value = department ?? '';
    this.#department.disabled = chat === 'waiting' || chat === 'served';
  }
}

function portrait(name: string): HTMLElement {
  return element('span', { class: 'portrait' }, name.slice(0, 1).toUpperCase());
}

function typingNote(names: readonly string[]): Node[] {
  if (names.length === 0) return [];
  const dots = element(
    'span',
    { class: 'dots', 'aria-hidden': 'true' },
    ...[0, 1, 2].map(() => element('i', {})),
  );
  return [dots, document.createTextNode(`${names.join(' and ')} is typing…`)];
}
