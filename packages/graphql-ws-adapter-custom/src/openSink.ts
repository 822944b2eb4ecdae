import type { Sink, WireResult } from './envelope.ts';

/** A caller's sink that ends once, then stays silent, and whose own errors go to `report` and no further. */
export class OpenSink {
  readonly #sink: Sink<WireResult>;
  readonly #report: (error: unknown) => void;
  #open = true;

  constructor(sink: Sink<WireResult>, report: (error: unknown) => void) {
    this.#sink = sink;
    this.#report = report;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  next(result: WireResult): void {
    if (!this.#open) return;
    try {
      this.#sink.next(result);
    } catch (error) {
      this.#report(error);
    }
  }

  /** Ends it with an error, or completes it when there is none. */
  end(error?: unknown): void {
    if (!this.close()) return;
    try {
      if (error === undefined) this.#sink.complete();
      else this.#sink.error(error);
    } catch (problem) {
      this.#report(problem);
    }
  }

  /** Silences it; false when it had ended before. */
  close(): boolean {
    const wasOpen = this.#open;
    this.#open = false;
    return wasOpen;
  }
}
