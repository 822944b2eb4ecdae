import { Trans, useLingui } from '@lingui/react/macro';
import { LayoutList, MessageSquareQuote } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import type { Answer } from '../../answers/answer.ts';
import { findHoles } from '../../answers/holes.ts';
import { macroRuns } from '../../answers/macroRun.ts';
import type { Chat } from '../../apollo/chat.ts';
import { useCommand } from '../../commands/useCommand.ts';
import { chatPath } from '../../lib/paths.ts';
import { useDesk, useMe, useObservable } from '../../session/DeskContext.ts';
import { isSilent } from '../../session/isSilent.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { openStudio } from '../../structured/studioRequest.ts';
import { Button } from '../../ui/Button.tsx';
import { showProblem } from '../../ui/problems.ts';
import { splitView, useSplitView } from '../../ui/splitView.ts';
import type { PopupKeys } from './AnswerPopup.tsx';
import { ComposerNotes } from './ComposerNotes.tsx';
import { EmojiButton } from './EmojiButton.tsx';
import { insertAtCaret, insertSlash } from './fieldEdit.ts';
import { goToHole } from './goToHole.ts';
import { messageText } from './messageText.ts';
import { nextWaiting } from './nextWaiting.ts';
import { tableText } from './pastedText.ts';
import { SendMenu } from './SendMenu.tsx';
import { splitMessage } from './splitMessage.ts';
import { useField } from './useField.ts';
import { useOfferComposer } from './useOfferComposer.ts';
import { useSlash } from './useSlash.ts';
import { useTypingIndicator } from './useTypingIndicator.ts';
import { useWrongVisitorGuard } from './useWrongVisitorGuard.ts';

const popupView = splitView(async () => {
  const [{ AnswerPopup }] = await Promise.all([import('./AnswerPopup.tsx'), import('./applyAnswer.ts')]);
  return AnswerPopup;
});
const macroView = splitView(async () => (await import('./MacroPanel.tsx')).MacroPanel);

export type ComposerProps = {
  readonly chat: Chat;
  /** Shows a structured message that was chosen, before it is sent. */
  readonly onStructured?: (message: unknown) => void;
};

/** Where the agent answers. The draft belongs to the visitor, and the receiver's name stands at Send. */
export function Composer({ chat, onStructured = () => undefined }: ComposerProps) {
  const { t } = useLingui();
  const desk = useDesk();
  const me = useMe();
  const { outbox, drafts } = desk;
  const { visitorId, name } = chat;
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.getSnapshot(visitorId));
  const isMemoryOnly = useSyncExternalStore(outbox.subscribe, outbox.getStorageState) === 'memoryOnly';
  const willWait = isSilent(useObservable(desk.connection.view));
  const sendKey = useSetting('sendKey');
  const limit = useSetting('messageLimit');
  const field = useField(text);
  const typing = useTypingIndicator(chat.channelId);
  const isForThisVisitor = useWrongVisitorGuard(text);
  const [askedHole, setAskedHole] = useState<string | null>(null);
  const [nobodyWaits, setNobodyWaits] = useState(false);
  const [, navigate] = useLocation();

  const pieces = text.length > limit ? splitMessage(messageText(text), limit) : [messageText(text)];
  const isEmpty = text.trim() === '';

  /** False when there is nothing to send, or a hole is open and the agent has not said to send it so. */
  const send = (withHoles = false): boolean => {
    const [hole] = findHoles(text);
    if (isEmpty) return false;
    if (hole !== undefined && !withHoles) {
      setAskedHole(hole.label);
      field.current?.focus();
      field.current?.setSelectionRange(hole.start, hole.end);
      return false;
    }
    for (const piece of pieces) outbox.enqueue({ visitorId, text: piece });
    drafts.clear(visitorId);
    setAskedHole(null);
    slashes.reset();
    typing.stop();
    field.current?.focus();
    return true;
  };

  const sendAndNext = () => {
    if (!isForThisVisitor(performance.now()) || (!isEmpty && !send())) return;
    const next = nextWaiting(desk.directory.book.getSnapshot(), me?.id ?? null, desk.timeline, visitorId);
    if (next === null) setNobodyWaits(true);
    else navigate(chatPath(next));
  };

  const slashes = useSlash();
  const popupKeys = useRef<PopupKeys>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<{ readonly list: string; readonly option: string } | null>(null);
  const tellUnreadable = () => {
    slashes.close();
    showProblem(t`The canned answers can’t be loaded`, t`Check the network, and try again.`);
  };
  const Popup = useSplitView(popupView, slashes.slash !== null, tellUnreadable);
  const run = useObservable(macroRuns).get(visitorId) ?? null;
  const Macro = useSplitView(macroView, run !== null, tellUnreadable);

  const use = async (answer: Answer, start: number, end: number) => {
    const part = await import('./applyAnswer.ts').catch(tellUnreadable);
    if (part === undefined || field.current === null) return;
    const context = { chat, me, now: Date.now() };
    part.applyAnswer(answer, { visitorId, field: field.current, start, end, context, onStructured });
  };
  useOfferComposer(visitorId, field, answer => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    void use(answer, selectionStart, selectionEnd);
  });

  useCommand({
    id: 'compose.answer',
    title: t`Insert a canned answer`,
    group: 'compose',
    keys: ['/'],
    run: () => field.current !== null && insertSlash(field.current),
  });
  useCommand({
    id: 'compose.sendAndNext',
    title: t`Send, and open who waits longest for me`,
    group: 'compose',
    keys: ['mod+shift+Enter'],
    run: sendAndNext,
  });

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { currentTarget, key, shiftKey } = event;
    if (event.nativeEvent.isComposing) return;
    if (slashes.slash !== null && popupKeys.current?.(event) === true) return event.preventDefault();
    // What is typed ahead while the answers are read is no message.
    if (slashes.slash !== null && Popup === null && key === 'Enter') return event.preventDefault();
    if (key === 'Escape') currentTarget.blur();
    if (key === 'Tab' && goToHole(currentTarget, shiftKey)) return event.preventDefault();
    if (key !== 'Enter' || shiftKey) return;
    const holdsMod = event.ctrlKey || event.metaKey;
    if (sendKey === 'modEnter' && !holdsMod) return;
    event.preventDefault();
    if (isForThisVisitor(event.timeStamp)) send();
  };

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const table = tableText(event.clipboardData.getData('text/html'));
    if (table === null) return;
    event.preventDefault();
    insertAtCaret(event.currentTarget, table);
  };

  return (
    <div ref={frame} className="relative border-t border-line bg-page px-4 py-3 sm:px-5">
      {Popup !== null && slashes.slash !== null && (
        <Popup
          query={slashes.slash.query}
          keys={popupKeys}
          onPoint={setPointed}
          onChoose={answer => {
            const { start, end } = slashes.slash ?? { start: 0, end: 0 };
            slashes.close();
            void use(answer, start, end);
          }}
          onClose={slashes.close}
        />
      )}
      {Macro !== null && run !== null && <Macro run={run} onLeave={() => field.current?.focus()} />}
      <div className="flex flex-col gap-2 rounded-xl border border-edge p-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={t`Message ${name}`}
          aria-autocomplete="list"
          aria-controls={pointed?.list}
          aria-activedescendant={pointed?.option}
          placeholder={t`Message ${name}`}
          value={text}
          onChange={({ target }) => {
            drafts.set(visitorId, target.value);
            typing.note(target.value);
            setAskedHole(null);
            setNobodyWaits(false);
            slashes.wrote(target);
          }}
          onSelect={event => slashes.moved(event.currentTarget)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={event => {
            typing.stop();
            if (frame.current?.contains(event.relatedTarget) !== true) slashes.reset();
          }}
          className="thin-scroll block w-full resize-none bg-transparent outline-none [tab-size:4]"
        />
        <ComposerNotes
          hole={askedHole}
          nobodyWaits={nobodyWaits}
          onSendAnyway={() => send(true)}
          length={text.length}
          limit={limit}
          pieces={pieces.length}
          isMemoryOnly={isMemoryOnly}
        />
        <div className="flex items-center gap-1">
          <Button
            small
            aria-label={t`Canned answers`}
            aria-keyshortcuts="/"
            onPress={() => field.current !== null && insertSlash(field.current)}
            className="size-8 border-none !px-0 text-soft"
          >
            <MessageSquareQuote aria-hidden="true" size={18} />
          </Button>
          <EmojiButton onPick={emoji => field.current !== null && insertAtCaret(field.current, emoji)} />
          <Button
            small
            aria-label={t`Structured message`}
            onPress={() => openStudio(visitorId)}
            className="size-8 border-none !px-0 text-soft"
          >
            <LayoutList aria-hidden="true" size={18} />
          </Button>
          <span className="me-2 ms-auto flex min-w-0 gap-1 text-small whitespace-nowrap text-faint">
            <Trans>
              to <bdi className="truncate">{name}</bdi>
            </Trans>
          </span>
          <Button
            look="solid"
            onPress={() => send()}
            isDisabled={isEmpty}
            {...(willWait && { 'aria-label': t`Queue: send when connected` })}
          >
            {willWait ? t`Queue` : t`Send`}
          </Button>
          <SendMenu onSendAndNext={sendAndNext} />
        </div>
      </div>
    </div>
  );
}
