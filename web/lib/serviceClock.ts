import { Observable } from './observable.ts';

/** Of how many events the fastest counts: a late one makes the service look behind. */
const SAMPLES = 8;
/** ms; a wait clock that moves by less is not worth a render. */
const WORTH_TELLING = 500;

/** How far the service's clock is ahead of this browser's, as far as live events have shown it. */
export class ServiceClock {
  /** ms, negative when it is behind; to within half a second. 0 until the first event. */
  readonly ahead = new Observable(0);
  readonly #samples: number[] = [];

  /** Takes the service's time of an event and this browser's at its arrival, both ms since the epoch. */
  note(serviceTime: number, now: number): void {
    this.#samples.push(serviceTime - now);
    if (this.#samples.length > SAMPLES) this.#samples.shift();
    const best = this.estimate();
    if (Math.abs(best - this.ahead.getSnapshot()) >= WORTH_TELLING) this.ahead.set(best);
  }

  /** The best guess, ms; of the latest events that which was under way for the shortest time shows it best. */
  estimate(): number {
    return this.#samples.length === 0 ? 0 : Math.max(...this.#samples);
  }
}
