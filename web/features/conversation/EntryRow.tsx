import { Trans, useLingui } from '@lingui/react/macro';
import { memo, type ReactNode } from 'react';
import { assertNever } from '../../lib/assertNever.ts';
import { dayKey, formatClock, formatDay, formatExact } from '../../lib/times.ts';
import { useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import type { TransferNote } from '../../session/transferNotes.ts';
import { StructuredPart, useSentStructured } from '../../structured/StructuredPart.tsx';
import type { MemberEntry, MessageEntry, TimelineEntry } from '../../timeline/entries.ts';
import { classNames } from '../../ui/classNames.ts';
import { Bubble } from './Bubble.tsx';
import { TimeStamp } from './TimeStamp.tsx';

/** Messages of one speaker within this time (ms) stand together, with one time below the last. */
const GROUP_TIME = 3 * 60_000;

export type EntryRowProps = {
  readonly visitorId: string;
  readonly entry: TimelineEntry;
  readonly before: TimelineEntry | null;
  readonly after: TimelineEntry | null;
  readonly isFirstUnread: boolean;
  /** What was handed over after this entry. */
  readonly transfers: readonly TransferNote[] | undefined;
};

/** One entry of the transcript, with the day above it when the day begins and the time below the last of a group. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { visitorId, entry, before, after, isFirstUnread, transfers } = props;
  const isNewDay = before === null || dayKey(before.at) !== dayKey(entry.at);
  return (
    <div className="flow-root">
      {isNewDay && <DayLine at={entry.at} />}
      {isFirstUnread && <UnreadLine />}
      <div data-entry={entry.id}>
        {entry.kind === 'message' ? (
          <Message visitorId={visitorId} entry={entry} before={before} after={after} />
        ) : (
          <MemberLine entry={entry} />
        )}
      </div>
      {transfers?.map(note => (
        <TransferLine key={note.at} note={note} />
      ))}
    </div>
  );
});

function DayLine({ at }: { readonly at: number }) {
  // Not the language of what is said around it, and another one once another is chosen.
  const { i18n } = useLingui();
  return (
    <p lang={i18n.locale} className="py-2 text-center text-small text-faint">
      <time dateTime={new Date(at).toISOString()}>{formatDay(at, Date.now())}</time>
    </p>
  );
}

function Message({
  visitorId,
  entry,
  before,
  after,
}: {
  readonly visitorId: string;
  readonly entry: MessageEntry;
  readonly before: TimelineEntry | null;
  readonly after: TimelineEntry | null;
}) {
  const me = useMe()?.id;
  const ahead = useObservable(useDesk().serviceClock.ahead);
  const isMine = entry.from.kind === 'agent' && entry.from.id === me;
  const structured = useSentStructured(visitorId, entry);
  const isLast = !belongsTogether(entry, after);
  const isNamed = !isMine && entry.from.kind === 'agent' && !belongsTogether(entry, before);
  return (
    <div
      className={classNames(
        'flex flex-col gap-1 pt-1.5 compact:gap-0.5 compact:pt-0.5',
        entry.from.kind === 'agent' ? 'items-end' : 'items-start',
      )}
    >
      {isNamed && <bdi className="px-1 text-tiny text-soft">{entry.from.name}</bdi>}
      {structured === null ? (
        <Bubble text={entry.text} tone={toneOf(entry, isMine)} />
      ) : (
        <StructuredPart message={structured} visitorId={visitorId} entry={entry}>
          <Bubble text={entry.text} tone={toneOf(entry, isMine)} />
        </StructuredPart>
      )}
      <Options options={entry.options} after={after} />
      {isLast && (
        <span className="flex items-center gap-1 px-1 pb-1.5 text-tiny compact:pb-0.5 text-faint">
          <TimeStamp at={entry.at} ahead={ahead} isTabStop={after === null} />
          {isMine && <Trans>· sent</Trans>}
        </span>
      )}
    </div>
  );
}

function toneOf(entry: MessageEntry, isMine: boolean): 'mine' | 'colleague' | 'visitor' {
  if (isMine) return 'mine';
  return entry.from.kind === 'agent' ? 'colleague' : 'visitor';
}

/** The fixed answers that went out with a message; the one that the visitor then said is marked. */
function Options({
  options,
  after,
}: {
  readonly options: readonly string[];
  readonly after: TimelineEntry | null;
}) {
  const { t } = useLingui();
  if (options.length === 0) return null;
  const chosen = after?.kind === 'message' && after.from.kind === 'visitor' ? after.text : null;
  return (
    <ul aria-label={t`Answers offered`} className="flex max-w-[85%] flex-wrap justify-end gap-1.5">
      {options.map(option => (
        <li
          key={option}
          dir="auto"
          className={classNames(
            'rounded-full border border-accent px-3 py-0.5 text-small',
            option === chosen ? 'bg-accent text-on-accent' : 'text-accent',
          )}
        >
          {option}
          {option === chosen && <span aria-hidden="true"> ✓</span>}
        </li>
      ))}
    </ul>
  );
}

function belongsTogether(entry: MessageEntry, other: TimelineEntry | null): boolean {
  return (
    other?.kind === 'message' &&
    other.from.id === entry.from.id &&
    other.from.kind === entry.from.kind &&
    Math.abs(other.at - entry.at) < GROUP_TIME &&
    dayKey(other.at) === dayKey(entry.at)
  );
}

function MemberLine({ entry }: { readonly entry: MemberEntry }) {
  const me = useMe()?.id;
  const isMe = entry.who.kind === 'agent' && entry.who.id === me;
  const { t } = useLingui();
  const name = entry.who.name || t`Somebody`;
  return (
    <Line at={entry.at}>
      {isMe ? (
        <OwnStep kind={entry.kind} at={entry.at} />
      ) : entry.kind === 'joined' ? (
        <Trans>
          <bdi>{name}</bdi> joined at <Clock at={entry.at} />
        </Trans>
      ) : (
        <Trans>
          <bdi>{name}</bdi> left at <Clock at={entry.at} />
        </Trans>
      )}
    </Line>
  );
}

function OwnStep({ kind, at }: { readonly kind: MemberEntry['kind']; readonly at: number }) {
  switch (kind) {
    case 'joined':
      return (
        <Trans>
          You joined at <Clock at={at} />
        </Trans>
      );
    case 'left':
      return (
        <Trans>
          You left at <Clock at={at} />
        </Trans>
      );
    default:
      return assertNever(kind);
  }
}

function TransferLine({ note: { at, department, isMine } }: { readonly note: TransferNote }) {
  return (
    <Line at={at}>
      {isMine ? (
        <Trans>
          You transferred the chat to <bdi>{department}</bdi> at <Clock at={at} />
        </Trans>
      ) : (
        <Trans>
          The chat was transferred to <bdi>{department}</bdi> at <Clock at={at} />
        </Trans>
      )}
    </Line>
  );
}

function Line({ at, children }: { readonly at: number; readonly children: ReactNode }) {
  return (
    <p className="py-2 text-center text-small [overflow-wrap:anywhere] text-soft" title={formatExact(at)}>
      {children}
    </p>
  );
}

function Clock({ at }: { readonly at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{formatClock(at)}</time>;
}

function UnreadLine() {
  return (
    <div className="flex items-center gap-3 py-2 text-small font-semibold text-accent">
      <span className="h-px flex-1 bg-accent" />
      <Trans>New</Trans>
      <span className="h-px flex-1 bg-accent" />
    </div>
  );
}
