import type { BrowserContext } from '@playwright/test';

/** What the pages of a browser context complain about. */
export class PageWatch {
  readonly #errors: string[] = [];
  readonly #unforgivable: string[] = [];

  private constructor() {}

  /** Watches every page that the context opens from now on. */
  static async over(context: BrowserContext): Promise<PageWatch> {
    const watch = new PageWatch();
    context.on('console', message => {
      if (message.type() === 'error') watch.#errors.push(message.text());
    });
    context.on('weberror', error => watch.#unforgivable.push(`Uncaught: ${error.error().message}`));
    await context.exposeFunction('noteViolation', (what: string) => watch.#unforgivable.push(what));
    await context.addInitScript(reportViolations);
    return watch;
  }

  /** Everything, errors in the console included. */
  all(): readonly string[] {
    return [...this.#errors, ...this.#unforgivable];
  }

  /** What no page may ever do: let an exception go uncaught, or try what its security policy forbids. */
  unforgivable(): readonly string[] {
    return this.#unforgivable;
  }
}

/** Runs in the page. */
function reportViolations(): void {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    const note: unknown = Reflect.get(window, 'noteViolation');
    if (typeof note === 'function') note(`Against ${effectiveDirective}: ${blockedURI} ${sample}`);
  });
}
