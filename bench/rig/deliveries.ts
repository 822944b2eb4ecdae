/** Counts what a subscriber is given, and lets a benchmark wait for so much of it. */
export class Deliveries {
  #left = 0;
  #started: () => void = () => undefined;
  #done: () => void = () => undefined;
  #awaitsFirst = false;

  /** Resolves when `count` more have come. `started` is called at the first of them. */
  expect(count: number, started: () => void = () => undefined): Promise<void> {
    this.#left = count;
    this.#awaitsFirst = true;
    this.#started = started;
    return new Promise(resolve => {
      this.#done = resolve;
    });
  }

  /** One came. Called for every event that is measured. */
  readonly count = (): void => {
    if (this.#awaitsFirst) {
      this.#awaitsFirst = false;
      this.#started();
    }
    this.#left -= 1;
    if (this.#left === 0) this.#done();
  };
}
