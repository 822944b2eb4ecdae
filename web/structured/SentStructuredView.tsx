import type { StructuredMessage } from '../outbox/structuredMessage.ts';
import { useConversationVersion, useDesk } from '../session/DeskContext.ts';
import type { Conversation } from '../timeline/conversation.ts';
import type { MessageEntry } from '../timeline/entries.ts';
import { chosenIn } from './offeredAnswers.ts';
import { StructuredView } from './StructuredView.tsx';

export type SentStructuredViewProps = {
  readonly message: StructuredMessage;
  readonly visitorId: string;
  /** Where it stands in the conversation; null while it is on its way. */
  readonly entry: MessageEntry | null;
};

/** A structured message in the transcript, with what the visitor chose. */
export function SentStructuredView({ message, visitorId, entry }: SentStructuredViewProps) {
  const { timeline, sentStructured } = useDesk();
  const conversation = timeline.conversation(visitorId);
  useConversationVersion(conversation);
  const isOffer = (later: MessageEntry) => sentStructured.isOffer(visitorId, later);
  const chosen = entry === null ? [] : chosenIn(message, saidAfter(conversation, entry, isOffer));
  return <StructuredView message={message} chosen={chosen} side="end" />;
}

/** What the visitor wrote after the entry, oldest first, until the agent offered something new to choose from. */
function saidAfter(
  conversation: Conversation,
  entry: MessageEntry,
  isOffer: (later: MessageEntry) => boolean,
): readonly string[] {
  const said: string[] = [];
  for (let index = conversation.length - 1; index >= 0; index -= 1) {
    const later = conversation.at(index);
    if (later === undefined || later.id === entry.id) break;
    if (later.kind !== 'message') continue;
    if (later.from.kind === 'visitor') said.push(later.text);
    else if (isOffer(later)) said.length = 0;
  }
  return said.toReversed();
}
