import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
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
  const list = useRef<VirtualizerHandle>(null);
  const { isAtEnd, onScroll, goToEnd } = useFollowEnd(list, count, version);
  const unreadFrom = useUnreadMark(visitorId);
  useSeen(visitorId, isAtEnd, version);
  useKeepEndOnResize(scroller, isAtEnd, goToEnd);
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
        <Virtualizer ref={list} data={rows} scrollRef={scroller} onScroll={onScroll}>
          {(_, index) => {
            const entry = conversation.at(index);
            const item = pending[index - length];
            if (entry !== undefined && entry !== null) {
              return (
                <EntryRow
                  key={entry.id}
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
      {!isAtEnd && (
        <div className="absolute inset-x-0 bottom-3 flex justify-center">
          <Button look="quiet" onPress={goToEnd} className="shadow-md">
            New messages <ArrowDown aria-hidden="true" size={15} />
          </Button>
        </div>
      )}
    </div>
  );
}

function useFollowEnd(list: React.RefObject<VirtualizerHandle | null>, count: number, version: number) {
  const [isAtEnd, setAtEnd] = useState(true);
  const goToEnd = useMemo(
    () => () => list.current?.scrollToIndex(Number.MAX_SAFE_INTEGER, { align: 'end' }),
    [list],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new row is a reason to go to the end
  useLayoutEffect(() => {
    if (isAtEnd && count > 0) list.current?.scrollToIndex(count - 1, { align: 'end' });
  }, [count, version]);
  const onScroll = (offset: number) => {
    const handle = list.current;
    if (handle !== null) setAtEnd(handle.scrollSize - handle.viewportSize - offset < NEAR_END);
  };
  return { isAtEnd, onScroll, goToEnd };
}

/** The end stays in view when the composer grows or the window shrinks. */
function useKeepEndOnResize(
  scroller: React.RefObject<HTMLElement | null>,
  isAtEnd: boolean,
  goToEnd: () => void,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isAtEnd) return;
    const observer = new ResizeObserver(goToEnd);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, isAtEnd, goToEnd]);
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
