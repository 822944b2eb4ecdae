const INTERVAL = 2_000;
/** A timer that is late by more than this (ms) was not merely held up: the machine slept. */
const LATE = 8_000;

/** Calls `onWake` after the machine has slept, which shows in a jump of the clock. Returns the function that ends it. */
export function watchSleep(onWake: () => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    const late = now - last - INTERVAL;
    last = now;
    if (late > LATE) onWake();
  }, INTERVAL);
  return () => clearInterval(timer);
}
