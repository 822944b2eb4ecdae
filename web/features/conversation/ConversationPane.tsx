import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowLeft, ArrowRightLeft, LogOut, PanelRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Chat } from '../../apollo/chat.ts';
import { useCommand } from '../../commands/useCommand.ts';
import { chatDragProps } from '../../session/chatDragProps.ts';
import { useConversationVersion, useDesk, useObservable } from '../../session/DeskContext.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { WaitClock } from '../../ui/WaitClock.tsx';
import { NewMessageAnnouncer } from './NewMessageAnnouncer.tsx';
import { Transcript } from './Transcript.tsx';

export type ConversationPaneProps = {
  readonly chat: Chat;
  readonly isMine: boolean;
  /** What stands below the transcript: the composer, the way to serve, or why neither is there. */
  readonly children: ReactNode;
  /** Stands between the transcript and the composer, such as what can still be undone. */
  readonly notice: ReactNode;
  /** Drags the chat by keyboard; nothing where it can't be handed over. */
  readonly dragHandle: ReactNode;
  /** Opens the visitor and the departments where there is no room for them beside. */
  readonly onShowDetails: () => void;
  /** Lets the agent choose a department. */
  readonly onTransfer: () => void;
};

/** The middle pane: with whom, what was said, and where to answer. */
export function ConversationPane({
  chat,
  isMine,
  children,
  notice,
  dragHandle,
  onShowDetails,
  onTransfer,
}: ConversationPaneProps) {
  const { t } = useLingui();
  const { holds } = useDesk();
  const leave = () =>
    holds.start({ visitorId: chat.visitorId, visitorName: chat.name }, { kind: 'leave' }, null);
  useCommand({
    id: 'chat.leave',
    title: t`Leave the chat`,
    group: 'chat',
    keys: [],
    isEnabled: isMine,
    run: leave,
  });
  return (
    <>
      <header
        {...chatDragProps(chat, dragHandle !== false)}
        className="flex min-h-15 items-center gap-3 border-b border-line px-3 py-2 sm:px-5"
      >
        <Link
          href="/"
          aria-label={t`Back to the chats`}
          className="flex size-9 items-center justify-center rounded-lg hover:bg-hover md:hidden"
        >
          <ArrowLeft aria-hidden="true" size={18} className="rtl:-scale-x-100" />
        </Link>
        {dragHandle}
        <Avatar name={chat.name} className="max-sm:hidden" />
        <div className="min-w-0 flex-1">
          {/* Cut off at the end of the name, whichever direction it is written in. */}
          <h2 className="flex text-title font-bold">
            <bdi className="truncate">{chat.name}</bdi>
          </h2>
          <Facts chat={chat} />
        </div>
        {isMine && (
          <>
            <Button pill aria-label={t`Transfer`} aria-keyshortcuts="T" onPress={onTransfer}>
              <ArrowRightLeft aria-hidden="true" size={15} className="sm:hidden" />
              <span className="flex items-center gap-2 max-sm:hidden">
                <Trans>Transfer</Trans> <Kbd>T</Kbd>
              </span>
            </Button>
            <Button pill aria-label={t`Leave`} onPress={leave}>
              <LogOut aria-hidden="true" size={15} className="sm:hidden rtl:-scale-x-100" />
              <span className="max-sm:hidden">
                <Trans>Leave</Trans>
              </span>
            </Button>
          </>
        )}
        <Button aria-label={t`Visitor and departments`} onPress={onShowDetails} className="!px-2 xl:hidden">
          <PanelRight aria-hidden="true" size={16} />
        </Button>
      </header>
      <Transcript key={chat.visitorId} visitorId={chat.visitorId} name={chat.name} />
      <NewMessageAnnouncer key={`announcer ${chat.visitorId}`} visitorId={chat.visitorId} name={chat.name} />
      {notice}
      {children}
    </>
  );
}

function Facts({ chat }: { readonly chat: Chat }) {
  const { timeline, serviceClock } = useDesk();
  const conversation = timeline.conversation(chat.visitorId);
  useConversationVersion(conversation);
  const ahead = useObservable(serviceClock.ahead);
  const since = conversation.waitingSince();
  const facts = [chat.department?.name, chat.place].filter(Boolean).join(' · ');
  return (
    <p className="flex min-w-0 items-center gap-2 text-small text-soft">
      {facts !== '' && <bdi className="truncate">{facts}</bdi>}
      {since !== null && <WaitClock since={since - ahead} />}
    </p>
  );
}
