// Browsers, workers and Node all have these globals; the adapter is built without the types of any of them.
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const console: { error(...values: readonly unknown[]): void };
declare const document: { readonly visibilityState?: string } | undefined;

interface WakeTarget {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

const LONGEST_TIMER = 2 ** 31 - 1;

/** Cancels what was started; calling it again does nothing. */
export type Cancel = () => void;

/** Runs `run` after `ms` milliseconds. `Infinity` is never. */
export function after(ms: number, run: () => void): Cancel {
  if (ms === Number.POSITIVE_INFINITY) return () => undefined;
  const timer = setTimeout(run, Math.min(Math.max(ms, 0), LONGEST_TIMER));
  return () => clearTimeout(timer);
}

/** A timeout as the options mean it: 0 switches it off, as `Infinity` does. */
export function timeout(ms: number): number {
  return ms > 0 ? ms : Number.POSITIVE_INFINITY;
}

/** The last resort for errors that nobody listens for. */
export function logError(error: unknown): void {
  console.error(error);
}

/** Calls `wake` when the machine says that it is `online`, and when the tab becomes `visible`. */
export function listenForWake(wake: (why: 'online' | 'visible') => void): Cancel {
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

function listen(target: object, type: string, listener: () => void): Cancel {
  if (!isWakeTarget(target)) return () => undefined;
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}

/** Node's global scope and workers without a document are none. */
function isWakeTarget(target: object): target is WakeTarget {
  return 'addEventListener' in target && typeof target.addEventListener === 'function';
}
