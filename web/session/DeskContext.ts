import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Member } from '../apollo/chat.ts';
import type { Observable } from '../lib/observable.ts';
import type { Conversation, ConversationSnapshot } from '../timeline/conversation.ts';
import type { Desk } from './desk.ts';

export const DeskContext = createContext<Desk | null>(null);

/** The desk of the signed-in agent. Throws outside of DeskProvider. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('Expected a DeskProvider around this component.');
  return desk;
}

/** Reads an observable value, and renders again when it changes. */
export function useObservable<T>(observable: Observable<T>): T {
  return useSyncExternalStore(observable.subscribe, observable.getSnapshot);
}

/** Who the agent is; null until Zendesk has told. */
export function useMe(): Member | null {
  const { state } = useDesk().presence;
  return useSyncExternalStore(state.subscribe, () => state.getSnapshot().me);
}

/** Renders again when the conversation changes. */
export function useConversationVersion(conversation: Conversation): ConversationSnapshot {
  return useSyncExternalStore(conversation.subscribe, conversation.getSnapshot);
}
