import { useLingui } from '@lingui/react/macro';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import type { Chat } from '../../apollo/chat.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { classNames } from '../../ui/classNames.ts';
import type { ListRow } from './heldRows.ts';

/** px; every row is as high, so that a list of thousands needs no measuring. */
const rowHeights = { comfortable: 60, compact: 48 } as const;

export type InboxSectionProps = {
  readonly id: string;
  readonly name: string;
  /** How many; null while nobody knows. */
  readonly count: number | null;
  /** What stands at the end of the heading, such as the longest wait. */
  readonly aside: ReactNode;
  readonly rows: readonly ListRow[];
  readonly scroller: RefObject<HTMLElement | null>;
  /** All that is scrolled. */
  readonly content: RefObject<HTMLElement | null>;
  /** How many rows stand above the list, in other lists. */
  readonly rowsAbove: number;
  readonly openVisitorId: string | null;
  /** What is said while there is no row. */
  readonly empty: ReactNode;
  readonly children: (chat: Chat, index: number) => ReactNode;
  /** What stands in the place of a chat that left while the order is held. */
  readonly gap: (visitorId: string) => ReactNode;
  /** Folded to its heading; undefined for a section that can't be. */
  readonly isFolded?: boolean;
  readonly onFold?: () => void;
};

/** One list of the inbox under its heading. Only the rows in view are in the page, and the open chat's. */
export function InboxSection(props: InboxSectionProps) {
  const {
    id,
    rows,
    rowsAbove,
    scroller,
    content,
    openVisitorId,
    empty,
    children,
    gap,
    isFolded = false,
  } = props;
  const list = useRef<HTMLDivElement>(null);
  const rowHeight = rowHeights[useSetting('density')];
  const startMargin = useOffset(list, content, rowsAbove);
  const open = openVisitorId === null ? -1 : rows.findIndex(({ visitorId }) => visitorId === openVisitorId);
  return (
    <section aria-labelledby={id}>
      <Heading {...props} />
      {!isFolded && rows.length === 0 && <p className="px-4 py-2 text-small text-faint">{empty}</p>}
      {/* A list that still scrolls would let no press through, and a click behind the wheel would be lost. */}
      <div ref={list} className="[&>ul]:!pointer-events-auto">
        {!isFolded && (
          <Virtualizer
            as="ul"
            item="li"
            data={rows}
            scrollRef={scroller}
            startMargin={startMargin}
            itemSize={rowHeight}
            keepMounted={open === -1 ? [] : [open]}
          >
            {(row, index) => (
              <div key={row.visitorId} className="h-15 compact:h-12">
                {row.kind === 'chat' ? (
                  children(row.chat, index)
                ) : (
                  <p className="flex h-full items-center truncate px-4 text-small text-faint">
                    {gap(row.visitorId)}
                  </p>
                )}
              </div>
            )}
          </Virtualizer>
        )}
      </div>
    </section>
  );
}

/** The count is no part of the region's name, so that the name stays the same as chats come and go. */
function Heading({ id, name, count, aside, isFolded, onFold }: InboxSectionProps) {
  const { i18n } = useLingui();
  const title = (
    <>
      <span id={id}>{name}</span>
      {count !== null && ` · ${i18n.number(count)}`}
    </>
  );
  return (
    <div className="flex h-9 items-center justify-between gap-2 px-4 pt-2 text-small text-soft">
      <h2 className="shrink-0 font-semibold">
        {onFold === undefined ? (
          title
        ) : (
          <button
            type="button"
            aria-expanded={isFolded !== true}
            onClick={onFold}
            className="-mx-1 flex min-h-6 items-center gap-1 rounded px-1 hover:bg-hover"
          >
            <span>{title}</span>
            <ChevronDown
              aria-hidden="true"
              size={14}
              className={classNames(isFolded === true && '-rotate-90 rtl:rotate-90')}
            />
          </button>
        )}
      </h2>
      <span className="truncate text-faint tabular-nums">{aside}</span>
    </div>
  );
}

/**
 * How far below the beginning of the scrolled content an element stands, px. It is measured in the course of the frame
 * in which something above it changed: asked for at once, it would make the browser lay the page out twice.
 */
function useOffset(
  element: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  rowsAbove: number,
): number {
  const [offset, setOffset] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows go from list to list, and the height stays as it was
  useEffect(() => {
    const [inner, outer] = [element.current, content.current];
    if (inner === null || outer === null) return;
    const observer = new ResizeObserver(() => {
      // Not shown at all, as while nothing is found: it will stand where it stood.
      if (inner.getClientRects().length === 0) return;
      const top = inner.getBoundingClientRect().top - outer.getBoundingClientRect().top;
      setOffset(before => (Math.abs(top - before) >= 1 ? top : before));
    });
    observer.observe(outer);
    return () => observer.disconnect();
  }, [element, content, rowsAbove]);
  return offset;
}
