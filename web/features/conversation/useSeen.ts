import { type RefObject, useCallback, useEffect } from 'react';
import { useDesk } from '../../session/DeskContext.ts';
import type { Conversation } from '../../timeline/conversation.ts';

/**
 * Notes what has been on the screen while the window had the agent's attention: up to the lowest entry that was in
 * view. Reading back takes nothing away. Returns what has to be called when another part comes into view.
 */
export function useSeen(
  visitorId: string,
  conversation: Conversation,
  log: RefObject<HTMLElement | null>,
  version: number,
): () => void {
  const { seen } = useDesk();
  const see = useCallback(() => {
    const element = log.current;
    if (element === null || document.visibilityState !== 'visible') return;
    const id = lowestInView(element);
    if (id !== null && isFurther(conversation, seen.lastSeen(visitorId), id)) seen.see(visitorId, id);
  }, [visitorId, conversation, log, seen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version has new entries to be seen
  useEffect(() => {
    const frame = requestAnimationFrame(see);
    addEventListener('focus', see);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('focus', see);
    };
  }, [see, version]);
  return see;
}

function lowestInView(log: HTMLElement): string | null {
  const bottom = log.getBoundingClientRect().bottom + 1;
  const rows = [...log.querySelectorAll<HTMLElement>('[data-entry]')];
  return rows.findLast(row => row.getBoundingClientRect().bottom <= bottom)?.dataset['entry'] ?? null;
}

/** Whether `id` stands after what was seen last. */
function isFurther(conversation: Conversation, lastSeen: string | null, id: string): boolean {
  if (lastSeen === id) return false;
  if (lastSeen === null || !conversation.has(lastSeen)) return true;
  for (let index = conversation.length - 1; index >= 0; index -= 1) {
    const entry = conversation.at(index)?.id;
    if (entry === lastSeen) return false;
    if (entry === id) return true;
  }
  return false;
}
