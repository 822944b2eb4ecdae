import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { afterPaint } from '../lib/afterPaint.ts';

/**
 * The value as it was, and the new one a frame later: what is quick to draw answers the agent first. A key or press never
 * meets the old one. `first`: what is drawn in the very first frame. Default: the value.
 */
export function useAfterPaint<T>(value: T, first: T = value): T {
  const [drawn, setDrawn] = useState(first);
  useLayoutEffect(
    () => (Object.is(value, drawn) ? undefined : afterPaint(() => flushSync(() => setDrawn(value)))),
    [value, drawn],
  );
  return drawn;
}
