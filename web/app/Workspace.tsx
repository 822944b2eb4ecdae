import { useState } from 'react';
import { useRoute } from 'wouter';
import type { Chat } from '../apollo/chat.ts';
import { ConnectionBar } from '../features/connection-status/ConnectionBar.tsx';
import { Inbox } from '../features/inbox/Inbox.tsx';
import { useTransferChoice } from '../features/transfer/useTransferChoice.ts';
import { visitorInPath } from '../lib/paths.ts';
import { useDesk, useObservable } from '../session/DeskContext.ts';
import { classNames } from '../ui/classNames.ts';
import { ChatView } from './ChatView.tsx';
import { DetailsPane } from './DetailsPane.tsx';
import { Header } from './Header.tsx';
import { useChat } from './useChat.ts';

/** Three panes: the chats, the conversation, the visitor with the departments. Narrow screens show one at a time. */
export function Workspace() {
  const [, route] = useRoute('/chats/:visitorId');
  const openVisitorId = visitorInPath(route?.visitorId);
  const chat = useChat(openVisitorId);
  const isMine = useIsMine(chat);
  /** A visitor who has left can't be handed over. */
  const canTransfer = isMine && chat?.state !== 'CLOSING';
  const choice = useTransferChoice(canTransfer ? chat : null);
  const [wantsDetails, setWantsDetails] = useState(false);
  const hideDetails = () => {
    setWantsDetails(false);
    choice.stopChoosing();
  };
  return (
    <div className="flex h-full flex-col">
      <Header />
      <ConnectionBar />
      <div className="relative grid min-h-0 flex-1 md:grid-cols-[17rem_1fr] xl:grid-cols-[18.75rem_1fr_18.25rem]">
        <main className="contents">
          <div
            className={classNames(
              'min-h-0 border-line md:border-e',
              openVisitorId !== null && 'max-md:hidden',
            )}
          >
            <Inbox openVisitorId={openVisitorId} />
          </div>
          <div
            className={classNames(
              'relative flex min-h-0 min-w-0 flex-col',
              openVisitorId === null && 'max-md:hidden',
            )}
          >
            <ChatView
              visitorId={openVisitorId}
              chat={chat}
              onShowDetails={() => setWantsDetails(true)}
              onTransfer={choice.choose}
            />
          </div>
        </main>
        <DetailsPane
          chat={chat}
          canTransfer={canTransfer}
          choice={choice}
          isOpen={wantsDetails || choice.isChoosing}
          onClose={hideDetails}
        />
      </div>
    </div>
  );
}

function useIsMine(chat: Chat | null): boolean {
  const desk = useDesk();
  useObservable(desk.presence.state);
  useObservable(desk.directory.book);
  return chat !== null && desk.directory.chatOf(chat.visitorId) !== null && desk.standingOf(chat) === 'mine';
}
