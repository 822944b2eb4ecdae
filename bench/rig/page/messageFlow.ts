import { setTimeout as pause } from 'node:timers/promises';

/** UNIX ms, with fractions, by the clock that a page's `performance.timeOrigin + performance.now()` shows. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Calls `send` `rate` times a second until it has been called `count` times, each as near to its time as timers are. */
export async function flow(rate: number, count: number, send: (n: number) => void): Promise<void> {
  const start = performance.now();
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - start) * rate) / 1_000) + 1);
    for (; sent < due; sent += 1) send(sent);
    await pause(1);
  }
}
