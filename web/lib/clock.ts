import { type Listener, Listeners } from './listeners.ts';

const SECOND = 1_000;

const listeners = new Listeners();
let now = currentSecond();
let timer: ReturnType<typeof setTimeout> | null = null;

/**
 * Calls the listener at the beginning of each second. All listeners share one timer, which runs only while
 * there is a listener and the page is in view. Returns the function that ends it.
 */
export function subscribeToSeconds(listener: Listener): () => void {
  const unsubscribe = listeners.subscribe(listener);
  if (listeners.size === 1) start();
  return () => {
    unsubscribe();
    if (listeners.size === 0) stop();
  };
}

/** The second that began last, ms since the epoch; the same value between two ticks. */
export function getNow(): number {
  if (listeners.size === 0) now = currentSecond();
  return now;
}

function start(): void {
  now = currentSecond();
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', followVisibility);
  if (isInView()) waitForNextSecond();
}

function stop(): void {
  if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', followVisibility);
  cancelTimer();
}

function followVisibility(): void {
  cancelTimer();
  if (isInView()) tick();
}

function tick(): void {
  now = currentSecond();
  waitForNextSecond();
  listeners.notify();
}

/** Set anew each second, so that the ticks stay at the beginning of a second and none is skipped. */
function waitForNextSecond(): void {
  timer = setTimeout(tick, SECOND - (Date.now() % SECOND));
}

function cancelTimer(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
}

function isInView(): boolean {
  return typeof document === 'undefined' || document.visibilityState !== 'hidden';
}

function currentSecond(): number {
  return Math.floor(Date.now() / SECOND) * SECOND;
}
