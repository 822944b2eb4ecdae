/** An async iterator that is fed from outside; what is pushed before it is asked for waits. */
export class PushIterator<T> implements AsyncIterableIterator<T> {
  readonly #onReturn: () => void;
  readonly #ready: T[] = [];
  readonly #asked: ((result: IteratorResult<T>) => void)[] = [];
  #done = false;

  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  push(value: T): void {
    if (this.#done) return;
    const ask = this.#asked.shift();
    if (ask) ask({ value, done: false });
    else this.#ready.push(value);
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#done) return Promise.resolve({ value: undefined, done: true });
    const value = this.#ready.shift();
    if (value !== undefined) return Promise.resolve({ value, done: false });
    return new Promise(resolve => this.#asked.push(resolve));
  }

  return(): Promise<IteratorResult<T>> {
    if (!this.#done) this.#onReturn();
    this.#done = true;
    this.#ready.length = 0;
    for (const ask of this.#asked.splice(0)) ask({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
