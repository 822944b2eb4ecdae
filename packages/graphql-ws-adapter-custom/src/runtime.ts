import { isFields } from './fields.ts';
import { LONGEST } from './limits.ts';

// Browsers, workers and Node all have these globals; the adapter is built without the types of any of them.
declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const console: { error(...values: readonly unknown[]): void };
declare const document: { readonly visibilityState?: string } | undefined;

interface WakeEvent {
  readonly type: string;
}

interface WakeTarget {
  addEventListener(type: string, listener: (event: WakeEvent) => void): void;
  removeEventListener(type: string, listener: (event: WakeEvent) => void): void;
}

/** Runs `run` after `ms` milliseconds; never when that is longer than timers can count. The answer cancels it. */
export function after(ms: number, run: () => void): () => void {
  const timer = ms > LONGEST ? undefined : setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** The last resort for errors that nobody listens for. */
export function logError(error: unknown): void {
  console.error(error);
}

/** Calls `wake` when the machine says that it is online, and when the tab becomes visible. The answer ends it. */
export function listenForWake(wake: (isOnline: boolean) => void): () => void {
  const page = typeof document === 'undefined' ? undefined : document;
  const listener = ({ type }: WakeEvent): void => {
    const isOnline = type === 'online';
    if (isOnline || page?.visibilityState !== 'hidden') wake(isOnline);
  };
  const targets: readonly unknown[] = [globalThis, page];
  const forEach = (change: 'addEventListener' | 'removeEventListener'): void => {
    for (const target of targets.filter(isWakeTarget))
      for (const type of WAKE_EVENTS) target[change](type, listener);
  };
  forEach('addEventListener');
  return () => forEach('removeEventListener');
}

const WAKE_EVENTS = ['online', 'visibilitychange'];

/** Node's global scope is none. */
function isWakeTarget(target: unknown): target is WakeTarget {
  return isFields(target) && 'addEventListener' in target;
}
