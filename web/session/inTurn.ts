/** One name for all that may change the sign-in's cookies: starting a session, refreshing and signing out. */
const LOCK = 'switchboard-session';

/**
 * Runs `work` while no other tab of this browser does; at once where Web Locks are missing. After `patience` ms of
 * waiting for its turn it runs all the same; default: it waits for as long as it takes.
 */
export async function inTurn<T>(work: () => Promise<T>, patience?: number): Promise<T> {
  if (!('locks' in navigator)) return work();
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return work();
  };
  if (patience === undefined) return navigator.locks.request(LOCK, begin);
  try {
    return await navigator.locks.request(LOCK, { signal: AbortSignal.timeout(patience) }, begin);
  } catch (error) {
    if (hasBegun) throw error;
    return work();
  }
}
