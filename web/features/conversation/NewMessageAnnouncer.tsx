import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useConversationVersion, useDesk, useObservable } from '../../session/DeskContext.ts';

type Chatting = { readonly visitorId: string; readonly name: string };

/**
 * Says the visitor's newest message, a reply that is not sent, and what came of reading back, once to a screen reader;
 * the virtualised transcript itself stays silent. What is so when a chat is opened is read there, not said.
 */
export function NewMessageAnnouncer({ visitorId, name }: Chatting) {
  const { timeline } = useDesk();
  const conversation = timeline.conversation(visitorId);
  const { version } = useConversationVersion(conversation);
  const said = useRef(conversation.lastFrom('visitor')?.id ?? null);
  const [text, setText] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may have a new message
  useEffect(() => {
    const last = conversation.lastFrom('visitor');
    if (last === null || last.id === said.current) return;
    said.current = last.id;
    setText(`${name}: ${last.text}`);
  }, [version, conversation, name]);
  return (
    <div aria-live="polite" className="sr-only">
      <p>{text}</p>
      <p>{useOnceChanged(useUnsentText({ visitorId, name }))}</p>
      <p>{useOnceChanged(useEarlierText(visitorId))}</p>
    </div>
  );
}

function useUnsentText({ visitorId, name }: Chatting): string {
  const { t } = useLingui();
  const { outbox } = useDesk();
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  const stuck = pending.filter(({ state }) => state === 'unsure' || state === 'failed').length;
  if (stuck === 0) return '';
  return t`${plural(stuck, { one: `A reply to ${name} needs you`, other: `# replies to ${name} need you` })}`;
}

function useEarlierText(visitorId: string): string {
  const { t } = useLingui();
  const state = useObservable(useDesk().earlier.stateOf(visitorId));
  if (state.kind === 'failed') return t`Earlier messages could not be read.`;
  return state.kind === 'beginning' ? t`The beginning of the conversation` : '';
}

/** The text, once it is another than when this came on the screen: a region that mounts with its text says nothing. */
function useOnceChanged(text: string): string {
  const [first] = useState(text);
  const [hasChanged, setChanged] = useState(false);
  if (text !== first && !hasChanged) setChanged(true);
  return hasChanged ? text : '';
}
