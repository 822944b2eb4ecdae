import type { EndOfServiceDecision } from './clientTypes.ts';

/** A second EOS within this time is no accident: two clients throw each other out, or the session can't hold. */
const PERIOD = 60_000;

/** Zendesk's words when the same agent starts a session elsewhere. */
const TAKEN_OVER = 'concurrent session limit reached';

/** The default of `onEndOfService`; `inRow` is what `EndOfServiceLog` gives. */
export function decideEndOfService(reason: string, inRow: number): EndOfServiceDecision {
  return reason === TAKEN_OVER || inRow > 0 ? 'stop' : 'resume';
}

/** Remembers when sessions ended, so that two clients can't throw each other out at full speed. */
export class EndOfServiceLog {
  #last = Number.NEGATIVE_INFINITY;
  #inRow = 0;

  /** Notes an EOS at `now` (ms epoch); gives how many came before it, each within 60 s of the next. */
  note(now: number): number {
    this.#inRow = now - this.#last < PERIOD ? this.#inRow + 1 : 0;
    this.#last = now;
    return this.#inRow;
  }
}
