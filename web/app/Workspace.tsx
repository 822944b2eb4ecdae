import { useLingui } from '@lingui/react/macro';
import { useCallback, useState } from 'react';
import { useRoute } from 'wouter';
import type { Chat } from '../apollo/chat.ts';
import { AnswersHost } from '../features/answers/AnswersHost.tsx';
import { AbsenceBar } from '../features/connection-status/AbsenceBar.tsx';
import { ConnectionBar } from '../features/connection-status/ConnectionBar.tsx';
import { Inbox } from '../features/inbox/Inbox.tsx';
import { HoldBars } from '../features/transfer/HoldBar.tsx';
import { useTransferChoice } from '../features/transfer/useTransferChoice.ts';
import { visitorInPath } from '../lib/paths.ts';
import { useDesk, useObservable } from '../session/DeskContext.ts';
import { draggedChat } from '../session/draggedChat.ts';
import { defaultSettings, paneWidths } from '../settings/settings.ts';
import { settings } from '../settings/settingsStore.ts';
import { classNames } from '../ui/classNames.ts';
import { useAfterPaint } from '../ui/useAfterPaint.ts';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { ChatView } from './ChatView.tsx';
import { DetailsPane } from './DetailsPane.tsx';
import { Header } from './Header.tsx';
import { LateFirstSteps, LateStatusBar } from './LateParts.tsx';
import { Overlays } from './Overlays.tsx';
import { PaneSeparator } from './panes/PaneSeparator.tsx';
import { usePanes } from './panes/usePanes.ts';
import { useAgentSettings } from './useAgentSettings.ts';
import { useChat } from './useChat.ts';
import { useDetailsCommands } from './useDetailsCommands.ts';
import { useViewCommands } from './useViewCommands.ts';

/** Three panes: the chats, the conversation, the visitor with the departments. Narrow screens show one at a time. */
export function Workspace() {
  const { t } = useLingui();
  const [, route] = useRoute('/chats/:visitorId');
  const wantedVisitorId = visitorInPath(route?.visitorId);
  /** Its row is marked at once; the conversation, which takes longer to draw, comes with the next frame. */
  const openVisitorId = useAfterPaint(wantedVisitorId);
  const chat = useChat(openVisitorId);
  const isMine = useIsMine(chat);
  /** A visitor who has left can't be handed over. */
  const canTransfer = isMine && chat?.state !== 'CLOSING';
  const choice = useTransferChoice(canTransfer ? chat : null);
  const panes = usePanes();
  const [wantsDetails, setWantsDetails] = useState(false);
  const isDragging = useObservable(draggedChat) !== null;
  /** No room for a conversation beside the chats: Tailwind's `max-md`. */
  const isNarrow = useMediaQuery('not all and (min-width: 48rem)');
  const isListAlone = isNarrow && openVisitorId === null;
  const { stopChoosing } = choice;
  const hideDetails = useCallback(() => {
    setWantsDetails(false);
    stopChoosing();
  }, [stopChoosing]);
  const { chats, loaded } = useObservable(useDesk().directory.book);
  const isKnown = chats.has(openVisitorId ?? '');
  const showDetails = useCallback(() => setWantsDetails(true), []);
  const pane = useDetailsCommands(chat !== null, isKnown, showDetails);
  const isOpen = wantsDetails || choice.choosing !== null || isDragging;
  useAgentSettings();
  useViewCommands({
    isChatOpen: openVisitorId !== null,
    isWanted: isOpen,
    onShowDetails: showDetails,
    onHideDetails: hideDetails,
  });
  return (
    <div className="flex h-full flex-col">
      <Header />
      <ConnectionBar />
      <AbsenceBar />
      <LateStatusBar />
      <div
        ref={panes.grid}
        style={panes.style}
        className="relative grid min-h-0 flex-1 md:grid-cols-[var(--inbox)_minmax(0,1fr)] xl:grid-cols-[var(--inbox)_minmax(0,1fr)_var(--details)]"
      >
        <main className="contents">
          <div
            className={classNames(
              'relative min-h-0 border-line md:col-start-1 md:border-e',
              openVisitorId !== null && 'max-md:hidden',
              !panes.showsInbox && 'md:hidden',
            )}
          >
            <div className="flex h-full flex-col">
              <div className="min-h-0 flex-1">
                <Inbox openVisitorId={wantedVisitorId} />
              </div>
              {isListAlone && <HoldBars openVisitorId={null} />}
              <LateFirstSteps />
            </div>
            <PaneSeparator
              label={t`Width of the chats`}
              side="start"
              width={panes.inboxWidth}
              limits={paneWidths.inbox}
              onPreview={width => panes.preview('inbox', width)}
              onChange={inboxWidth => settings.change({ inboxWidth })}
              onReset={() => settings.change({ inboxWidth: defaultSettings.inboxWidth })}
              onHide={() => settings.change({ showsInbox: false })}
              className="max-md:hidden"
            />
          </div>
          <div
            className={classNames(
              'relative min-h-0 min-w-0 bg-sunken md:col-start-2',
              openVisitorId === null && 'max-md:hidden',
            )}
          >
            <div className="mx-auto flex h-full max-w-6xl flex-col bg-page short:overflow-y-auto">
              <ChatView
                visitorId={openVisitorId}
                chat={chat}
                showsHolds={!isListAlone}
                onShowDetails={showDetails}
                onTransfer={choice.choose}
              />
            </div>
          </div>
        </main>
        <DetailsPane
          chat={chat}
          isAwaited={openVisitorId !== null && chat === null && !loaded}
          canTransfer={canTransfer}
          choice={choice}
          panes={panes}
          pane={pane}
          isOpen={isOpen}
          onClose={hideDetails}
        />
      </div>
      <Overlays transfer={canTransfer ? choice.transfer : null} />
      <AnswersHost />
    </div>
  );
}

function useIsMine(chat: Chat | null): boolean {
  const desk = useDesk();
  useObservable(desk.presence.state);
  useObservable(desk.directory.book);
  return chat !== null && desk.directory.chatOf(chat.visitorId) !== null && desk.standingOf(chat) === 'mine';
}
