import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useTypingIndicator } from './useTypingIndicator.ts';

/** An Enter this soon (ms) after a change of chat was meant for the chat before, unless this draft was touched since. */
const WRONG_VISITOR_GUARD = 250;
/** The tallest the field grows, px. */
const MAX_HEIGHT = 200;

/** Where the agent answers. The draft belongs to the visitor, and the receiver's name stands at Send. */
export function Composer({ chat }: { readonly chat: Chat }) {
  const { outbox, drafts } = useDesk();
  const { visitorId, name } = chat;
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.getSnapshot(visitorId));
  const isMemoryOnly = useSyncExternalStore(outbox.subscribe, outbox.getStorageState) === 'memoryOnly';
  const field = useAutosize(text);
  const typing = useTypingIndicator(chat.channelId);
  const openedAt = useOpenedAt();
  const [openedWith] = useState(text);
  useLostFocus(field);

  const send = () => {
    if (text.trim() === '') return;
    outbox.enqueue({ visitorId, text: text.trim() });
    drafts.clear(visitorId);
    typing.stop();
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    const isSettled = event.timeStamp - openedAt.current >= WRONG_VISITOR_GUARD;
    if (isSettled || text !== openedWith) send();
  };

  return (
    <div className="border-t border-line bg-page px-4 py-3 sm:px-5">
      <div className="flex flex-col gap-2 rounded-xl border border-edge p-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          aria-label={`Message ${name}`}
          placeholder={`Message ${name}`}
          value={text}
          onChange={event => {
            drafts.set(visitorId, event.target.value);
            typing.note(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={typing.stop}
          className="thin-scroll block w-full resize-none bg-transparent outline-none"
        />
        <div className="flex items-center justify-end gap-3">
          {isMemoryOnly && (
            <span className="flex-1 text-small text-warn">
              This browser stores nothing: what is not sent is lost with the page.
            </span>
          )}
          <span className="min-w-0 truncate text-small text-faint">
            to <bdi>{name}</bdi>
          </span>
          <Button look="solid" onPress={send} isDisabled={text.trim() === ''}>
            Send
          </Button>
        </div>
      </div>
    </div>
  );
}

function useAutosize(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MAX_HEIGHT)}px`;
  }, [text]);
  return field;
}

/** When this composer came on the screen, on the clock of event time stamps. */
function useOpenedAt() {
  const openedAt = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    openedAt.current = performance.now();
  }, []);
  return openedAt;
}

/** The composer takes the focus that was lost with the Serve button it replaces; it never takes it from anything. */
function useLostFocus(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, [field]);
}
