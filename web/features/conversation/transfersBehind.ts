import type { TransferNote } from '../../session/transferNotes.ts';
import type { Conversation } from '../../timeline/conversation.ts';

/**
 * The transfers by the id of the entry that they came after; one before all entries stands after the first, unless what
 * it came after was let go.
 */
export function transfersBehind(
  conversation: Conversation,
  notes: readonly TransferNote[],
): ReadonlyMap<string, readonly TransferNote[]> {
  const behind = new Map<string, TransferNote[]>();
  for (const note of notes) {
    let index = conversation.length - 1;
    while (index > 0 && (conversation.at(index)?.at ?? 0) > note.at) index -= 1;
    const entry = conversation.at(index);
    if (conversation.hasLetGo && entry !== undefined && entry.at > note.at) continue;
    const id = entry?.id;
    if (id !== undefined) behind.set(id, [...(behind.get(id) ?? []), note]);
  }
  return behind;
}
