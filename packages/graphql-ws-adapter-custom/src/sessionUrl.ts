import type { ClientOptions } from './clientTypes.ts';

const FAILURES_BEFORE_ASKING = 3;

/**
 * Which URL comes next. The URL is the credential of one agent session, so a socket that merely closed goes back
 * to it; `url` is asked at first, after `forget` (EOS), and after every third failure in a row.
 */
export class SessionUrl {
  readonly #url: ClientOptions['url'];
  #last: string | undefined;

  constructor(url: ClientOptions['url']) {
    this.#url = url;
  }

  /** The last URL that was in use, undefined when there is none or its session is over. */
  get last(): string | undefined {
    return this.#last;
  }

  /** The session is over: its URL is worth nothing. */
  forget(): void {
    this.#last = undefined;
  }

  /** The URL for the next socket. Throws, or rejects, as `url` does. */
  next(failures: number): string | Promise<string> {
    const ask = this.#url;
    if (typeof ask === 'string') return ask;
    const isDue = failures > 0 && failures % FAILURES_BEFORE_ASKING === 0;
    if (this.#last !== undefined && !isDue) return this.#last;
    const url = ask();
    return typeof url === 'string' ? this.#keep(url) : url.then(value => this.#keep(value));
  }

  #keep(url: string): string {
    this.#last = url;
    return url;
  }
}
