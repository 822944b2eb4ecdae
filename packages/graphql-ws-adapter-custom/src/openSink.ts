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

  error(reason: unknown): void {
    if (!this.close()) return;
    try {
      this.#sink.error(reason);
    } catch (error) {
      this.#report(error);
    }
  }

  complete(): void {
    if (!this.close()) return;
    try {
      this.#sink.complete();
    } catch (error) {
      this.#report(error);
    }
  }

  /** Silences it; false when it had ended before. */
  close(): boolean {
    const wasOpen = this.#open;
    this.#open = false;
    return wasOpen;
  }
}
