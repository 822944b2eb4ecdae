/** Values in their order; who takes before one is there waits for it. */
export class Queue<T> {
  readonly #values: T[] = [];
  readonly #takers: ((value: T) => void)[] = [];

  put(value: T): void {
    const taker = this.#takers.shift();
    if (taker === undefined) this.#values.push(value);
    else taker(value);
  }

  take(): Promise<T> {
    for (const value of this.#values.splice(0, 1)) return Promise.resolve(value);
    return new Promise(resolve => this.#takers.push(resolve));
  }
}
