import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useConversationVersion, useDesk } from '../../session/DeskContext.ts';

/**
 * Says the visitor's newest message, and a reply that is not sent, once to a screen reader; the virtualised transcript
 * itself stays silent.
 */
export function NewMessageAnnouncer({
  visitorId,
  name,
}: {
  readonly visitorId: string;
  readonly name: string;
}) {
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
      <p>{useUnsentText(visitorId, name)}</p>
    </div>
  );
}

function useUnsentText(visitorId: string, name: string): string {
  const { outbox } = useDesk();
  const pending = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  const stuck = pending.filter(({ state }) => state === 'unsure' || state === 'failed').length;
  if (stuck === 0) return '';
  return stuck === 1 ? `A reply to ${name} needs you` : `${stuck} replies to ${name} need you`;
}
