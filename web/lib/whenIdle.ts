/** ms that a page which never rests waits. */
const PATIENCE = 5_000;

/** Does something once the page is at rest, 5 s later at the latest; the returned function calls it off. */
export function whenIdle(act: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(act, PATIENCE);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(act, { timeout: PATIENCE });
  return () => cancelIdleCallback(idle);
}
