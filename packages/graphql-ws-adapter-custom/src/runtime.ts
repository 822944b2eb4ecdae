// Browsers, workers and Node all have these globals; the adapter is built without the types of any of them.
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const console: { error(...values: readonly unknown[]): void };
declare const document: { readonly visibilityState?: string } | undefined;

interface WakeTarget {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

const LONGEST = 2 ** 31 - 1;

/** A timer that can be set again and again. */
export class Timer {
  #handle: unknown;

  get isSet(): boolean {
    return this.#handle !== undefined;
  }

  /** Runs `run` after `ms` milliseconds, and not what was set before. `Infinity` is never. */
  set(ms: number, run: () => void): void {
    this.clear();
    if (ms === Number.POSITIVE_INFINITY) return;
    this.#handle = setTimeout(
      () => {
        this.#handle = undefined;
        run();
      },
      Math.min(ms, LONGEST),
    );
  }

  clear(): void {
    clearTimeout(this.#handle);
    this.#handle = undefined;
  }
}

/** The last resort for errors that nobody listens for. */
export function logError(error: unknown): void {
  console.error(error);
}

/** Why it is worth a look at the connection now. */
export type WakeReason = 'online' | 'visible';

/** Calls `wake` when the machine says that it is online, and when the tab becomes visible. The answer ends it. */
export function listenForWake(wake: (why: WakeReason) => void): () => void {
  const online = (): void => wake('online');
  const visible = (): void => {
    if (typeof document === 'undefined' || document.visibilityState !== 'hidden') wake('visible');
  };
  const stops = [listen(globalThis, 'online', online), listen(globalThis, 'visibilitychange', visible)];
  if (typeof document !== 'undefined') stops.push(listen(document, 'visibilitychange', visible));
  return () => {
    for (const stop of stops) stop();
  };
}

function listen(target: object, type: string, listener: () => void): () => void {
  if (!isWakeTarget(target)) return () => undefined;
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

/** Node's global scope is none. */
function isWakeTarget(target: object): target is WakeTarget {
  return 'addEventListener' in target;
}
