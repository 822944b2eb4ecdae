import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';

/** How far from the end (px) still counts as being at the end. */
const NEAR_END = 48;
/** This near to the top (px) what is above is wanted soon. */
const NEAR_TOP = 800;
/** The first unread message stands this far below the top, with a little of what it answers, px. */
const ABOVE_UNREAD = 96;
/** ms that the place where the transcript opens is kept to, while rows are measured. */
const OPENING = 1_000;
/** ms after what the reader did that scrolling up is still theirs, and not that of rows that turn out to be lower. */
const READER_TIME = 1_000;
/** What the reader does to scroll: from then on nothing is put in its place any more. */
const READER_SCROLLS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

export type TranscriptScrollOptions = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly content: RefObject<HTMLElement | null>;
  readonly rows: RefObject<VirtualizerHandle | null>;
  /** Changes with what is shown. */
  readonly version: unknown;
  readonly count: number;
  /** Grows and shrinks with the rows before the others: see `Conversation.front`. */
  readonly front: number;
  /** Where to open: a row, or -1 for the end. Counts when the first rows come. */
  readonly openAt: number;
  /** Called when the reader comes near to what was said earlier, and may be called often. */
  readonly onNearTop: () => void;
};

type Target = { readonly kind: 'end' } | { readonly kind: 'row'; readonly index: number } | null;

/**
 * Opens at a row or at the end, and stays at the end while rows come, are measured or grow, and while the composer
 * grows or the window shrinks. Scrolls by itself: the virtualiser's `scrollToIndex` holds its target for 150 ms more,
 * against a reader who scrolls away.
 */
export function useTranscriptScroll(options: TranscriptScrollOptions) {
  const { scroller, content, rows, version, count, front, openAt, onNearTop } = options;
  const [isAtEnd, setAtEnd] = useState(true);
  const target = useRef<Target>(null);
  const isOpened = useRef(false);
  const hasRows = count > 0;
  const lastTop = useRef(0);
  const lastFront = useRef(front);
  const readerActedAt = useRef(Number.NEGATIVE_INFINITY);

  const goToTarget = useCallback(() => {
    const element = scroller.current;
    if (element === null || target.current === null) return;
    if (target.current.kind === 'end') element.scrollTop = element.scrollHeight;
    else element.scrollTop = (rows.current?.getItemOffset(target.current.index) ?? 0) - ABOVE_UNREAD;
  }, [scroller, rows]);

  const isNearEnd = useCallback(() => {
    const element = scroller.current;
    return element !== null && element.scrollHeight - element.clientHeight - element.scrollTop < NEAR_END;
  }, [scroller]);

  /** Only a reader who scrolls up leaves the end: rows that are measured move it as well. */
  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null || !isOpened.current) return;
    const top = element.scrollTop;
    const isNear = isNearEnd();
    const isReaders = () => performance.now() - readerActedAt.current < READER_TIME;
    if (target.current?.kind !== 'row') {
      if (isNear) target.current = { kind: 'end' };
      else if (top < lastTop.current - (isReaders() ? 0 : element.clientHeight)) target.current = null;
    }
    lastTop.current = top;
    setAtEnd(isNear || target.current?.kind === 'end');
    if (top < NEAR_TOP) onNearTop();
  }, [scroller, isNearEnd, onNearTop]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new row is a reason to go to the target
  useLayoutEffect(() => {
    if (!isOpened.current && count > 0) {
      isOpened.current = true;
      target.current = openAt < 0 ? { kind: 'end' } : { kind: 'row', index: openAt };
    } else if (target.current?.kind === 'row') {
      target.current = { kind: 'row', index: target.current.index + front - lastFront.current };
    }
    lastFront.current = front;
    goToTarget();
    onScroll();
  }, [version, count, goToTarget, onScroll]);

  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (outer === null || inner === null) return;
    const observer = new ResizeObserver(() => {
      goToTarget();
      onScroll();
    });
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [scroller, content, goToTarget, onScroll]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || !hasRows) return;
    const noteReader = () => {
      readerActedAt.current = performance.now();
      leaveRow();
    };
    const leaveRow = () => {
      if (target.current?.kind === 'row') target.current = isNearEnd() ? { kind: 'end' } : null;
    };
    const timer = setTimeout(leaveRow, OPENING);
    for (const name of READER_SCROLLS) element.addEventListener(name, noteReader, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of READER_SCROLLS) element.removeEventListener(name, noteReader);
    };
  }, [scroller, isNearEnd, hasRows]);

  const goToEnd = useCallback(() => {
    target.current = { kind: 'end' };
    readerActedAt.current = Number.NEGATIVE_INFINITY;
    goToTarget();
  }, [goToTarget]);

  return { isAtEnd, onScroll, goToEnd };
}
