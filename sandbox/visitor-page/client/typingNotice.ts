const EVERY_MS = 400;

/** Tells what stands in the text field, at most every 400 ms, the last state always. */
export class TypingNotice {
  readonly #tell: (text: string) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #text = '';

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  change(text: string): void {
    this.#text = text;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tell(this.#text);
    }, EVERY_MS);
  }

  /** The text was sent: what was to be told of it no longer holds. */
  reset(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
