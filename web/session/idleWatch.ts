import { Observable, type Unsubscribe } from '../lib/observable.ts';

export type IdleWatchOptions = {
  /** How long (ms) nobody may be there; null: for ever. */
  readonly patience: () => number | null;
  /** Whether it matters just now that nobody is there. */
  readonly isWatching: () => boolean;
  /** Nobody was there; told once, until somebody is. */
  readonly onIdle: () => void;
  /** ms since the epoch. */
  readonly now?: () => number;
};

/** How long (ms) the countdown is at least. */
export const COUNTDOWN = 30_000;
/** How often (ms) it looks, and how often at most it tells the other tabs that somebody is here. */
const LOOK = 1_000;
const TELL = 2_000;

const KEY = 'switchboard.active-at';
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Notices that nobody is there: no key and no pointer in any tab of this browser. First there is a countdown
 * (`leavingAt`), the last 30 s of the patience and never shorter, even when the computer slept through it.
 */
export class IdleWatch {
  /** When nobody will be taken to be there, ms since the epoch; null while somebody is. */
  readonly leavingAt = new Observable<number | null>(null);
  readonly #options: IdleWatchOptions;
  readonly #now: () => number;
  #lastHere: number;
  #lastTold = 0;
  #isTold = false;

  constructor(options: IdleWatchOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#lastHere = this.#now();
  }

  /** Looks and listens until the returned function is called. */
  start(): Unsubscribe {
    const here = () => this.here();
    for (const sign of signs) addEventListener(sign, here, { capture: true, passive: true });
    const timer = setInterval(() => this.look(), LOOK);
    this.here();
    return () => {
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, here, { capture: true });
      this.leavingAt.set(null);
    };
  }

  /** Somebody is there. */
  here(): void {
    this.#lastHere = this.#now();
    this.#isTold = false;
    this.leavingAt.set(null);
    if (this.#lastHere - this.#lastTold < TELL) return;
    this.#lastTold = this.#lastHere;
    tellTabs(this.#lastHere);
  }

  /** Looks at the clock. */
  look(): void {
    const { patience, isWatching, onIdle } = this.#options;
    const span = patience();
    const now = this.#now();
    const heard = hearTabs();
    if (heard > this.#lastHere) {
      this.#lastHere = Math.min(heard, now);
      this.#isTold = false;
    }
    const isOverdue = span !== null && now >= this.#lastHere + span - COUNTDOWN;
    if (!isOverdue || this.#isTold || !isWatching()) {
      this.leavingAt.set(null);
      return;
    }
    const until = this.leavingAt.getSnapshot() ?? now + COUNTDOWN;
    this.leavingAt.set(now < until ? until : null);
    if (now < until) return;
    this.#isTold = true;
    onIdle();
  }
}

function hearTabs(): number {
  try {
    return Number(localStorage.getItem(KEY) ?? 0);
  } catch {
    return 0;
  }
}

/** Without storage each tab knows of itself alone. */
function tellTabs(at: number): void {
  try {
    localStorage.setItem(KEY, String(at));
  } catch {
    return;
  }
}
