import type { Chat } from '../apollo/chat.ts';
import { Observable } from '../lib/observable.ts';

/** Under which type a chat is dragged, so that nothing else can be dropped on a department. */
export const DRAGGED_CHAT = 'application/x-switchboard-chat';

export type DraggedChat = Pick<Chat, 'visitorId' | 'name'>;

/** The chat that is being dragged; null while none is. */
export const draggedChat = new Observable<DraggedChat | null>(null);

/** Where it can be dropped by touch: what lies there, and what is done with the chat. */
export const dropPlaces = new Map<Element, (chat: DraggedChat) => void>();

/** The one of them that is under the finger. */
export const touchedPlace = new Observable<Element | null>(null);
