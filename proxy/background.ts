/** Work that no answer waits for, but the end of the process does. */
export class Background {
  readonly #running = new Set<Promise<unknown>>();

  /** The work must not throw. */
  run(work: Promise<unknown>): void {
    const entry = work.finally(() => this.#running.delete(entry));
    this.#running.add(entry);
  }

  /** Resolves when all that has been begun is done. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }
}
