import { Plural, Trans, useLingui } from '@lingui/react/macro';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLocation } from 'wouter';
import type { Chat } from '../../apollo/chat.ts';
import { chatPath } from '../../lib/paths.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useStartServing } from '../../session/useServe.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { WaitSince } from '../../ui/WaitSince.tsx';
import { ChatFinder } from './ChatFinder.tsx';
import { ChatRow, type ChatRowProps, type RowStanding } from './ChatRow.tsx';
import { chatMatcher, isFiltering, NO_FILTER } from './chatFilter.ts';
import { openSections } from './chatLists.ts';
import { GapText } from './GapText.tsx';
import { InboxSection } from './InboxSection.tsx';
import { LeftBehind } from './LeftBehind.tsx';
import { ListenButton } from './ListenButton.tsx';
import { DIGITS, NthChat } from './NthChat.tsx';
import { ServeButton } from './ServeButton.tsx';
import { type Section, useChatLists } from './useChatLists.ts';
import { useHold } from './useHold.ts';
import { useInboxCommands } from './useInboxCommands.ts';

const standings: Readonly<Record<Section, RowStanding>> = {
  unserved: 'unserved',
  mine: 'mine',
  colleagues: 'colleague',
  ended: 'ended',
};

/** The left pane: who waits for somebody, who waits for me, whom colleagues serve, and what has ended today. */
export function Inbox({ openVisitorId }: { readonly openVisitorId: string | null }) {
  const { t } = useLingui();
  const { timeline } = useDesk();
  const [, navigate] = useLocation();
  const scroller = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { isHeld, handlers } = useHold();
  const [filter, setFilter] = useState(NO_FILTER);
  const { loaded, lists, ended, rows } = useChatLists(isHeld);
  const folded = useSetting('foldedLists');

  const wanted = useDeferredValue(filter);
  const isFiltered = isFiltering(wanted);
  const matches = useMemo(() => chatMatcher(wanted), [wanted]);
  const isShown = (chat: Chat) => matches(chat, timeline.conversation(chat.visitorId));
  const all = useMemo(() => [...openSections.flatMap(section => lists[section]), ...ended], [lists, ended]);
  const shownRows = (section: Section) =>
    isFiltered ? rows[section].filter(row => row.kind === 'chat' && isShown(row.chat)) : rows[section];
  const shown = {
    unserved: shownRows('unserved'),
    mine: shownRows('mine'),
    colleagues: shownRows('colleagues'),
    ended: shownRows('ended'),
  };
  // What is found is shown: a list stays folded only while nothing is looked for.
  const isFolded = (section: Section) => !isFiltered && folded.includes(section);
  const order = ([...openSections, 'ended'] as const).flatMap(section =>
    isFolded(section) ? [] : shown[section].flatMap(row => (row.kind === 'chat' ? row.visitorId : [])),
  );
  const found = isFiltered ? order.length : all.length;

  const { open, focusWanted } = useOpen(scroller, navigate);
  const startServing = useStartServing();
  const mineInOrder = shown.mine.filter(({ kind }) => kind === 'chat');
  useInboxCommands({
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

  const section = (which: Section, name: string, aside: ReactNode, empty: ReactNode) => ({
    id: which,
    name,
    aside,
    empty: isFiltered ? <Trans>None of these.</Trans> : empty,
    count: loaded || which === 'ended' ? (which === 'ended' ? ended : lists[which]).length : null,
    rows: shown[which],
    scroller,
    openVisitorId,
    gap: (visitorId: string) => <GapText visitorId={visitorId} />,
  });
  const fold = (which: Section) => ({
    isFolded: isFolded(which),
    onFold: () =>
      settings.change({
        foldedLists: folded.includes(which) ? folded.filter(one => one !== which) : [...folded, which],
      }),
  });
  const row =
    (which: Section, Action: ChatRowProps['Action'] = null) =>
    (chat: Chat, index: number) => (
      <ChatRow
        chat={chat}
        isOpen={chat.visitorId === openVisitorId}
        standing={standings[which]}
        soughtText={isFiltered ? wanted.text : ''}
        digit={which === 'mine' && index < DIGITS.length ? index + 1 : null}
        focusWanted={focusWanted}
        Action={Action}
      />
    );

  return (
    <nav
      ref={scroller}
      tabIndex={-1}
      aria-label={t`Chats`}
      className="thin-scroll h-full overflow-y-auto pb-4 outline-none [overflow-anchor:none]"
      {...handlers}
    >
      <ChatFinder
        field={field}
        filter={filter}
        onChange={setFilter}
        chats={all}
        found={found}
        onEnter={() => order[0] !== undefined && open(order[0])}
      />
      {isFiltered && found === 0 ? (
        <NothingFound text={wanted.text} onClear={() => setFilter(NO_FILTER)} />
      ) : (
        <>
          <InboxSection
            {...section(
              'unserved',
              t`Unserved`,
              <Longest since={lists.longest.unserved} />,
              loaded ? <Trans>Nobody is waiting.</Trans> : <Trans>Reading the chats…</Trans>,
            )}
          >
            {row('unserved', ServeButton)}
          </InboxSection>
          <InboxSection
            {...section(
              'mine',
              t`My chats`,
              <WaitsForMe count={lists.waitingForMe} since={lists.longest.mine} />,
              loaded ? <Trans>Serve a visitor to begin.</Trans> : <Trans>Reading the chats…</Trans>,
            )}
          >
            {row('mine')}
          </InboxSection>
          {rows.colleagues.length > 0 && (
            <InboxSection
              {...section(
                'colleagues',
                t`Served by colleagues`,
                <Longest since={lists.longest.colleagues} isBrief />,
                null,
              )}
              {...fold('colleagues')}
            >
              {row('colleagues', ListenButton)}
            </InboxSection>
          )}
          <LeftBehind isKnown={visitorId => all.some(chat => chat.visitorId === visitorId)} />
          {ended.length > 0 && (
            <InboxSection {...section('ended', t`Ended`, <Trans>today</Trans>, null)} {...fold('ended')}>
              {row('ended')}
            </InboxSection>
          )}
        </>
      )}
      {DIGITS.map(digit => (
        <NthChat key={digit} digit={digit} visitorId={mineInOrder[digit - 1]?.visitorId} open={open} />
      ))}
    </nav>
  );
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

function Longest({ since, isBrief = false }: { readonly since: number | null; readonly isBrief?: boolean }) {
  const ahead = useObservable(useDesk().serviceClock.ahead);
  if (since === null) return null;
  return isBrief ? (
    <WaitSince since={since - ahead} />
  ) : (
    <Trans>
      longest <WaitSince since={since - ahead} />
    </Trans>
  );
}

function WaitsForMe({ count, since }: { readonly count: number; readonly since: number | null }) {
  const ahead = useObservable(useDesk().serviceClock.ahead);
  if (count === 0 || since === null) return null;
  return (
    <>
      <Plural value={count} one="# waits for you" other="# wait for you" />
      {' · '}
      <WaitSince since={since - ahead} />
    </>
  );
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
