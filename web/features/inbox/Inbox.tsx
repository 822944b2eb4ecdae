import { useRef, useSyncExternalStore } from 'react';
import { Virtualizer } from 'virtua';
import { Link } from 'wouter';
import type { Chat } from '../../apollo/chat.ts';
import { chatPath } from '../../lib/paths.ts';
import { actText } from '../../outbox/actText.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { WaitSince } from '../../ui/WaitSince.tsx';
import { ChatRow } from './ChatRow.tsx';
import { ServeButton } from './ServeButton.tsx';
import { useChatLists } from './useChatLists.ts';

/** The left pane: who waits for somebody, who waits for me, and what has ended. */
export function Inbox({ openVisitorId }: { readonly openVisitorId: string | null }) {
  const scroller = useRef<HTMLElement>(null);
  const { unserved, mine, longestUnserved, waitingForMe, loaded, hold, release } = useChatLists();
  const waiting = new Set(unserved.map(chat => chat.visitorId));
  const ended = useObservable(useDesk().ended.list).filter(({ chat }) => !waiting.has(chat.visitorId));
  return (
    <nav
      ref={scroller}
      aria-label="Chats"
      className="thin-scroll h-full overflow-y-auto pb-4 [overflow-anchor:none]"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={event => event.currentTarget.contains(event.relatedTarget) || release()}
    >
      <section aria-labelledby="unserved">
        <Heading id="unserved" name="Unserved" count={unserved.length}>
          {longestUnserved !== null && <WaitSince since={longestUnserved} prefix="longest " />}
        </Heading>
        {unserved.length === 0 && <Empty>{loaded ? 'Nobody is waiting.' : 'Reading the chats…'}</Empty>}
        <Virtualizer as="ul" item="li" data={unserved} scrollRef={scroller} startMargin={36} itemSize={60}>
          {chat => (
            <ChatRow
              key={chat.visitorId}
              chat={chat}
              isOpen={chat.visitorId === openVisitorId}
              isUnserved
              action={<ServeButton chat={chat} />}
            />
          )}
        </Virtualizer>
      </section>
      <section aria-labelledby="mine">
        <Heading id="mine" name="My chats" count={mine.length}>
          {waitingForMe > 0 && (waitingForMe === 1 ? '1 waits for you' : `${waitingForMe} wait for you`)}
        </Heading>
        {mine.length === 0 && <Empty>{loaded ? 'Serve a visitor to begin.' : 'Reading the chats…'}</Empty>}
        <Rows chats={mine} openVisitorId={openVisitorId} />
      </section>
      <LeftBehind known={[...unserved, ...mine, ...ended.map(({ chat }) => chat)]} />
      {ended.length > 0 && (
        <section aria-labelledby="ended">
          <Heading id="ended" name="Ended" count={ended.length}>
            since you opened this page
          </Heading>
          <Rows chats={ended.map(({ chat }) => chat)} openVisitorId={openVisitorId} />
        </section>
      )}
    </nav>
  );
}

/** Replies that could not be sent to visitors who are not there any more: they must not be out of sight. */
function LeftBehind({ known }: { readonly known: readonly Chat[] }) {
  const { outbox, directory } = useDesk();
  const visitors = useSyncExternalStore(outbox.subscribe, outbox.getVisitors);
  const { loaded } = useObservable(directory.book);
  const left = visitors.filter(visitorId => !known.some(chat => chat.visitorId === visitorId));
  if (!loaded || left.length === 0) return null;
  return (
    <section aria-labelledby="left-behind">
      <Heading id="left-behind" name="Not sent" count={left.length}>
        the visitor has left
      </Heading>
      <ul>
        {left.map(visitorId => (
          <li key={visitorId}>
            <Link href={chatPath(visitorId)} className="block truncate px-4 py-2 text-bad hover:bg-hover">
              <bdi>
                {outbox
                  .getSnapshot(visitorId)
                  .slice(0, 1)
                  .map(({ act }) => actText(act))}
              </bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rows({
  chats,
  openVisitorId,
}: {
  readonly chats: readonly Chat[];
  readonly openVisitorId: string | null;
}) {
  return (
    <ul>
      {chats.map(chat => (
        <li key={chat.visitorId}>
          <ChatRow chat={chat} isOpen={chat.visitorId === openVisitorId} />
        </li>
      ))}
    </ul>
  );
}

type HeadingProps = {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly children: React.ReactNode;
};

/** The count is no part of the region's name, so that the name stays the same as chats come and go. */
function Heading({ id, name, count, children }: HeadingProps) {
  return (
    <div className="flex h-9 items-end justify-between gap-2 px-4 pb-1 text-small text-soft">
      <h2 className="font-semibold">
        <span id={id}>{name}</span> · {count}
      </h2>
      <span className="truncate text-faint tabular-nums">{children}</span>
    </div>
  );
}

function Empty({ children }: { readonly children: string }) {
  return <p className="px-4 py-2 text-small text-faint">{children}</p>;
}
