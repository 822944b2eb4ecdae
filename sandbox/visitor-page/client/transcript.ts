import { element } from './element.ts';
import type { Line } from './protocol.ts';
import type { OnClick } from './structuredMessage.ts';
import { replies, structuredElement } from './structuredMessage.ts';

const NEAR_END_PX = 80;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** The conversation as the visitor sees it. It stays at its end unless the visitor has scrolled up. */
export class Transcript {
  readonly #log: HTMLElement;
  readonly #onClick: OnClick;
  #last: Line | null = null;

  constructor(log: HTMLElement, onClick: OnClick) {
    this.#log = log;
    this.#onClick = onClick;
  }

  /** Begins anew, keeping messages that are still under way. */
  clear(): void {
    for (const shown of this.#log.querySelectorAll(':scope > :not(.pending)')) shown.remove();
    this.#last = null;
  }

  add(lines: readonly Line[]): void {
    this.#keepingAtEnd(() => {
      for (const line of lines) this.#addLine(line);
    });
  }

  /** Shows a message that is not with the server yet. */
  addPending(text: string, retry: () => void): PendingMessage {
    const note = element('p', { class: 'meta' }, 'Sending…');
    const row = element('div', { class: 'line visitor pending' }, bubble(text), note);
    this.#keepingAtEnd(() => this.#log.append(row));
    return {
      text,
      remove: () => row.remove(),
      fail: () => {
        const again = element('button', { type: 'button', class: 'quiet' }, 'Retry');
        again.addEventListener('click', () => {
          row.remove();
          retry();
        });
        note.replaceChildren('Not sent ', again);
        note.classList.add('failed');
      },
    };
  }

  #addLine(line: Line): void {
    if (line.from === 'visitor') this.#withdrawReplies();
    const row = rowOf(line, this.#last, this.#onClick);
    const pending = this.#log.querySelector(':scope > .pending');
    if (pending) pending.before(row);
    else this.#log.append(row);
    this.#last = line;
  }

  /** Quick replies go once the visitor has said something. */
  #withdrawReplies(): void {
    for (const chips of this.#log.querySelectorAll('.chips')) chips.remove();
  }

  #keepingAtEnd(change: () => void): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    const wasAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    change();
    if (wasAtEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }
}

export interface PendingMessage {
  readonly text: string;
  remove(): void;
  /** Says that it was not sent, and offers to try again. */
  fail(): void;
}

function rowOf(line: Line, before: Line | null, onClick: OnClick): HTMLElement {
  if (line.from === 'system') return element('p', { class: 'line system', dir: 'auto' }, line.text);
  const row = element('div', { class: `line ${line.from}` });
  const continues = before?.from === line.from && before.name === line.name;
  if (!continues) row.append(element('p', { class: 'meta' }, whoAndWhen(line)));
  if (!line.structured || line.structured.type === 'quick_replies') row.append(bubble(line.text));
  if (line.structured) row.append(structuredElement(line.structured, onClick));
  else if (line.options) row.append(replies(line.options.map(asReply), onClick));
  return row;
}

function bubble(text: string): HTMLElement {
  return element('p', { class: 'bubble', dir: 'auto' }, text);
}

function asReply(option: string) {
  return { text: option, action: { value: option } };
}

function whoAndWhen(line: Line): string {
  const time = clock.format(line.at);
  return line.from === 'agent' && line.name ? `${line.name} · ${time}` : time;
}
