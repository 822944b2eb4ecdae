import { standingOf } from '../../apollo/chat.ts';
import type { ChatBook } from '../../apollo/chatDirectory.ts';
import type { TimelineStore } from '../../timeline/timelineStore.ts';

/** The visitor of mine who has waited longest for an answer, but for one; null when nobody waits. */
export function nextWaiting(
  { chats }: Pick<ChatBook, 'chats'>,
  me: string | null,
  timeline: TimelineStore,
  except: string,
): string | null {
  const waits = [...chats.values()].flatMap(chat => {
    if (chat.visitorId === except || standingOf(chat, me) !== 'mine') return [];
    const since = timeline.conversation(chat.visitorId).waitingSince();
    return since === null ? [] : { visitorId: chat.visitorId, since };
  });
  return waits.toSorted((one, other) => one.since - other.since)[0]?.visitorId ?? null;
}
