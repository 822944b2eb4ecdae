import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import { type ChatLists, holdOrder, listChats } from './chatLists.ts';

export type HeldChatLists = ChatLists & {
  readonly loaded: boolean;
  /** From now on rows stay where they are: somebody points at them. */
  readonly hold: () => void;
  readonly release: () => void;
};

/** The agent's chats in order; while held, rows do not move under the pointer or the keyboard. */
export function useChatLists(): HeldChatLists {
  const { directory, timeline } = useDesk();
  const book = useObservable(directory.book);
  const me = useMe()?.id ?? null;
  const version = useSyncExternalStore(timeline.subscribe, timeline.getSnapshot);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the timeline holds
  const sorted = useMemo(() => listChats(book, me, timeline), [book, me, timeline, version]);
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const lists = order === null ? sorted : { ...sorted, ...holdOrder(order, sorted) };

  const hold = useCallback(() => {
    const now = listChats(directory.book.getSnapshot(), me, timeline);
    setOrder(held => held ?? [...now.unserved, ...now.mine].map(chat => chat.visitorId));
  }, [directory, me, timeline]);
  const release = useCallback(() => setOrder(null), []);

  return { ...lists, loaded: book.loaded, hold, release };
}
