import { setMaxListeners } from 'node:events';

/**
 * Gives Node the events of a browser's window: whoever asks for `globalThis.addEventListener` finds it. Call it
 * before clients are made. The answer dispatches an event.
 */
export function installWakeEvents(): (type: 'online') => void {
  const target = new EventTarget();
  setMaxListeners(0, target);
  Object.assign(globalThis, {
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  });
  return type => void target.dispatchEvent(new Event(type));
}
