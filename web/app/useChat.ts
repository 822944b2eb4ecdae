import type { Chat } from '../apollo/chat.ts';
import { useDesk, useObservable } from '../session/DeskContext.ts';

/** The visitor's chat as the session knows it, else as it was when it ended; null when there is none. */
export function useChat(visitorId: string | null): Chat | null {
  const { directory, ended } = useDesk();
  const { chats } = useObservable(directory.book);
  useObservable(ended.list);
  if (visitorId === null) return null;
  return chats.get(visitorId) ?? ended.chatOf(visitorId);
}
