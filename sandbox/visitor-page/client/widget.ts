import { element, part } from './element.ts';
import type { Line, View } from './protocol.ts';

/** The widget around the conversation: who is there, the introduction, and whether it is open. */
export class Widget {
  readonly #widget = part('widget', HTMLElement);
  readonly #launcher = part('launcher', HTMLButtonElement);
  readonly #message = part('message', HTMLTextAreaElement);
  readonly #unread = part('unread', HTMLElement);
  readonly #department = part('department', HTMLSelectElement);
  #view: View | null = null;
  #connected = true;
  #unreadCount = 0;

  constructor() {
    part('minimise', HTMLButtonElement).addEventListener('click', () => this.#minimise());
    this.#launcher.addEventListener('click', () => this.#open());
    this.#widget.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.#minimise();
    });
  }

  showConnected(connected: boolean): void {
    this.#connected = connected;
    this.#showStatus();
  }

  showView(view: View): void {
    this.#view = view;
    this.#showStatus();
    this.#showDepartments(view);
    const name = part('visitor-name', HTMLInputElement);
    const isChosen = !/^Visitor \d{8}$/.test(view.name);
    if (document.activeElement !== name) name.value = isChosen ? view.name : '';
    part('end-chat', HTMLButtonElement).hidden = view.chat === 'none';
    part('portraits', HTMLElement).replaceChildren(...view.agents.map(agent => portrait(agent)));
    part('typing', HTMLElement).replaceChildren(...typingNote(view.typing));
  }

  /** Counts what an agent says while the widget is minimised. */
  noteLines(lines: readonly Line[]): void {
    if (!this.#widget.hidden) return;
    this.#unreadCount += lines.filter(line => line.from === 'agent').length;
    this.#unread.hidden = this.#unreadCount === 0;
    this.#unread.textContent = `${this.#unreadCount} new`;
  }

  #open(): void {
    this.#widget.hidden = false;
    this.#launcher.hidden = true;
    this.#unread.hidden = true;
    this.#unreadCount = 0;
    this.#message.focus();
  }

  #minimise(): void {
    this.#widget.hidden = true;
    this.#launcher.hidden = false;
    this.#launcher.focus();
  }

  #showStatus(): void {
    const title =
      this.#view && this.#view.agents.length > 0 ? this.#view.agents.join(' and ') : 'Chat with us';
    part('widget-heading', HTMLElement).textContent = title;
    part('widget-status', HTMLElement).textContent = this.#connected
      ? statusText(this.#view)
      : 'Reconnecting…';
  }

  #showDepartments({ departments, department, chat }: View): void {
    const options = departments.map(({ name, status }) => {
      const note = status === 'ONLINE' ? '' : ` (${status.toLowerCase()})`;
      return element('option', { value: name }, `${name}${note}`);
    });
    this.#department.replaceChildren(element('option', { value: '' }, 'Any'), ...options);
    this.#department.value = department ?? '';
    this.#department.disabled = chat !== 'none';
  }
}

function statusText(view: View | null): string {
  switch (view?.chat) {
    case 'waiting':
      return view.department
        ? `Waiting for somebody in ${view.department}…`
        : 'Waiting for somebody to answer…';
    case 'served':
      return view.department ?? 'Here to help';
    case 'none':
      return 'We usually answer within a minute';
    case undefined:
      return 'Connecting…';
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
