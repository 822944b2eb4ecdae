import type { DragEvent, MouseEvent, RefCallback, TouchEvent } from 'react';
import { DRAGGED_CHAT, type DraggedChat, draggedChat } from './draggedChat.ts';

/** Aborted once the finger that is on a chat is lifted. */
let finger: AbortSignal | null = null;

/**
 * Lets an element stand for a chat that can be dragged by mouse or touch: spread over a chat's row, or its header.
 * What makes a drop do something, and the drag by keyboard, belong to the transfer's feature.
 */
export function chatDragProps(chat: DraggedChat, canDrag: boolean) {
  if (!canDrag) return {};
  return {
    ref: holdStill,
    draggable: true,
    onTouchStart: (event: TouchEvent<HTMLElement>) => beginTouch(event, chat),
    onContextMenu: (event: MouseEvent<HTMLElement>) =>
      draggedChat.getSnapshot() !== null && event.preventDefault(),
    onDragStart: (event: DragEvent<HTMLElement>) => beginDrag(event, chat),
    onDragEnd: () => draggedChat.set(null),
  };
}

/**
 * While a chat is lifted the finger moves the chat, not the list. Browsers ask only those who listened before the finger
 * came, and React's own listeners may not say no.
 */
const holdStill: RefCallback<HTMLElement> = element => {
  if (element === null) return;
  const stay = (event: globalThis.TouchEvent) => {
    if (draggedChat.getSnapshot() !== null && event.cancelable) event.preventDefault();
  };
  element.addEventListener('touchmove', stay, { passive: false });
  return () => element.removeEventListener('touchmove', stay);
};

/** Browsers differ in whether they drag by touch, so it is done here. Where the file can't be read, T and clicks do the same. */
function beginTouch({ nativeEvent }: TouchEvent<HTMLElement>, chat: DraggedChat): void {
  const { touches, target } = nativeEvent;
  const [touch] = touches;
  if (touches.length !== 1 || touch === undefined || !(target instanceof Element)) return;
  if (target.closest('button') !== null) return;
  const end = new AbortController();
  const { signal } = end;
  for (const type of ['touchend', 'touchcancel']) {
    // Those who hear of the same event after this have their turn.
    target.addEventListener(type, () => setTimeout(() => end.abort()), { signal });
  }
  finger = signal;
  import('./touchDrag.ts')
    .then(({ followTouch }) => followTouch(chat, touch, target, signal))
    .catch(() => undefined);
}

function beginDrag(event: DragEvent<HTMLElement>, { visitorId, name }: DraggedChat): void {
  if (finger?.aborted === false) {
    event.preventDefault();
    return;
  }
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
