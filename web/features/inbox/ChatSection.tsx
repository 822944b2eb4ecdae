import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { memo, type ReactNode, type RefObject, useCallback } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { assertNever } from '../../lib/assertNever.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { settings } from '../../settings/settingsStore.ts';
import { WaitSince } from '../../ui/WaitSince.tsx';
import { ChatRow, type ChatRowProps, type RowStanding } from './ChatRow.tsx';
import { GapText } from './GapText.tsx';
import { sameRows } from './heldRows.ts';
import { InboxSection, type InboxSectionProps } from './InboxSection.tsx';
import { ListenButton } from './ListenButton.tsx';
import { DIGITS } from './NthChat.tsx';
import { ServeButton } from './ServeButton.tsx';
import type { Section } from './useChatLists.ts';

export type ChatSectionProps = Pick<
  InboxSectionProps,
  'count' | 'rows' | 'rowsAbove' | 'scroller' | 'content'
> & {
  readonly section: Section;
  readonly isLoaded: boolean;
  /** When the one who has waited longest wrote, service time, ms since the epoch; null when nobody waits. */
  readonly longest: number | null;
  /** How many of my visitors wait for an answer. */
  readonly waitingForMe: number;
  /** The open chat, where it is one of these. */
  readonly openVisitorId: string | null;
  /** What the chats are narrowed to; null while all are shown. */
  readonly soughtText: string | null;
  /** Null for a section that can't be folded. */
  readonly isFolded: boolean | null;
  readonly focusWanted: RefObject<string | null>;
};

const standings: Readonly<Record<Section, RowStanding>> = {
  unserved: 'unserved',
  mine: 'mine',
  colleagues: 'colleague',
  ended: 'ended',
};

const actions: Readonly<Record<Section, Exclude<ChatRowProps['Action'], undefined>>> = {
  unserved: ServeButton,
  mine: null,
  colleagues: ListenButton,
  ended: null,
};

/** One list of chats. It is drawn anew when its own rows change, not whenever another list does. */
export const ChatSection = memo(function ChatSection(props: ChatSectionProps) {
  const { t } = useLingui();
  const { section, openVisitorId, soughtText, focusWanted, isFolded } = props;
  const names: Readonly<Record<Section, string>> = {
    unserved: t`Unserved`,
    mine: t`My chats`,
    colleagues: t`Served by colleagues`,
    ended: t`Ended`,
  };
  const row = useCallback(
    (chat: Chat, index: number) => (
      <ChatRow
        chat={chat}
        isOpen={chat.visitorId === openVisitorId}
        standing={standings[section]}
        soughtText={soughtText ?? ''}
        digit={section === 'mine' && index < DIGITS.length ? index + 1 : null}
        focusWanted={focusWanted}
        Action={actions[section]}
      />
    ),
    [section, openVisitorId, soughtText, focusWanted],
  );
  return (
    <InboxSection
      id={section}
      name={names[section]}
      count={props.count}
      aside={<Aside {...props} />}
      rows={props.rows}
      rowsAbove={props.rowsAbove}
      scroller={props.scroller}
      content={props.content}
      openVisitorId={openVisitorId}
      empty={soughtText === null ? <Empty {...props} /> : <Trans>None of these.</Trans>}
      gap={gap}
      {...(isFolded !== null && { isFolded, onFold: () => toggleFold(section) })}
    >
      {row}
    </InboxSection>
  );
}, isSame);

function isSame({ rows, ...rest }: ChatSectionProps, next: ChatSectionProps): boolean {
  const { rows: nextRows, ...others } = next;
  return sameRows(rows, nextRows) && sameValues(rest, others);
}

function sameValues(before: object, next: object): boolean {
  const others = new Map(Object.entries(next));
  const entries = Object.entries(before);
  return entries.length === others.size && entries.every(([key, value]) => Object.is(value, others.get(key)));
}

function gap(visitorId: string): ReactNode {
  return <GapText visitorId={visitorId} />;
}

function toggleFold(section: Section): void {
  const { foldedLists } = settings.values.getSnapshot();
  settings.change({
    foldedLists: foldedLists.includes(section)
      ? foldedLists.filter(one => one !== section)
      : [...foldedLists, section],
  });
}

/** What stands at the end of the heading. */
function Aside({ section, longest, waitingForMe: count }: ChatSectionProps) {
  const ahead = useObservable(useDesk().serviceClock.ahead);
  if (section === 'ended') return <Trans>today</Trans>;
  if (longest === null) return null;
  const since = longest - ahead;
  switch (section) {
    case 'unserved':
      return (
        <Trans>
          longest <WaitSince since={since} />
        </Trans>
      );
    case 'mine':
      return (
        <>
          <Plural value={count} one="# waits for you" other="# wait for you" />
          {' · '}
          <WaitSince since={since} />
        </>
      );
    case 'colleagues':
      return <WaitSince since={since} />;
    default:
      return assertNever(section);
  }
}

/** What is said where no chat is. */
function Empty({ section, isLoaded }: ChatSectionProps) {
  if (!isLoaded) return <Trans>Reading the chats…</Trans>;
  return section === 'unserved' ? (
    <Trans>Nobody is waiting.</Trans>
  ) : (
    <Trans>Serve a visitor to begin.</Trans>
  );
}
