import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import type { EndedChat } from '../../session/endedChats.ts';
import { type ChatLists, listChats, type OpenSection, openSections } from './chatLists.ts';
import { chatRows, heldRows, type ListRow } from './heldRows.ts';

export type Section = OpenSection | 'ended';

export type Inbox = {
  readonly loaded: boolean;
  /** All of them, in order. */
  readonly lists: ChatLists;
  readonly ended: readonly Chat[];
  /** The rows as they stand on the screen. */
  readonly rows: Readonly<Record<Section, readonly ListRow[]>>;
};

type Order = Readonly<Record<OpenSection, readonly string[]>>;

/** The agent's chats in order; while `isHeld`, rows do not move under the pointer or the keyboard. */
export function useChatLists(isHeld: boolean): Inbox {
  const { directory, timeline, ended } = useDesk();
  const book = useObservable(directory.book);
  const me = useMe()?.id ?? null;
  const version = useSyncExternalStore(timeline.subscribe, timeline.getSnapshot);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the timeline holds
  const lists = useMemo(() => listChats(book, me, timeline), [book, me, timeline, version]);
  const past = useEnded(useObservable(ended.list), lists);
  const orderNow = useCallback(
    (): Order => ({
      unserved: idsOf(lists.unserved),
      mine: idsOf(lists.mine),
      colleagues: idsOf(lists.colleagues),
    }),
    [lists],
  );
  const [order, setOrder] = useState<Order | null>(null);
  if (isHeld && order === null) setOrder(orderNow());
  if (!isHeld && order !== null) setOrder(null);

  const rows = useMemo(() => {
    const rowsOf = (section: OpenSection) =>
      order === null ? chatRows(lists[section]) : heldRows(order[section], lists[section]);
    const [unserved, mine, colleagues] = openSections.map(rowsOf);
    return {
      unserved: unserved ?? [],
      mine: mine ?? [],
      colleagues: colleagues ?? [],
      ended: chatRows(past),
    };
  }, [lists, order, past]);
  return { loaded: book.loaded, lists, ended: past, rows };
}

/** What has ended and is nowhere else on the list: a visitor who came back is. */
function useEnded(list: readonly EndedChat[], lists: ChatLists): readonly Chat[] {
  return useMemo(() => {
    const going = new Set(openSections.flatMap(section => idsOf(lists[section])));
    return list.map(({ chat }) => chat).filter(({ visitorId }) => !going.has(visitorId));
  }, [list, lists]);
}

function idsOf(chats: readonly Chat[]): readonly string[] {
  return chats.map(({ visitorId }) => visitorId);
}
