import { useCallback } from 'react';
import { useTick } from './useTick.ts';

export type TickingTextProps = {
  /** The text at a time, ms since the epoch; the same function for as long as it says the same. */
  readonly text: (now: number) => string;
  readonly className?: string;
};

/**
 * Text that follows the clock, in digits of one width. The room it takes is that of its shape, the text with zeros for
 * digits: while that is the same, a second lays nothing out but the text itself.
 */
export function TickingText({ text, className = '' }: TickingTextProps) {
  const write = useCallback(
    (element: HTMLElement, now: number) => {
      const next = text(now);
      const shape = next.replaceAll(/\d/gu, '0');
      if (element.dataset['shape'] !== shape) element.dataset['shape'] = shape;
      const shown = element.firstElementChild?.firstChild;
      if (!(shown instanceof Text)) element.firstElementChild?.append(next);
      else if (shown.data !== next) shown.data = next;
    },
    [text],
  );
  return (
    <span
      ref={useTick(write)}
      className={`relative inline-block whitespace-pre tabular-nums before:invisible before:content-[attr(data-shape)] ${className}`}
    >
      <span className="absolute inset-0 contain-layout contain-size" />
    </span>
  );
}
