import { type CSSProperties, type RefObject, useMemo, useRef } from 'react';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';

export type Panes = {
  /** The element whose columns are the panes. */
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly style: CSSProperties & Readonly<Record<'--inbox' | '--details', string>>;
  readonly showsInbox: boolean;
  readonly showsDetails: boolean;
  readonly inboxWidth: number;
  readonly detailsWidth: number;
  /** Shows a width without keeping it: moving an edge draws no component anew. */
  readonly preview: (pane: 'inbox' | 'details', width: number) => void;
};

/** The widths of the side panes, and which of them stand beside the conversation. */
export function usePanes(): Panes {
  const grid = useRef<HTMLDivElement>(null);
  const [inboxWidth, detailsWidth] = [useSetting('inboxWidth'), useSetting('detailsWidth')];
  const [showsInbox, showsDetails] = [useSetting('showsInbox'), useSetting('showsDetails')];
  return useMemo(
    () => ({
      grid,
      style: {
        '--inbox': showsInbox ? columnOf(inboxWidth) : '0px',
        '--details': showsDetails ? columnOf(detailsWidth) : '0px',
      },
      showsInbox,
      showsDetails,
      inboxWidth,
      detailsWidth,
      preview: (pane, width) => grid.current?.style.setProperty(`--${pane}`, columnOf(width)),
    }),
    [showsInbox, showsDetails, inboxWidth, detailsWidth],
  );
}

/** Shows both side panes when both are hidden, else hides them. */
export function toggleSidePanes(): void {
  const { showsInbox, showsDetails } = settings.values.getSnapshot();
  const isAnyShown = showsInbox || showsDetails;
  settings.change({ showsInbox: !isAnyShown, showsDetails: !isAnyShown });
}

/** Whatever an agent chose on a wide screen leaves room for the conversation on a narrower one. */
function columnOf(width: number): string {
  return `min(${width}px, 36vw)`;
}
