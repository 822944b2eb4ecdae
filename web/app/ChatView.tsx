import { Trans, useLingui } from '@lingui/react/macro';
import { memo, type ReactNode, useSyncExternalStore } from 'react';
import type { Chat, Standing } from '../apollo/chat.ts';
import { ComposerPlace, preloadComposer } from '../features/composer/ComposerPlace.tsx';
import { ServeBar } from '../features/composer/ServeBar.tsx';
import { ConversationPane } from '../features/conversation/ConversationPane.tsx';
import { ListenBar } from '../features/conversation/ListenBar.tsx';
import { Transcript } from '../features/conversation/Transcript.tsx';
import { StudioHost } from '../features/structured-messages/StudioHost.tsx';
import { ChatDragHandle } from '../features/transfer/ChatDragHandle.tsx';
import { HoldBars } from '../features/transfer/HoldBar.tsx';
import { LeftDraft } from '../features/transfer/LeftDraft.tsx';
import { assertNever } from '../lib/assertNever.ts';
import { useDesk, useObservable } from '../session/DeskContext.ts';
import { useOnceListed } from '../session/useOnceListed.ts';
import { openStudio } from '../structured/studioRequest.ts';

export type ChatViewProps = {
  readonly visitorId: string | null;
  readonly chat: Chat | null;
  /** Whether hand-overs that can be taken back stand here, and not elsewhere. */
  readonly showsHolds: boolean;
  readonly onShowDetails: () => void;
  readonly onTransfer: () => void;
};

/** The open chat, or why there is none to show. */
export const ChatView = memo(function ChatView(props: ChatViewProps) {
  const { visitorId, chat, showsHolds, onShowDetails, onTransfer } = props;
  const desk = useDesk();
  useOnceListed(preloadComposer);
  const { loaded, chats } = useObservable(desk.directory.book);
  const { me } = useObservable(desk.presence.state);
  const unsent = useSyncExternalStore(desk.outbox.subscribe, () => desk.outbox.getSnapshot(visitorId ?? ''));
  const notice = showsHolds && <HoldBars openVisitorId={visitorId} />;
  if (visitorId === null)
    return (
      <Hint notice={notice}>
        <Trans>Choose a chat, or serve a visitor who waits.</Trans>
      </Hint>
    );
  if (chat === null && loaded && unsent.length > 0) return <LeftBehind visitorId={visitorId} />;
  if (chat === null) {
    return (
      <Hint notice={notice}>
        {loaded ? <Trans>This chat has ended.</Trans> : <Trans>Reading the chats…</Trans>}
      </Hint>
    );
  }
  const isKnown = chats.has(visitorId);
  const standing: Standing = isKnown ? desk.standingOf(chat) : 'ended';
  /** A visitor who has left can't be handed over. */
  const canTransfer = standing === 'mine' && chat.state !== 'CLOSING';
  return (
    <ConversationPane
      chat={chat}
      isMine={standing === 'mine'}
      notice={notice}
      dragHandle={canTransfer && <ChatDragHandle chat={chat} />}
      onShowDetails={onShowDetails}
      onTransfer={onTransfer}
    >
      {standing !== 'mine' && <LeftDraft visitorId={visitorId} />}
      {me === null && isKnown ? (
        <Note>
          <Trans>Connecting…</Trans>
        </Note>
      ) : (
        <Foot chat={chat} standing={standing} />
      )}
    </ConversationPane>
  );
});

function Foot({ chat, standing }: { readonly chat: Chat; readonly standing: Standing }) {
  const { name } = chat;
  switch (standing) {
    case 'mine':
      return (
        <>
          {chat.state === 'CLOSING' && (
            <Note>
              <Trans>
                <bdi>{name}</bdi> has left. What you send may not be read.
              </Trans>
            </Note>
          )}
          <ComposerPlace chat={chat} onStructured={message => openStudio(chat.visitorId, message)} />
          <StudioHost key={`studio ${chat.visitorId}`} chat={chat} />
        </>
      );
    case 'unserved':
      return <ServeBar key={chat.visitorId} chat={chat} />;
    case 'colleague':
      return <ListenBar key={chat.visitorId} chat={chat} />;
    case 'ended':
      return (
        <Note>
          <Trans>This chat has ended. You can still read it here.</Trans>
        </Note>
      );
    default:
      return assertNever(standing);
  }
}

/** What was not sent to a visitor who has left. */
function LeftBehind({ visitorId }: { readonly visitorId: string }) {
  const { t } = useLingui();
  return (
    <>
      <Transcript key={visitorId} visitorId={visitorId} name={t`a visitor who has left`} />
      <Note>
        <Trans>This chat has ended. What was not sent stands above, until you discard it.</Trans>
      </Note>
    </>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className="border-t border-line px-5 py-4 text-center text-soft">{children}</p>;
}

function Hint({ children, notice }: { readonly children: ReactNode; readonly notice: ReactNode }) {
  return (
    <>
      <div className="flex flex-1 items-center justify-center bg-sunken p-6 text-center text-faint">
        <p>{children}</p>
      </div>
      {notice}
    </>
  );
}
