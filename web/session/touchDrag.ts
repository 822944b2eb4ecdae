import { type DraggedChat, draggedChat, dropPlaces, touchedPlace } from './draggedChat.ts';

/** How long (ms) a finger rests before it lifts the chat: less than the browser waits for its own menu. */
const LONG_PRESS = 400;
/** How far (px) a finger may tremble meanwhile; further, and it scrolls. */
const TREMBLE = 10;
/** How near (px) the edge of a list the finger makes it scroll, and how far with each frame. */
const EDGE = 56;
const STEP = 8;

/**
 * Drags a chat by touch: a finger that rests lifts it, over a department it can be let go, anywhere else nothing
 * happens. Does nothing once `over` is aborted: the finger is gone. `target` is what the finger came down on; it hears of
 * the finger even when its row is gone from the page.
 */
export function followTouch(chat: DraggedChat, start: Touch, target: Element, over: AbortSignal): void {
  if (over.aborted) return;
  const heard = { signal: over };
  let at = start;
  let ghost: HTMLElement | null = null;
  const lift = () => {
    ghost = showGhost(chat.name);
    place(ghost, at);
    navigator.vibrate?.(10);
    draggedChat.set(chat);
    keepPlacesInSight(() => (ghost === null ? null : at));
  };
  const timer = setTimeout(lift, LONG_PRESS);
  const stop = () => {
    clearTimeout(timer);
    if (ghost === null) return;
    ghost.remove();
    ghost = null;
    touchedPlace.set(null);
    draggedChat.set(null);
  };
  const onMove = (event: TouchEvent) => {
    const [touch] = event.touches;
    if (touch === undefined || event.touches.length > 1) return stop();
    at = touch;
    if (ghost === null) {
      if (distance(start, at) > TREMBLE) clearTimeout(timer);
      return;
    }
    place(ghost, at);
    touchedPlace.set(placeUnder(at));
  };
  const onEnd = (event: TouchEvent) => {
    const found = ghost === null ? null : placeUnder(at);
    // Else the row, or what lies under the finger, is pressed.
    if (ghost !== null && event.cancelable) event.preventDefault();
    stop();
    if (found !== null) dropPlaces.get(found)?.(chat);
  };
  listen(target, 'touchmove', onMove, heard);
  listen(target, 'touchend', onEnd, { ...heard, passive: false });
  listen(target, 'touchcancel', stop, heard);
}

function listen(
  target: Element,
  type: 'touchmove' | 'touchend' | 'touchcancel',
  listener: (event: TouchEvent) => void,
  options: AddEventListenerOptions,
): void {
  target.addEventListener(type, event => event instanceof TouchEvent && listener(event), options);
}

function distance(a: Touch, b: Touch): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}

function placeUnder({ clientX, clientY }: Touch): Element | null {
  const under = document.elementsFromPoint(clientX, clientY);
  return under.find(element => dropPlaces.has(element)) ?? null;
}

/** The visitor's name, beside the finger. */
function showGhost(name: string): HTMLElement {
  const ghost = document.createElement('div');
  ghost.ariaHidden = 'true';
  ghost.dir = 'auto';
  ghost.textContent = name;
  ghost.className =
    'pointer-events-none fixed top-0 left-0 z-50 max-w-60 truncate rounded-lg border border-accent bg-page px-3 py-2 font-semibold text-ink shadow-xl';
  document.body.append(ghost);
  return ghost;
}

/** Above the finger, which hides what is under it. */
function place(ghost: HTMLElement, { clientX, clientY }: Touch): void {
  const x = Math.min(Math.max(8, clientX - ghost.offsetWidth / 2), innerWidth - ghost.offsetWidth - 8);
  ghost.style.transform = `translate(${x}px, ${Math.max(8, clientY - ghost.offsetHeight - 28)}px)`;
}

/** The departments may stand below what is shown of their pane: they come into sight, and an edge that is touched scrolls. */
function keepPlacesInSight(finger: () => Touch | null): void {
  let hasShown = false;
  const step = () => {
    const at = finger();
    if (at === null) return;
    const [place] = dropPlaces.keys();
    if (place !== undefined && !hasShown) place.scrollIntoView({ block: 'nearest' });
    hasShown ||= place !== undefined;
    if (place !== undefined) scrollAtEdge(scrollerOf(place), at);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function scrollAtEdge(scroller: Element, { clientY }: Touch): void {
  const { top, bottom } = scroller.getBoundingClientRect();
  if (clientY > bottom - EDGE) scroller.scrollBy(0, STEP);
  else if (clientY < top + EDGE) scroller.scrollBy(0, -STEP);
}

function scrollerOf(element: Element): Element {
  const around = element.parentElement;
  if (around === null) return element;
  const scrolls = /auto|scroll/u.test(getComputedStyle(around).overflowY);
  return scrolls ? around : scrollerOf(around);
}
