import type { DragEvent } from 'react';
import type { Chat } from '../apollo/chat.ts';
import { Observable } from '../lib/observable.ts';

/** Under which type a chat is dragged, so that nothing else can be dropped on a department. */
export const DRAGGED_CHAT = 'application/x-switchboard-chat';

export type DraggedChat = Pick<Chat, 'visitorId' | 'name'>;

/** The chat that is being dragged; null while none is. */
export const draggedChat = new Observable<DraggedChat | null>(null);

/**
 * Lets an element stand for a chat that can be dragged by mouse or touch: spread over a chat's row, or its header.
 * What makes a drop do something, and the drag by keyboard, belong to the transfer's feature.
 */
export function chatDragProps(chat: DraggedChat, canDrag: boolean) {
  if (!canDrag) return {};
  return {
    draggable: true,
    onDragStart: (event: DragEvent<HTMLElement>) => beginDrag(event, chat),
    onDragEnd: () => draggedChat.set(null),
  };
}

function beginDrag(event: DragEvent<HTMLElement>, { visitorId, name }: DraggedChat): void {
  const { dataTransfer, currentTarget, clientX, clientY } = event;
  // A link in the row would be dragged as its address.
  dataTransfer.clearData();
  dataTransfer.setData(DRAGGED_CHAT, visitorId);
  dataTransfer.effectAllowed = 'move';
  const { x, y } = currentTarget.getBoundingClientRect();
  dataTransfer.setDragImage(currentTarget, clientX - x, clientY - y);
  // The browser takes its picture first: what changes while a drag begins may end it.
  requestAnimationFrame(() => draggedChat.set({ visitorId, name }));
  // A row that is gone meanwhile tells of no end. While something is dragged, the mouse does not move.
  addEventListener('mousemove', () => draggedChat.set(null), { once: true });
}
