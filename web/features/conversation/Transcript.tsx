import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowDown } from 'lucide-react';
import { useCallback, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { OutboxItem } from '../../outbox/outboxItem.ts';
import { useConversationVersion, useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import type { Conversation } from '../../timeline/conversation.ts';
import { Button } from '../../ui/Button.tsx';
import { EARLIER_SLOT_HEIGHT, EarlierSlot } from './EarlierSlot.tsx';
import { EntryRow } from './EntryRow.tsx';
import { firstUnread } from './firstUnread.ts';
import { PendingRow } from './PendingRow.tsx';
import { transfersBehind } from './transfersBehind.ts';
import { useCopy } from './useCopy.ts';
import { useFreshRows } from './useFreshRows.ts';
import { usePrepended } from './usePrepended.ts';
import { useSeen } from './useSeen.ts';
import { useTranscriptScroll } from './useTranscriptScroll.ts';

export type TranscriptProps = {
  readonly visitorId: string;
  readonly name: string;
};

/** What was said, virtualised: opens at what is new, follows the end while the agent is there, and reads back. */
export function Transcript({ visitorId, name }: TranscriptProps) {
  const { t } = useLingui();
  const { timeline, outbox, earlier, transfers } = useDesk();
  const conversation = timeline.conversation(visitorId);
  const { version, length } = useConversationVersion(conversation);
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  const { shown: count, prepended } = usePrepended(conversation.front, length + pending.length);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const unread = useUnreadMark(visitorId, conversation);
  const earlierState = useObservable(earlier.stateOf(visitorId));
  const readEarlier = useCallback(() => void earlier.read(visitorId), [earlier, visitorId]);
  const readMore = useCallback(() => {
    if (earlierState.kind === 'more') readEarlier();
  }, [earlierState, readEarlier]);
  const { isAtEnd, onScroll, goToEnd } = useTranscriptScroll({
    scroller,
    content,
    rows: virtualizer,
    version,
    count,
    front: conversation.front,
    openAt: unread.index,
    onNearTop: readMore,
  });
  // Nothing of what is on the screen is let go.
  useLayoutEffect(() => conversation.keepWhole(), [conversation]);
  const see = useSeen(visitorId, conversation, scroller, version);
  const onCopy = useCopy(conversation);
  useOwnReply(pending, goToEnd);
  const backToEnd = () => {
    goToEnd();
    // The button that was pressed goes away: the focus must not go with it.
    scroller.current?.focus({ preventScroll: true });
  };
  const hasNews = useHasNews(visitorId, conversation);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version has new rows to show
  const rows = useMemo(() => ({ length: count }), [count, version]);
  const notes = useObservable(transfers.notes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may put them elsewhere
  const behind = useMemo(
    () =>
      transfersBehind(
        conversation,
        notes.filter(note => note.visitorId === visitorId),
      ),
    [conversation, notes, visitorId, version],
  );
  const fresh = useFreshRows(count, isAtEnd && prepended === 0);

  return (
    <div className="relative min-h-0 flex-1 bg-sunken short:min-h-32">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t`Conversation with ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area has to be reached by the keyboard
        tabIndex={0}
        onCopy={onCopy}
        className="thin-scroll flex h-full flex-col overflow-y-auto px-4 py-3 [overflow-anchor:none] focus-visible:-outline-offset-2 sm:px-5"
      >
        <div className="flex-1" />
        <EarlierSlot state={earlierState} isEmpty={count === 0} onRetry={readEarlier} />
        <div ref={content}>
          <Virtualizer
            ref={virtualizer}
            data={rows}
            scrollRef={scroller}
            startMargin={EARLIER_SLOT_HEIGHT}
            shift={prepended !== 0 && overflows(scroller.current)}
            keepMounted={fresh}
            onScroll={() => {
              onScroll();
              see();
            }}
          >
            {(_, index) => {
              const entry = conversation.at(index);
              const item = pending[index - length];
              if (entry !== undefined) {
                return (
                  <EntryRow
                    key={entry.id}
                    visitorId={visitorId}
                    entry={entry}
                    before={conversation.at(index - 1) ?? null}
                    after={conversation.at(index + 1) ?? null}
                    isFirstUnread={entry.id === unread.id}
                    transfers={behind.get(entry.id)}
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
          <Button look="quiet" onPress={backToEnd} className="shadow-md">
            {hasNews ? <Trans>New messages</Trans> : <Trans>To the end</Trans>}{' '}
            <ArrowDown aria-hidden="true" size={15} />
          </Button>
        </div>
      )}
    </div>
  );
}

/** Who answers wants to see the answer; a greeting, which goes out by itself, leaves the reader where they are. */
function useOwnReply(pending: readonly OutboxItem[], goToEnd: () => void): void {
  const last = pending.findLast(({ act }) => !(act.kind === 'message' && act.backoff))?.msgId ?? null;
  const before = useRef(last);
  useLayoutEffect(() => {
    if (last !== null && last !== before.current) goToEnd();
    before.current = last;
  }, [last, goToEnd]);
}

/** Whether the visitor has written what was not on the screen yet. */
function useHasNews(visitorId: string, conversation: Conversation): boolean {
  const lastSeen = useObservable(useDesk().seen.state).get(visitorId) ?? null;
  return lastSeen !== null && conversation.countVisitorMessagesAfter(lastSeen, 1) > 0;
}

type UnreadMark = {
  /** Where the transcript opens: the place of the first unread entry; -1 for the end. */
  readonly index: number;
  /** The entry that a line stands before; null where nothing was read before it. */
  readonly id: string | null;
};

const ALL_READ: UnreadMark = { index: -1, id: null };

/** What the agent had not seen when the chat was opened, or when its first logs came. */
function useUnreadMark(visitorId: string, conversation: Conversation): UnreadMark {
  const { seen } = useDesk();
  const me = useMe()?.id ?? null;
  const [mark, setMark] = useState<UnreadMark | null>(null);
  if (mark !== null) return mark;
  if (conversation.length === 0) return ALL_READ;
  const index = firstUnread(conversation, seen.lastSeen(visitorId), me);
  const found = {
    index,
    id:
      conversation.hasLetGo || followsMessage(conversation, index)
        ? (conversation.at(index)?.id ?? null)
        : null,
  };
  setMark(found);
  return found;
}

/**
 * Whether rows that come before the others have to be made up for by scrolling. Where all fits in the view nothing can
 * scroll, and virtua would wait for a scroll event to show other rows than before.
 */
function overflows(scroller: HTMLElement | null): boolean {
  return scroller !== null && scroller.scrollHeight > scroller.clientHeight;
}

function followsMessage(conversation: Conversation, index: number): boolean {
  for (let before = index - 1; before >= 0; before -= 1) {
    if (conversation.at(before)?.kind === 'message') return true;
  }
  return false;
}
