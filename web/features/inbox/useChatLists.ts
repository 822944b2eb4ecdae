import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import type { EndedChat } from '../../session/endedChats.ts';
import { ChatLister, type ChatLists, type OpenSection, openSections } from './chatLists.ts';
import { chatRows, heldRows, type ListRow } from './heldRows.ts';

/** All lists, in the order in which they stand. */
export const sections = [...openSections, 'ended'] as const;
export type Section = (typeof sections)[number];

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
  const lister = useMemo(() => new ChatLister(timeline), [timeline]);
  const lists = useSyncExternalStore(timeline.subscribe, () => lister.list(book, me));
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

  const unserved = useRows(lists.unserved, order?.unserved ?? null);
  const mine = useRows(lists.mine, order?.mine ?? null);
  const colleagues = useRows(lists.colleagues, order?.colleagues ?? null);
  const before = useRows(past, null);
  const rows = useMemo(
    () => ({ unserved, mine, colleagues, ended: before }),
    [unserved, mine, colleagues, before],
  );
  return { loaded: book.loaded, lists, ended: past, rows };
}

function useRows(chats: readonly Chat[], held: readonly string[] | null): readonly ListRow[] {
  return useMemo(() => (held === null ? chatRows(chats) : heldRows(held, chats)), [chats, held]);
}

/** What has ended and is nowhere else on the list: a visitor who came back is. */
function useEnded(list: readonly EndedChat[], { all }: ChatLists): readonly Chat[] {
  return useMemo(() => {
    const going = new Set(list.length === 0 ? [] : idsOf(all));
    return list.map(({ chat }) => chat).filter(({ visitorId }) => !going.has(visitorId));
  }, [list, all]);
}

function idsOf(chats: readonly Chat[]): readonly string[] {
  return chats.map(({ visitorId }) => visitorId);
}
