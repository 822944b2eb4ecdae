import { Observable, type Unsubscribe } from '../lib/observable.ts';
import { workerUrl } from '../lib/workerUrl.ts';

/**
 * - `current`: no newer version is known of.
 * - `ready`: a newer one is there; the page goes on with its own.
 * - `wanted`: the agent wants it, and something is unsent: it begins when nothing is.
 */
export type UpdateState = 'current' | 'ready' | 'wanted';

/** How often (ms) a page that stays open asks for a new version, at most. */
const ASK_EVERY = 15 * 60_000;

export type ShellUpdatesOptions = {
  /** Default: the browser's; null where there are no service workers. */
  readonly container?: ServiceWorkerContainer | null;
  /** Default: reloads the page. */
  readonly reload?: () => void;
  /** UNIX ms. */
  readonly now?: () => number;
};

/** The service worker of this page, and whether a newer version of the dashboard waits behind it. */
export class ShellUpdates {
  readonly state = new Observable<UpdateState>('current');
  readonly #container: ServiceWorkerContainer | null;
  readonly #reload: () => void;
  readonly #now: () => number;
  #registration: ServiceWorkerRegistration | null = null;
  #askedAt = 0;
  #isTakingOver = false;

  constructor(options: ShellUpdatesOptions = {}) {
    const own = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
    this.#container = options.container === undefined ? own : options.container;
    this.#reload = options.reload ?? (() => location.reload());
    this.#now = options.now ?? Date.now;
  }

  /** Registers the service worker; where that is refused the dashboard works without. Returns the function that ends it. */
  start(): Unsubscribe {
    const container = this.#container;
    if (container === null) return () => undefined;
    let hadWorker = container.controller !== null;
    const onChange = () => {
      // The first worker of a browser changes nothing; a later one was let in by this page or by another.
      if (this.#isTakingOver) this.#reload();
      else if (hadWorker) this.#note();
      hadWorker = true;
    };
    const ask = () => this.#ask();
    container.addEventListener('controllerchange', onChange);
    document.addEventListener('visibilitychange', ask);
    addEventListener('online', ask);
    const timer = setInterval(ask, ASK_EVERY);
    void this.#register(container);
    return () => {
      clearInterval(timer);
      removeEventListener('online', ask);
      document.removeEventListener('visibilitychange', ask);
      container.removeEventListener('controllerchange', onChange);
    };
  }

  /** The agent wants the new version: it begins at once when nothing is unsent, else when `proceed` says so. */
  use(isClear: boolean): void {
    if (this.state.getSnapshot() === 'current') return;
    this.state.set('wanted');
    this.proceed(isClear);
  }

  /** Not now after all. */
  postpone(): void {
    if (this.state.getSnapshot() === 'wanted') this.state.set('ready');
  }

  /** To be called when what is unsent has changed. */
  proceed(isClear: boolean): void {
    if (!isClear || this.state.getSnapshot() !== 'wanted' || this.#isTakingOver) return;
    this.#isTakingOver = true;
    const waiting = this.#registration?.waiting ?? null;
    if (waiting === null) this.#reload();
    else waiting.postMessage('take over');
  }

  async #register(container: ServiceWorkerContainer): Promise<void> {
    try {
      const registration = await container.register(workerUrl('/service-worker.js'));
      this.#registration = registration;
      this.#askedAt = this.#now();
      if (registration.waiting !== null && container.controller !== null) this.#note();
      registration.addEventListener('updatefound', () => this.#follow(registration.installing));
    } catch {
      return;
    }
  }

  #follow(worker: ServiceWorker | null): void {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && this.#container?.controller) this.#note();
    });
  }

  #note(): void {
    if (this.state.getSnapshot() === 'current') this.state.set('ready');
  }

  #ask(): void {
    const now = this.#now();
    if (document.visibilityState === 'hidden' || now - this.#askedAt < ASK_EVERY) return;
    this.#askedAt = now;
    this.#registration?.update().catch(() => undefined);
  }
}

/** Those of this page. */
export const shellUpdates = new ShellUpdates();
