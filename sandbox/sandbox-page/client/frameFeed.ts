import { element, part } from '../../pages/client/element.ts';
import { EVERYTHING, type FrameFilter, passes } from './frameFilter.ts';
import { FRAME_KINDS, type FrameLine, frameLine, wholeFrame } from './frameLine.ts';
import type { Frame } from './protocol.ts';

const KEPT = 500;
const NEAR_END_PX = 40;
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
});

/** The last frames of every line, oldest first, following the newest unless somebody reads further up. */
export class FrameFeed {
  readonly #list = part('frames', HTMLElement);
  readonly #scroller = part('frame-scroller', HTMLElement);
  readonly #note = part('frame-note', HTMLElement);
  readonly #empty = part('no-frames', HTMLElement);
  readonly #pause = part('pause', HTMLButtonElement);
  #lines: FrameLine[] = [];
  /** What came while the feed was paused; null when it runs. */
  #held: FrameLine[] | null = null;
  #filter: FrameFilter = EVERYTHING;
  #missed = 0;
  #lastNumber = 0;

  constructor() {
    const kinds = part('frame-kind', HTMLSelectElement);
    kinds.append(...FRAME_KINDS.map(kind => element('option', { value: kind }, kind)));
    part('frame-filter', HTMLFormElement).addEventListener('input', () => this.#takeFilter());
    part('frame-filter', HTMLFormElement).addEventListener('submit', event => event.preventDefault());
    part('clear-frames', HTMLButtonElement).addEventListener('click', () => this.#clear());
    this.#pause.addEventListener('click', () => this.#togglePause());
    this.#takeFilter();
  }

  /** The number of the newest frame. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  add(frames: readonly Frame[]): void {
    const [first] = frames;
    const last = frames.at(-1);
    if (!first || !last) return;
    // The sandbox was started anew: it counts from one again.
    if (first.number <= this.#lastNumber) this.#lastNumber = 0;
    if (this.#lastNumber > 0) this.#missed += first.number - this.#lastNumber - 1;
    this.#lastNumber = last.number;
    const lines = frames.map(frameLine);
    if (this.#held) this.#held = [...this.#held, ...lines].slice(-KEPT);
    else this.#show(lines);
    this.#tell();
  }

  #show(lines: readonly FrameLine[]): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    const follows = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    this.#lines = [...this.#lines, ...lines].slice(-KEPT);
    this.#list.append(...lines.filter(line => passes(line, this.#filter)).map(frameRow));
    while (this.#list.childElementCount > KEPT) this.#list.firstElementChild?.remove();
    if (follows) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #takeFilter(): void {
    const direction = part('frame-direction', HTMLSelectElement).value;
    this.#filter = {
      text: part('frame-text', HTMLInputElement).value,
      direction: direction === 'received' || direction === 'sent' ? direction : 'any',
      kind: part('frame-kind', HTMLSelectElement).value,
      heartbeats: part('frame-heartbeats', HTMLInputElement).checked,
    };
    this.#list.replaceChildren(...this.#lines.filter(line => passes(line, this.#filter)).map(frameRow));
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#tell();
  }

  #togglePause(): void {
    const held = this.#held;
    this.#held = held ? null : [];
    this.#pause.setAttribute('aria-pressed', String(held === null));
    if (held) this.#show(held);
    this.#tell();
  }

  #clear(): void {
    this.#lines = [];
    this.#missed = 0;
    this.#list.replaceChildren();
    this.#tell();
  }

  #tell(): void {
    const shown = this.#list.childElementCount;
    const notes = [
      `${shown} of the last ${this.#lines.length}`,
      this.#held ? `paused, ${this.#held.length} held back` : null,
      this.#missed > 0 ? `${this.#missed} came too fast to be shown` : null,
    ];
    this.#note.textContent = notes.filter(note => note !== null).join(' · ');
    this.#empty.hidden = shown > 0;
    this.#empty.textContent =
      this.#lines.length === 0
        ? 'No frames yet. Sign in to the dashboard, open GraphiQL, or let any client connect.'
        : 'No frame passes the filter.';
  }
}

function frameRow({ frame, kind, summary }: FrameLine): HTMLElement {
  const isIn = frame.what === 'received';
  const isSocket = kind === 'socket';
  const direction = isSocket ? 'Socket' : isIn ? 'From the client' : 'To the client';
  const arrow = element('span', {
    class: `arrow ${isIn ? 'in' : 'out'}`,
    role: 'img',
    'aria-label': direction,
  });
  arrow.textContent = isSocket ? '•' : isIn ? '→' : '←';
  const line = element(
    'summary',
    {},
    element('time', {}, clock.format(frame.at)),
    arrow,
    element('span', { class: 'who' }, whoseLine(frame)),
    element('span', { class: `kind ${kind}` }, kind),
    element('code', {}, summary.slice(0, 400)),
  );
  const row = element('details', { class: 'frame' }, line);
  // Indenting is left until somebody wants to read it.
  row.addEventListener(
    'toggle',
    () => row.append(element('pre', { tabindex: '0' }, isSocket ? summary : wholeFrame(frame))),
    { once: true },
  );
  return row;
}

function whoseLine({ line, agent, sessionId }: Frame): string {
  if (line === 0) return 'HTTP';
  return `${agent?.split(' ')[0] ?? 'nobody'} ${sessionId ?? ''}`.trim();
}
