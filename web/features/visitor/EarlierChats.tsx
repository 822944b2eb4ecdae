import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { dayKey, formatClock, formatDate, formatExact } from '../../lib/times.ts';
import { useDesk, useMe } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { showProblem } from '../../ui/problems.ts';
import { splitView, useSplitView } from '../../ui/splitView.ts';
import type { ChatLog } from '../../visitors/chatLog.ts';
import { type EarlierChat, subjectOf } from '../../visitors/earlierChat.ts';
import { OutcomeText } from './OutcomeText.tsx';

const dialog = splitView(async () => (await import('./EarlierChatDialog.tsx')).EarlierChatDialog);
/** So many are shown before the agent asks for all. */
const AT_FIRST = 3;

/** The agent's chats with this visitor that have ended, as this browser has kept them; each can be read. */
export function EarlierChats({ visitorId }: { readonly visitorId: string }) {
  const { t } = useLingui();
  const chats = useEarlierChats(visitorId);
  const [showsAll, setShowsAll] = useState(false);
  const [open, setOpen] = useState<EarlierChat | null>(null);
  const Dialog = useSplitView(dialog, open !== null, () => {
    setOpen(null);
    showProblem(t`The chat could not be opened`, t`Check the network, and try again.`);
  });
  const id = useId();
  if (chats.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 id={id} className="text-small font-semibold text-soft">
        <Trans>Earlier</Trans>
      </h3>
      <ul className="flex flex-col">
        {(showsAll ? chats : chats.slice(0, AT_FIRST)).map(chat => (
          <li key={chat.endedAt}>
            <EarlierRow chat={chat} onOpen={() => setOpen(chat)} />
          </li>
        ))}
      </ul>
      {!showsAll && chats.length > AT_FIRST && (
        <Button look="plain" small onPress={() => setShowsAll(true)} className="self-start">
          <Trans>Show all {chats.length}</Trans>
        </Button>
      )}
      {open !== null && Dialog !== null && <Dialog chat={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function EarlierRow({ chat, onOpen }: { readonly chat: EarlierChat; readonly onOpen: () => void }) {
  const { startedAt, endedAt, outcome } = chat;
  const isToday = dayKey(startedAt) === dayKey(Date.now());
  const minutes = Math.max(1, Math.round((endedAt - startedAt) / 60_000));
  return (
    <Button
      small
      onPress={onOpen}
      className="min-h-8 w-full !justify-start !border-transparent !px-0 text-start !whitespace-normal"
    >
      <span className="min-w-0 flex-1">
        <span className="flex gap-1">
          <time
            dateTime={new Date(startedAt).toISOString()}
            title={formatExact(startedAt)}
            className="shrink-0"
          >
            {isToday ? formatClock(startedAt) : formatDate(startedAt)}
          </time>
          <span aria-hidden="true">·</span>
          <bdi className="min-w-0 truncate">{subjectOf(chat)}</bdi>
          <span aria-hidden="true">·</span>
          <span className="shrink-0">
            <Trans>{minutes} min</Trans>
          </span>
        </span>
        {outcome.kind === 'handedOver' && (
          <span className="block text-tiny text-faint">
            <OutcomeText outcome={outcome} />
          </span>
        )}
      </span>
    </Button>
  );
}

const none: readonly EarlierChat[] = [];

/** Read again after each change of the log; empty where the browser stores nothing. */
function useEarlierChats(visitorId: string): readonly EarlierChat[] {
  const { recollection } = useDesk();
  const me = useMe()?.id ?? null;
  const [log, setLog] = useState<ChatLog | null>(null);
  const [chats, setChats] = useState(none);
  useEffect(() => {
    recollection
      .chatLog()
      .then(setLog)
      .catch(() => undefined);
  }, [recollection]);
  const version = useSyncExternalStore(
    log?.version.subscribe ?? never,
    () => log?.version.getSnapshot() ?? 0,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is read anew
  useEffect(() => {
    if (log === null || me === null) return;
    let isGone = false;
    log
      .chatsWith(me, visitorId)
      .then(read => isGone || setChats(read))
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [log, version, me, visitorId]);
  return chats;
}

function never(): () => void {
  return () => undefined;
}
