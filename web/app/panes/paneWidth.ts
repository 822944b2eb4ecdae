export type PaneLimits = { readonly least: number; readonly most: number };

/** Which side of the conversation a pane stands on, in reading direction. */
export type PaneSide = 'start' | 'end';

/** How far (px) one press of an arrow key moves the edge of a pane. */
const STEP = 16;

/** A width (px) within the limits, in whole pixels. */
export function clampWidth(width: number, { least, most }: PaneLimits): number {
  return Math.round(Math.min(most, Math.max(least, width)));
}

/**
 * The width after the edge was moved by so many px to the right: a pane at the left grows with it, one at the right
 * shrinks. In a right-to-left layout the start is at the right.
 */
export function movedWidth(width: number, by: number, side: PaneSide, isRightToLeft: boolean): number {
  return (side === 'start') === isRightToLeft ? width - by : width + by;
}

/** What a key does to the width of a pane; null when it does nothing. */
export function keyedWidth(
  key: string,
  width: number,
  limits: PaneLimits,
  side: PaneSide,
  isRightToLeft: boolean,
): number | null {
  switch (key) {
    case 'ArrowLeft':
      return clampWidth(movedWidth(width, -STEP, side, isRightToLeft), limits);
    case 'ArrowRight':
      return clampWidth(movedWidth(width, STEP, side, isRightToLeft), limits);
    case 'Home':
      return limits.least;
    case 'End':
      return limits.most;
    default:
      return null;
  }
}
