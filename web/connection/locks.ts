/**
 * Runs `work` as soon as this context holds the Web Lock, which it does until the work is done; at once where there are
 * none. Nothing runs any more once `signal` is aborted.
 */
export async function holdLock(name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
  if (!('locks' in navigator)) return work();
  try {
    await navigator.locks.request(name, { signal }, work);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Resolves when nobody holds the Web Lock (any more); never where there are none. Rejects when it is aborted. */
export async function untilReleased(name: string, signal: AbortSignal): Promise<void> {
  if (!('locks' in navigator)) return new Promise(() => undefined);
  await navigator.locks.request(name, { mode: 'shared', signal }, () => undefined);
}
