import { button, element } from '../../pages/client/element.ts';
import type { Line } from './protocol.ts';
import type { OnClick } from './structuredMessage.ts';
import { replies, structuredElement } from './structuredMessage.ts';

/** `mobile` shows the fallbacks of structured messages, as the mobile SDKs do. */
export type Rendering = 'mobile' | 'widget';

const NEAR_END_PX = 80;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** The conversation as the visitor sees it. It stays at its end unless the visitor has scrolled up. */
export class Transcript {
  readonly #log: HTMLElement;
  readonly #onClick: OnClick;
  #rendering: Rendering = 'widget';
  #lines: Line[] = [];
  /** Lines before this place belong to chats that have ended. */
  #liveFrom = 0;
  /** Stands above everything after the next clear. */
  #beginning: string | null = null;

  constructor(log: HTMLElement, onClick: OnClick) {
    this.#log = log;
    this.#onClick = onClick;
  }

  /** Begins anew, keeping messages that are still under way. */
  clear(): void {
    // What stands here already is the beginning alone.
    if (this.#lines.length === 0 && this.#beginning === null) return;
    this.#lines = [];
    this.#liveFrom = 0;
    this.#removeShown();
    if (this.#beginning !== null) this.#append(systemLine(this.#beginning));
    this.#beginning = null;
  }

  /** The words with which the transcript begins when it is cleared next. */
  beginWith(words: string): void {
    this.#beginning = words;
  }

  add(lines: readonly Line[]): void {
    this.#keepingAtEnd(() => {
      for (const line of lines) this.#addLine(line);
    });
  }

  /** Shows everything again in this way. */
  showAs(rendering: Rendering): void {
    this.#rendering = rendering;
    const [lines, liveFrom] = [this.#lines, this.#liveFrom];
    this.clear();
    this.add(lines.slice(0, liveFrom));
    this.retire();
    this.add(lines.slice(liveFrom));
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  /** The chat has ended: what is shown can be read, and clicked no more. */
  retire(): void {
    this.#liveFrom = this.#lines.length;
    this.#withdrawReplies();
    for (const buttons of this.#log.querySelectorAll<HTMLElement>('.buttons')) buttons.inert = true;
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
        const again = button({ class: 'quiet' }, 'Retry', () => {
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
    this.#append(this.#rowOf(line, this.#lines.at(-1) ?? null));
    this.#lines.push(line);
  }

  #append(row: HTMLElement): void {
    const pending = this.#log.querySelector(':scope > .pending');
    if (pending) pending.before(row);
    else this.#log.append(row);
  }

  #removeShown(): void {
    for (const shown of this.#log.querySelectorAll(':scope > :not(.pending)')) shown.remove();
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

  #rowOf(line: Line, before: Line | null): HTMLElement {
    if (line.from === 'system') return systemLine(line.text);
    const row = element('div', { class: `line ${line.from}` });
    const continues = before?.from === line.from && before.name === line.name;
    if (!continues) row.append(element('p', { class: 'meta' }, whoAndWhen(line)));
    row.append(...(this.#rendering === 'mobile' ? this.#asOnMobile(line) : this.#asInWidget(line)));
    return row;
  }

  #asInWidget({ structured, text, options }: Line): HTMLElement[] {
    const content = structured && structured.type !== 'quick_replies' ? [] : [bubble(text)];
    if (structured) return [...content, structuredElement(structured, this.#onClick)];
    return options ? [...content, replies(options.map(asReply), this.#onClick)] : content;
  }

  #asOnMobile(line: Line): HTMLElement[] {
    const { structured } = line;
    if (!structured) return this.#asInWidget(line);
    const { fallback } = structured;
    if (!fallback) {
      return [element('p', { class: 'missing' }, 'A structured message without a fallback: not shown here.')];
    }
    const options = (fallback.options ?? []).map(asReply);
    return [bubble(fallback.msg), ...(options.length > 0 ? [replies(options, this.#onClick)] : [])];
  }
}

export interface PendingMessage {
  readonly text: string;
  remove(): void;
  /** Says that it was not sent, and offers to try again. */
  fail(): void;
}

function systemLine(text: string): HTMLElement {
  return element('p', { class: 'line system', dir: 'auto' }, text);
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
