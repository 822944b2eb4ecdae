/** How late (ms) a page is told that has no frames. */
const WITHOUT_FRAMES = 100;

/**
 * Tells with the next frame: once a frame is as often as a list can be seen to change. A page that is hidden has none, nor
 * has one that is hidden before it comes: that is told by a timer.
 */
export function tellBeforePaint(tell: () => void): void {
  const frame = requestAnimationFrame(end);
  const timer = setTimeout(end, WITHOUT_FRAMES);
  function end(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    tell();
  }
}
