import { ArrowDown } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Virtualizer } from 'virtua';
import { useConversationVersion, useDesk } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { EntryRow } from './EntryRow.tsx';
import { PendingRow } from './PendingRow.tsx';

/** How far from the end (px) still counts as being at the end. */
const NEAR_END = 48;

export type TranscriptProps = {
  readonly visitorId: string;
  readonly name: string;
};

/** What was said, virtualised: follows the end while the agent is there, and stays put while they read back. */
export function Transcript({ visitorId, name }: TranscriptProps) {
  const { timeline, outbox } = useDesk();
  const conversation = timeline.conversation(visitorId);
  const { version, length } = useConversationVersion(conversation);
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  const count = length + pending.length;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isAtEnd, onScroll, goToEnd } = useFollowEnd(scroller, content, version);
  const [countAtEnd, setCountAtEnd] = useState(count);
  if (isAtEnd && countAtEnd !== count) setCountAtEnd(count);
  const unreadFrom = useUnreadMark(visitorId);
  useSeen(visitorId, isAtEnd, version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version has new rows to show
  const rows = useMemo(() => ({ length: count }), [count, version]);

  return (
    <div className="relative min-h-0 flex-1 bg-sunken">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={`Conversation with ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area has to be reached by the keyboard
        tabIndex={0}
        className="thin-scroll flex h-full flex-col overflow-y-auto px-4 py-3 [overflow-anchor:none] focus-visible:-outline-offset-2 sm:px-5"
      >
        <div className="flex-1" />
        {count === 0 && <p className="py-4 text-center text-small text-faint">Nothing has been said yet.</p>}
        <div ref={content}>
          <Virtualizer data={rows} scrollRef={scroller} onScroll={onScroll}>
            {(_, index) => {
              const entry = conversation.at(index);
              const item = pending[index - length];
              if (entry !== undefined && entry !== null) {
                return (
                  <EntryRow
                    key={entry.id}
                    visitorId={visitorId}
                    entry={entry}
                    before={conversation.at(index - 1) ?? null}
                    after={conversation.at(index + 1) ?? null}
                    isFirstUnread={entry.id === unreadFrom}
                  />
                );
              }
              return item === undefined ? <div key={index} /> : <PendingRow key={item.msgId} item={item} />;
            }}
          </Virtualizer>
        </div>
      </div>
      {!isAtEnd && (
        <div className="absolute inset-x-0 bottom-3 flex justify-center">
          <Button look="quiet" onPress={goToEnd} className="shadow-md">
            {count > countAtEnd ? 'New messages' : 'To the end'} <ArrowDown aria-hidden="true" size={15} />
          </Button>
        </div>
      )}
    </div>
  );
}

type Element = React.RefObject<HTMLElement | null>;

/**
 * Stays at the end while rows come, are measured or grow, and while the composer grows or the window shrinks. Scrolls
 * by itself: the virtualiser's `scrollToIndex` holds its target for 150 ms more, against a reader who scrolls away.
 */
function useFollowEnd(scroller: Element, content: Element, version: number) {
  const [isAtEnd, setAtEnd] = useState(true);
  const wantsEnd = useRef(true);
  const lastTop = useRef(0);
  const goToEnd = useCallback(() => {
    wantsEnd.current = true;
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (outer === null || inner === null) return;
    const observer = new ResizeObserver(() => wantsEnd.current && goToEnd());
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [scroller, content, goToEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new row is a reason to go to the end
  useLayoutEffect(() => {
    if (wantsEnd.current) goToEnd();
  }, [version, goToEnd]);

  /** Only who scrolls up leaves the end: rows that grow put it further away as well. */
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const top = element.scrollTop;
    const isNear = element.scrollHeight - element.clientHeight - top < NEAR_END;
    if (isNear || top < lastTop.current) wantsEnd.current = isNear;
    lastTop.current = top;
    setAtEnd(wantsEnd.current);
  };
  return { isAtEnd, onScroll, goToEnd };
}

/** The first entry that the agent had not seen when the chat was opened: a line stands before it. */
function useUnreadMark(visitorId: string): string | null {
  const { seen, timeline } = useDesk();
  const [mark] = useState(() => {
    const conversation = timeline.conversation(visitorId);
    const lastSeen = seen.lastSeen(visitorId);
    if (lastSeen === null || !conversation.has(lastSeen)) return null;
    for (let index = conversation.length - 1; index >= 0; index -= 1) {
      if (conversation.at(index)?.id === lastSeen) return conversation.at(index + 1)?.id ?? null;
    }
    return null;
  });
  return mark;
}

/** What is on the screen at the end of the conversation has been seen, while the window has the agent's attention. */
function useSeen(visitorId: string, isAtEnd: boolean, version: number): void {
  const { seen, timeline } = useDesk();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version has a new last entry
  useEffect(() => {
    const see = () => {
      const last = timeline.conversation(visitorId).last()?.id;
      if (isAtEnd && last !== undefined && document.visibilityState === 'visible') seen.see(visitorId, last);
    };
    see();
    addEventListener('focus', see);
    return () => removeEventListener('focus', see);
  }, [visitorId, isAtEnd, version, seen, timeline]);
}
