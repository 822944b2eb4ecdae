import { Pencil } from 'lucide-react';
import { memo, type ReactNode, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import type { Chat } from '../../apollo/chat.ts';
import { chatPath } from '../../lib/paths.ts';
import { useConversationVersion, useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import { chatDragProps } from '../../session/draggedChat.ts';
import type { Conversation } from '../../timeline/conversation.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { classNames } from '../../ui/classNames.ts';
import { WaitClock } from '../../ui/WaitClock.tsx';
import { waitsSince } from './chatLists.ts';

export type ChatRowProps = {
  readonly chat: Chat;
  readonly isOpen: boolean;
  /** Somebody who is not served waits even when the last word was an agent's. */
  readonly isUnserved?: boolean;
  /** What stands at the end of the second line, such as the Serve button. */
  readonly action?: ReactNode;
};

/** One chat in the list: who, how long they wait, what was said last. */
export const ChatRow = memo(function ChatRow({ chat, isOpen, isUnserved = false, action }: ChatRowProps) {
  const { timeline } = useDesk();
  const conversation = timeline.conversation(chat.visitorId);
  useConversationVersion(conversation);
  const since = waitsSince(conversation, isUnserved);
  const unread = useUnread(chat.visitorId, conversation);
  const me = useMe()?.id;
  const canDrag = chat.state !== 'CLOSING' && chat.agents.some(agent => agent.id === me);
  return (
    <div
      {...chatDragProps(chat, canDrag)}
      className={classNames(
        'relative flex items-start gap-3 border-s-3 px-3 py-2',
        isOpen ? 'border-accent bg-accent-tint' : 'border-transparent hover:bg-hover',
      )}
    >
      <Avatar name={chat.name} className="mt-0.5" />
      <div className="grid min-w-0 flex-1 grid-cols-[1fr_auto] grid-rows-2 items-center gap-x-2 gap-y-1">
        <Link
          href={chatPath(chat.visitorId)}
          aria-current={isOpen ? 'page' : undefined}
          className="col-span-2 col-start-1 row-span-2 row-start-1 grid min-w-0 grid-cols-subgrid grid-rows-subgrid items-center outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <bdi className="max-w-full justify-self-start truncate font-semibold">{chat.name}</bdi>
          <span className="justify-self-end">
            {since === null ? <Ago at={conversation.last()?.at ?? null} /> : <WaitClock since={since} />}
          </span>
          <Preview conversation={conversation} department={chat.department?.name ?? null} />
        </Link>
        <span className="relative z-10 col-start-2 row-start-2 flex items-center justify-end gap-1.5">
          <DraftMark visitorId={chat.visitorId} />
          {action === undefined && unread > 0 && (
            <span className="flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-tiny font-semibold text-on-accent">
              {unread > 99 ? '99+' : unread}
              <span className="sr-only"> unread</span>
            </span>
          )}
          {action}
        </span>
      </div>
    </div>
  );
});

function useUnread(visitorId: string, conversation: Conversation): number {
  const { seen } = useDesk();
  const lastSeen = useObservable(seen.state).get(visitorId) ?? null;
  return conversation.countVisitorMessagesAfter(lastSeen);
}

function Preview({
  conversation,
  department,
}: {
  readonly conversation: Conversation;
  readonly department: string | null;
}) {
  const me = useMe()?.id;
  const last = lastMessage(conversation);
  return (
    <span className="flex min-w-0 gap-1 text-small whitespace-nowrap text-soft">
      {department !== null && <bdi className="max-w-24 shrink-0 truncate text-faint">{department} ·</bdi>}
      {last?.from.kind === 'agent' && (
        <bdi className="max-w-24 shrink-0 truncate">{last.from.id === me ? 'You' : last.from.name}:</bdi>
      )}
      <bdi className="truncate">{last?.text ?? '…'}</bdi>
    </span>
  );
}

function lastMessage(conversation: Conversation) {
  const [visitor, agent] = [conversation.lastFrom('visitor'), conversation.lastFrom('agent')];
  if (visitor === null || agent === null) return visitor ?? agent;
  return visitor.at > agent.at ? visitor : agent;
}

function DraftMark({ visitorId }: { readonly visitorId: string }) {
  const { drafts } = useDesk();
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.getSnapshot(visitorId));
  if (draft.trim() === '') return null;
  return (
    <span title="You have begun to write" className="text-faint">
      <Pencil aria-hidden="true" size={13} />
      <span className="sr-only">draft</span>
    </span>
  );
}
