import { Trans, useLingui } from '@lingui/react/macro';
import {
  memo,
  type RefObject,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useLocation } from 'wouter';
import { chatPath } from '../../lib/paths.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { useStartServing } from '../../session/useServe.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { ChatFinder } from './ChatFinder.tsx';
import { ChatSection } from './ChatSection.tsx';
import { type ChatFilter, chatMatcher, isFiltering, NO_FILTER } from './chatFilter.ts';
import type { ListRow } from './heldRows.ts';
import { LeftBehind } from './LeftBehind.tsx';
import { DIGITS, NthChat } from './NthChat.tsx';
import { type Inbox as InboxLists, type Section, sections, useChatLists } from './useChatLists.ts';
import { useHold } from './useHold.ts';
import { useInboxCommands } from './useInboxCommands.ts';

/** The left pane: who waits for somebody, who waits for me, whom colleagues serve, and what has ended today. */
export const Inbox = memo(function Inbox({ openVisitorId }: { readonly openVisitorId: string | null }) {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { isHeld, handlers } = useHold();
  const [filter, setFilter] = useState(NO_FILTER);
  const { loaded, lists, ended, rows } = useChatLists(isHeld);
  const folded = useSetting('foldedLists');

  const wanted = useDeferredValue(filter);
  const isFiltered = isFiltering(wanted);
  const shown = useMatching(rows, wanted);
  const all = useMemo(() => [...lists.all, ...ended], [lists.all, ended]);
  // What is found is shown: a list stays folded only while nothing is looked for.
  const isFolded = (section: Section) => !isFiltered && folded.includes(section);
  const rowsOf = (section: Section) => (isFolded(section) ? [] : shown[section]);
  const rowsAbove = (section: Section) =>
    sections.slice(0, sections.indexOf(section)).reduce((sum, above) => sum + rowsOf(above).length, 0);
  const chatsOf = (section: Section) => rowsOf(section).filter(({ kind }) => kind === 'chat');
  const order = () => sections.flatMap(chatsOf).map(({ visitorId }) => visitorId);
  const found = isFiltered ? sections.reduce((sum, section) => sum + rowsOf(section).length, 0) : all.length;
  const isNothingFound = isFiltered && found === 0;

  const { open, focusWanted } = useOpen(scroller, navigate);
  const startServing = useStartServing();
  const mineInOrder = shown.mine.filter(({ kind }) => kind === 'chat');
  useInboxCommands({
    hasChats: sections.some(section => rowsOf(section).some(({ kind }) => kind === 'chat')),
    order,
    openVisitorId,
    open,
    longestWaiting: lists.waitingForMe > 0 ? (lists.mine[0]?.visitorId ?? null) : null,
    oldestUnserved: lists.unserved[0]?.visitorId ?? null,
    serve: (visitorId, stays) => {
      startServing(visitorId);
      if (!stays) navigate(chatPath(visitorId));
    },
    find: () => {
      field.current?.focus();
      field.current?.select();
    },
  });

  const section = (which: Section) => ({
    section: which,
    isLoaded: loaded,
    count: loaded || which === 'ended' ? (which === 'ended' ? ended : lists[which]).length : null,
    longest: which === 'ended' ? null : lists.longest[which],
    waitingForMe: which === 'mine' ? lists.waitingForMe : 0,
    rows: shown[which],
    rowsAbove: rowsAbove(which),
    scroller,
    content,
    openVisitorId: holds(shown[which], openVisitorId) ? openVisitorId : null,
    soughtText: isFiltered ? wanted.text : null,
    isFolded: which === 'colleagues' || which === 'ended' ? isFolded(which) : null,
    focusWanted,
  });
  return (
    <nav
      ref={scroller}
      tabIndex={-1}
      aria-label={t`Chats`}
      className="thin-scroll h-full overflow-y-auto pb-4 outline-none [overflow-anchor:none]"
      {...handlers}
    >
      <div ref={content}>
        <ChatFinder
          field={field}
          filter={filter}
          onChange={setFilter}
          chats={all}
          found={found}
          onEnter={() => {
            const [first] = order();
            if (first !== undefined) open(first);
          }}
        />
        {isNothingFound && <NothingFound text={wanted.text} onClear={() => setFilter(NO_FILTER)} />}
        {/* Kept meanwhile: lists that were made anew would take frames to learn where they stand. */}
        <div hidden={isNothingFound}>
          <ChatSection {...section('unserved')} />
          <ChatSection {...section('mine')} />
          {rows.colleagues.length > 0 && <ChatSection {...section('colleagues')} />}
          <LeftBehind isKnown={visitorId => all.some(chat => chat.visitorId === visitorId)} />
          {ended.length > 0 && <ChatSection {...section('ended')} />}
        </div>
        {DIGITS.map(digit => (
          <NthChat key={digit} digit={digit} visitorId={mineInOrder[digit - 1]?.visitorId} open={open} />
        ))}
      </div>
    </nav>
  );
});

/** The rows that the filter leaves; what is said meanwhile counts. */
function useMatching(rows: InboxLists['rows'], filter: ChatFilter): InboxLists['rows'] {
  const { timeline } = useDesk();
  const isOn = isFiltering(filter);
  const version = useSyncExternalStore(timeline.subscribe, isOn ? timeline.getSnapshot : neverNew);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the timeline holds
  return useMemo(() => {
    if (!isOn) return rows;
    const matches = chatMatcher(filter);
    const matching = (section: Section) =>
      rows[section].filter(
        row => row.kind === 'chat' && matches(row.chat, timeline.conversation(row.visitorId)),
      );
    return {
      unserved: matching('unserved'),
      mine: matching('mine'),
      colleagues: matching('colleagues'),
      ended: matching('ended'),
    };
  }, [rows, filter, isOn, timeline, version]);
}

const neverNew = () => 0;

function holds(rows: readonly ListRow[], visitorId: string | null): boolean {
  return visitorId !== null && rows.some(row => row.visitorId === visitorId);
}

/** Opens a chat from a key, and puts the focus on its row once that is there. */
function useOpen(list: RefObject<HTMLElement | null>, navigate: (path: string) => void) {
  const focusWanted = useRef<string | null>(null);
  const open = useCallback(
    (visitorId: string) => {
      focusWanted.current = visitorId;
      // A focus that is nowhere would be taken by the composer of the chat.
      list.current?.focus({ preventScroll: true });
      navigate(chatPath(visitorId));
    },
    [list, navigate],
  );
  return { open, focusWanted };
}

function NothingFound({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-8 text-center text-soft">
      <p className="max-w-full [overflow-wrap:anywhere]">
        {text.trim() === '' ? (
          <Trans>No chat is like that now.</Trans>
        ) : (
          <Trans>
            No chat has “<bdi>{text}</bdi>” in it.
          </Trans>
        )}
      </p>
      <Button onPress={onClear}>
        <Trans>Show all chats</Trans>
      </Button>
    </div>
  );
}
