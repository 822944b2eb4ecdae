import type { Clock } from './clock.ts';

/** How many notes are kept for whoever comes later. */
export const NOTES_KEPT = 500;
/** Longer texts are cut: 500 frames of a megabyte each must not stay in memory. */
const TEXT_KEPT = 20_000;

/** Something that happened on a line between a client and the sandbox. */
export interface FrameNote {
  /** Counts from 1 and is never given twice, so that a gap shows what was missed. */
  readonly number: number;
  /** UNIX time in milliseconds. */
  readonly at: number;
  /** Which socket, counted from 1; 0 stands for HTTP. */
  readonly line: number;
  /** Null where no session is known: over HTTP, and on a URL that belongs to no session. */
  readonly sessionId: string | null;
  readonly agentId: string | null;
  readonly what: 'opened' | 'received' | 'sent' | 'closed';
  /** The frame, credentials and all: whoever shows it must mask them. The close code for `closed`. */
  readonly text: string;
  /** How many characters were cut off. */
  readonly cut: number;
}

/** Where one line tells what happens on it. */
export interface LineTap {
  received(text: string): void;
  sent(text: string): void;
  closed(code: number): void;
}

interface Party {
  readonly sessionId: string;
  readonly agentId: string;
}

/** Remembers the last frames of every line, for people who watch. It changes nothing of what happens. */
export class FrameTap {
  readonly #clock: Clock;
  readonly #notes: FrameNote[] = [];
  /** `POST /graphql/request`. */
  readonly http = this.#line(0, null);
  #lastNumber = 0;
  #lastLine = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The number of the latest note; 0 before the first. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** A socket has opened, of this session or of none. */
  open(party: Party | null): LineTap {
    this.#lastLine += 1;
    this.#note(this.#lastLine, party, 'opened', '');
    return this.#line(this.#lastLine, party);
  }

  /** What came after the note with this number, oldest first; no more than the last 500. */
  after(number: number): readonly FrameNote[] {
    const missed = Math.min(NOTES_KEPT, this.#lastNumber - number);
    return missed > 0 ? this.#notes.slice(-missed) : [];
  }

  #line(line: number, party: Party | null): LineTap {
    return {
      received: text => this.#note(line, party, 'received', text),
      sent: text => this.#note(line, party, 'sent', text),
      closed: code => this.#note(line, party, 'closed', String(code)),
    };
  }

  #note(line: number, party: Party | null, what: FrameNote['what'], text: string): void {
    this.#lastNumber += 1;
    this.#notes.push({
      number: this.#lastNumber,
      at: this.#clock.now(),
      line,
      sessionId: party?.sessionId ?? null,
      agentId: party?.agentId ?? null,
      what,
      text: text.length > TEXT_KEPT ? copyOfStart(text) : text,
      cut: Math.max(0, text.length - TEXT_KEPT),
    });
    // Cut now and then, not each time: shift() of a long array is not free.
    if (this.#notes.length >= 2 * NOTES_KEPT) this.#notes.splice(0, this.#notes.length - NOTES_KEPT);
  }
}

/** A copy: a slice would keep the whole text alive. */
function copyOfStart(text: string): string {
  return Buffer.from(text.slice(0, TEXT_KEPT)).toString();
}
