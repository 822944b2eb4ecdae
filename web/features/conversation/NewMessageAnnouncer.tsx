import { useEffect, useRef, useState } from 'react';
import { useConversationVersion, useDesk } from '../../session/DeskContext.ts';

/** Says the visitor's newest message once to a screen reader; the virtualised transcript itself stays silent. */
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
      {text}
    </div>
  );
}
