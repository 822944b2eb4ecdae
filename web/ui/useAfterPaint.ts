import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { afterPaint } from '../lib/afterPaint.ts';

/**
 * The value as it was, and the new one a frame later: what is quick to draw answers the agent first. A key or press never
 * meets the old one.
 */
export function useAfterPaint<T>(value: T): T {
  const [drawn, setDrawn] = useState(value);
  useLayoutEffect(
    () => (Object.is(value, drawn) ? undefined : afterPaint(() => flushSync(() => setDrawn(value)))),
    [value, drawn],
  );
  return drawn;
}
