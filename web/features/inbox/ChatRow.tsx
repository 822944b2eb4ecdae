import { Trans, useLingui } from '@lingui/react/macro';
import { Ear, Pencil } from 'lucide-react';
import {
  type ComponentType,
  type MouseEvent,
  memo,
  type RefObject,
  useEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import { Link } from 'wouter';
import { openComposer } from '../../answers/openComposer.ts';
import type { Chat } from '../../apollo/chat.ts';
import { chatPath } from '../../lib/paths.ts';
import { chatDragProps } from '../../session/chatDragProps.ts';
import { useConversationVersion, useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import type { Conversation } from '../../timeline/conversation.ts';
import { Ago } from '../../ui/Ago.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { classNames } from '../../ui/classNames.ts';
import { WaitClock } from '../../ui/WaitClock.tsx';
import { foundMessage } from './chatFilter.ts';
import { waitsSince } from './chatLists.ts';

/** More unread messages than this are shown as so many and more. */
const MOST_UNREAD = 99;

export type RowStanding = 'unserved' | 'mine' | 'colleague' | 'ended';

export type ChatRowProps = {
  readonly chat: Chat;
  readonly isOpen: boolean;
  /** Somebody who is not served waits even when the last word was an agent's. */
  readonly standing: RowStanding;
  /** What is looked for: the row then shows where it was found. */
  readonly soughtText?: string;
  /** The key that opens the chat; null for none. */
  readonly digit?: number | null;
  /** The visitor whose row takes the focus when it is the open one. */
  readonly focusWanted?: RefObject<string | null>;
  /** What stands at the end of the second line, such as the Serve button. */
  readonly Action?: ComponentType<{ readonly chat: Chat }> | null;
};

/** One chat in the list: who, how long they wait, what was said last. */
export const ChatRow = memo(function ChatRow(props: ChatRowProps) {
  const { chat, isOpen, standing, soughtText = '', digit = null, focusWanted, Action = null } = props;
  const { timeline, serviceClock } = useDesk();
  const conversation = timeline.conversation(chat.visitorId);
  useConversationVersion(conversation);
  const ahead = useObservable(serviceClock.ahead);
  const since = standing === 'ended' ? null : waitsSince(conversation, standing === 'unserved');
  const unread = useUnread(chat.visitorId, conversation);
  const me = useMe()?.id;
  const canDrag = chat.state !== 'CLOSING' && chat.agents.some(agent => agent.id === me);
  const link = useFocusWhenOpen(chat.visitorId, isOpen, focusWanted);
  return (
    <div
      {...chatDragProps(chat, canDrag && standing === 'mine')}
      className={classNames(
        'relative flex h-full items-start gap-3 border-s-3 px-3 py-2 compact:py-1',
        isOpen ? 'border-accent bg-accent-tint' : 'border-page hover:border-hover hover:bg-hover',
      )}
    >
      <Avatar name={chat.name} className="mt-0.5 compact:size-8" />
      <div className="grid min-w-0 flex-1 grid-cols-[1fr_auto] grid-rows-2 items-center gap-x-2 gap-y-1 compact:gap-y-0">
        <Link
          ref={link}
          href={chatPath(chat.visitorId)}
          aria-current={isOpen ? 'page' : undefined}
          aria-keyshortcuts={digit === null ? undefined : String(digit)}
          onClick={event => isOpen && writeInstead(event)}
          className="col-span-2 col-start-1 row-span-2 row-start-1 grid min-w-0 grid-cols-subgrid grid-rows-subgrid items-center outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <bdi className="max-w-full justify-self-start truncate font-semibold">{chat.name}</bdi>
          <span className="justify-self-end">
            {since === null ? (
              <Ago at={conversation.last()?.at ?? null} />
            ) : (
              <WaitClock since={since - ahead} />
            )}
          </span>
          <Preview chat={chat} standing={standing} conversation={conversation} soughtText={soughtText} />
        </Link>
        <span className="relative z-10 col-start-2 row-start-2 flex items-center justify-end gap-1.5">
          <DraftMark visitorId={chat.visitorId} />
          {standing === 'mine' && unread > 0 && (
            <span className="flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1.5 text-tiny font-semibold text-on-accent">
              {unread > MOST_UNREAD ? `${MOST_UNREAD}+` : unread}
              <span className="sr-only">
                {' '}
                <Trans>unread</Trans>
              </span>
            </span>
          )}
          {Action !== null && <Action chat={chat} />}
        </span>
      </div>
    </div>
  );
});

/** The chat is open already: pressing its row again leads to where the agent writes. */
function writeInstead(event: MouseEvent): void {
  const composer = openComposer.getSnapshot();
  if (composer === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  composer.insert('');
}

function useFocusWhenOpen(
  visitorId: string,
  isOpen: boolean,
  focusWanted: RefObject<string | null> | undefined,
): RefObject<HTMLAnchorElement | null> {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!isOpen || focusWanted?.current !== visitorId) return;
    focusWanted.current = null;
    link.current?.focus();
  }, [visitorId, isOpen, focusWanted]);
  return link;
}

/** Where nothing was noted, what an agent answered has been read. */
function useUnread(visitorId: string, conversation: Conversation): number {
  const { seen } = useDesk();
  const lastSeen = useObservable(seen.state).get(visitorId) ?? null;
  const read = lastSeen ?? conversation.lastFrom('agent')?.id ?? null;
  return conversation.countVisitorMessagesAfter(read, MOST_UNREAD + 1);
}

type PreviewProps = {
  readonly chat: Chat;
  readonly standing: RowStanding;
  readonly conversation: Conversation;
  readonly soughtText: string;
};

function Preview({ chat, standing, conversation, soughtText }: PreviewProps) {
  const { t, i18n } = useLingui();
  const { listening } = useDesk();
  const isListening = useObservable(listening.visitors).has(chat.visitorId);
  const me = useMe()?.id;
  const last = lastMessage(conversation);
  const found = soughtText === '' ? null : foundMessage(soughtText, conversation);
  const colleagues = new Intl.ListFormat(i18n.locale).format(chat.agents.map(({ name }) => name));
  return (
    <span className="flex min-w-0 items-center gap-1 text-small whitespace-nowrap text-soft">
      {isListening && (
        <span className="shrink-0 text-accent" title={t`You listen to this chat`}>
          <Ear aria-hidden="true" size={13} />
          <span className="sr-only">
            <Trans>you listen</Trans>{' '}
          </span>
        </span>
      )}
      {standing === 'colleague' && (
        <span className="max-w-32 shrink-0 truncate text-faint">
          <Trans>
            Served by <bdi>{colleagues}</bdi>
          </Trans>{' '}
          ·
        </span>
      )}
      {chat.department !== null && (
        <span className="flex shrink-0 gap-1 text-faint">
          <bdi className="max-w-24 truncate">{chat.department.name}</bdi> ·
        </span>
      )}
      {found === null && last?.from.kind === 'agent' && (
        <span className="flex shrink-0">
          <bdi className="max-w-24 truncate">{last.from.id === me ? t`You` : last.from.name}</bdi>:
        </span>
      )}
      <bdi className={classNames('truncate', found !== null && 'text-ink')}>{found ?? last?.text ?? '…'}</bdi>
    </span>
  );
}

function lastMessage(conversation: Conversation) {
  const [visitor, agent] = [conversation.lastFrom('visitor'), conversation.lastFrom('agent')];
  if (visitor === null || agent === null) return visitor ?? agent;
  return visitor.at > agent.at ? visitor : agent;
}

function DraftMark({ visitorId }: { readonly visitorId: string }) {
  const { t } = useLingui();
  const { drafts } = useDesk();
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.getSnapshot(visitorId));
  if (draft.trim() === '') return null;
  return (
    <span title={t`You have begun to write`} className="text-faint">
      <Pencil aria-hidden="true" size={13} />
      <span className="sr-only">
        <Trans>draft</Trans>
      </span>
    </span>
  );
}
