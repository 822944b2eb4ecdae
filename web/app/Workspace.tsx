import { useState } from 'react';
import { useRoute } from 'wouter';
import type { Chat } from '../apollo/chat.ts';
import { ConnectionBar } from '../features/connection-status/ConnectionBar.tsx';
import { Inbox } from '../features/inbox/Inbox.tsx';
import { DepartmentList } from '../features/transfer/DepartmentList.tsx';
import { useTransferChoice } from '../features/transfer/useTransferChoice.ts';
import { VisitorPanel } from '../features/visitor/VisitorPanel.tsx';
import { useDesk, useObservable } from '../session/DeskContext.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import { ChatView } from './ChatView.tsx';
import { Header } from './Header.tsx';
import { useChat } from './useChat.ts';

/** Three panes: the chats, the conversation, the visitor with the departments. Narrow screens show one at a time. */
export function Workspace() {
  const [, route] = useRoute('/chats/:visitorId');
  const openVisitorId = route?.visitorId === undefined ? null : decodeURIComponent(route.visitorId);
  const chat = useChat(openVisitorId);
  const isMine = useIsMine(chat);
  const choice = useTransferChoice(isMine ? chat : null);
  const [wantsDetails, setWantsDetails] = useState(false);
  const isShowingDetails = wantsDetails || choice.isChoosing;
  const hideDetails = () => {
    setWantsDetails(false);
    choice.stopChoosing();
  };
  return (
    <div className="flex h-full flex-col">
      <Header />
      <ConnectionBar />
      <div className="relative grid min-h-0 flex-1 md:grid-cols-[17rem_1fr] xl:grid-cols-[18.75rem_1fr_18.25rem]">
        <div
          className={classNames('min-h-0 border-e border-line', openVisitorId !== null && 'max-md:hidden')}
        >
          <Inbox openVisitorId={openVisitorId} />
        </div>
        <main
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
        </main>
        <aside
          aria-label="Visitor and departments"
          className={classNames(
            'thin-scroll flex min-h-0 flex-col gap-6 overflow-y-auto border-s border-line bg-page p-4',
            isShowingDetails
              ? 'max-xl:absolute max-xl:inset-y-0 max-xl:end-0 max-xl:z-30 max-xl:w-80 max-xl:max-w-full max-xl:shadow-xl'
              : 'max-xl:hidden',
          )}
        >
          {isShowingDetails && (
            <Button small onPress={hideDetails} className="self-end xl:hidden">
              Close
            </Button>
          )}
          {chat !== null && <VisitorPanel chat={chat} />}
          <DepartmentList chat={chat} isMine={isMine} choice={choice} />
        </aside>
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
