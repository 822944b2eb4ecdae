/** A value for the first who takes it. */
export class Once<T> {
  #value: T | null = null;

  give(value: T): void {
    this.#value = value;
  }

  /** Null when there is none (any more). */
  take(): T | null {
    const value = this.#value;
    this.#value = null;
    return value;
  }
}
