import type { BrowserContext } from '@playwright/test';

/** What the pages of a browser context complain about: errors in the console, uncaught exceptions. */
export class PageWatch {
  readonly #complaints: string[] = [];

  constructor(context: BrowserContext) {
    context.on('console', message => {
      if (message.type() === 'error') this.#complaints.push(message.text());
    });
    context.on('weberror', error => this.#complaints.push(`Uncaught: ${error.error().message}`));
  }

  /** Everything, in order. */
  all(): readonly string[] {
    return this.#complaints;
  }

  /** What no page may ever do: let an exception go uncaught, or try what its security policy forbids. */
  unforgivable(): readonly string[] {
    return this.#complaints.filter(
      text => text.startsWith('Uncaught: ') || text.includes('Content Security Policy'),
    );
  }
}
