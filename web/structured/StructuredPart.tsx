import type { ReactNode } from 'react';
import type { StructuredMessage } from '../outbox/structuredMessage.ts';
import { useDesk, useObservable } from '../session/DeskContext.ts';
import type { MessageEntry } from '../timeline/entries.ts';
import { splitView } from '../ui/splitView.ts';
import { useLateView } from '../ui/useLateView.ts';

const view = splitView(async () => (await import('./SentStructuredView.tsx')).SentStructuredView);

export type StructuredPartProps = {
  readonly message: StructuredMessage;
  readonly visitorId: string;
  /** Where it stands in the conversation; null while it is on its way. */
  readonly entry: MessageEntry | null;
  /** Its text as any message shows it: above quick replies, and in the place of the others until they are loaded. */
  readonly children: ReactNode;
};

/** A structured message in the transcript, as the visitor sees it. */
export function StructuredPart({ message, visitorId, entry, children }: StructuredPartProps) {
  const SentStructuredView = useLateView(view, true);
  if (SentStructuredView === null) return children;
  return (
    <>
      {message.kind === 'quickReplies' && children}
      <SentStructuredView message={message} visitorId={visitorId} entry={entry} />
    </>
  );
}

/** What a message in the transcript looked like when this browser sent it; null for text, and for what others sent. */
export function useSentStructured(visitorId: string, entry: MessageEntry): StructuredMessage | null {
  const { sentStructured } = useDesk();
  useObservable(sentStructured.list);
  return sentStructured.messageOf(visitorId, entry);
}
