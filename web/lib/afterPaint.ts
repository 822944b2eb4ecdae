const due = new Set<() => void>();

/**
 * Does something once the next frame is on the screen, or before the next key or press if that comes sooner (see
 * `settleBeforeInput`): whoever acts finds it done. The returned function calls it off.
 */
export function afterPaint(act: () => void): () => void {
  const run = () => {
    if (due.delete(run)) act();
  };
  due.add(run);
  // A hidden page has no frames.
  if (document.hidden) setTimeout(run);
  else requestAnimationFrame(() => setTimeout(run));
  return () => due.delete(run);
}

/** To be called once, before anything else listens to keys. */
export function settleBeforeInput(): void {
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, settle, { capture: true });
}

function settle(): void {
  for (const run of due) run();
}
