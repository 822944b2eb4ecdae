import { type PointerEvent, useRef } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { clampWidth, keyedWidth, movedWidth, type PaneLimits, type PaneSide } from './paneWidth.ts';

export type PaneSeparatorProps = {
  readonly label: string;
  readonly side: PaneSide;
  /** px */
  readonly width: number;
  readonly limits: PaneLimits;
  /** While the edge is moved, before it is let go. */
  readonly onPreview: (width: number) => void;
  readonly onChange: (width: number) => void;
  readonly onReset: () => void;
  readonly onHide: () => void;
  readonly className: string;
};

/** The edge between a side pane and the conversation: dragged, or moved by arrow keys; Enter hides the pane. */
export function PaneSeparator(props: PaneSeparatorProps) {
  const { label, side, width, limits, onChange, onReset, onHide, className } = props;
  const drag = useDrag(props);
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr can't be moved
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      tabIndex={0}
      {...drag}
      onDoubleClick={onReset}
      onKeyDown={event => {
        if (event.key === 'Enter') return onHide();
        const next = keyedWidth(event.key, width, limits, side, isRightToLeft());
        if (next === null) return;
        event.preventDefault();
        onChange(next);
      }}
      className={classNames(
        'group absolute inset-y-0 z-20 w-2 cursor-col-resize touch-none outline-none pointer-coarse:w-6',
        side === 'start' ? '-end-1 pointer-coarse:-end-3' : '-start-1 pointer-coarse:-start-3',
        className,
      )}
    >
      <span
        aria-hidden="true"
        className="mx-auto block h-full w-0.5 group-hover:bg-accent group-focus-visible:bg-accent group-active:bg-accent forced-colors:group-hover:bg-[Highlight] forced-colors:group-focus-visible:bg-[Highlight]"
      />
    </div>
  );
}

/** Follows the pointer from press to release; a press that is cancelled leaves the pane as it was. */
function useDrag({ side, width, limits, onPreview, onChange }: PaneSeparatorProps) {
  const begun = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const widthAt = (event: PointerEvent): number | null => {
    if (begun.current === null) return null;
    const by = event.clientX - begun.current.x;
    return clampWidth(movedWidth(begun.current.width, by, side, isRightToLeft()), limits);
  };
  const end = (event: PointerEvent, isKept: boolean) => {
    const at = widthAt(event);
    if (begun.current === null || at === null) return;
    const before = begun.current.width;
    begun.current = null;
    if (!isKept) onPreview(before);
    else if (at !== before) onChange(at);
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      begun.current = { x: event.clientX, width };
    },
    onPointerMove: (event: PointerEvent) => {
      const at = widthAt(event);
      if (at !== null) onPreview(at);
    },
    onPointerUp: (event: PointerEvent) => end(event, true),
    onPointerCancel: (event: PointerEvent) => end(event, false),
  };
}

function isRightToLeft(): boolean {
  return document.documentElement.dir === 'rtl';
}
