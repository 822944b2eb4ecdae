import type { ClientEvent, ClientEventArguments, ClientEventListener, ClientEvents } from './clientTypes.ts';
import { logError } from './runtime.ts';

/** With which arguments it is to be called, its event knows. */
type Listener = (...args: never[]) => void;

/** Calls listeners. */
export interface Emitter {
  /** The answer ends it. */
  on(event: string, listener: Listener): () => void;
  hears(event: ClientEvent): boolean;
  /** A listener that throws disturbs nobody: its error is reported. */
  emit<E extends ClientEvent>(event: E, ...args: ClientEventArguments[E]): void;
  /** For errors in the code of others: to the listeners of `error`, else to the console. */
  report(error: unknown): void;
}

/** The listeners of `first` hear every event before those that are added later. */
export function createEmitter(first: Partial<ClientEvents> = {}): Emitter {
  const listeners = new Map<string, Set<Listener>>();

  function on(event: string, listener: Listener): () => void {
    const ofEvent = listeners.get(event) ?? new Set();
    listeners.set(event, ofEvent.add(listener));
    return () => ofEvent.delete(listener);
  }

  function emit<E extends ClientEvent>(event: E, ...args: ClientEventArguments[E]): void {
    for (const listener of [...(listeners.get(event) ?? [])]) {
      try {
        if (isListenerOf(event, listener)) listener(...args);
      } catch (error) {
        if (event === 'error') logError(error);
        else report(error);
      }
    }
  }

  const hears = (event: ClientEvent): boolean => (listeners.get(event)?.size ?? 0) > 0;

  function report(error: unknown): void {
    if (hears('error')) emit('error', error);
    else logError(error);
  }

  for (const [event, listener] of Object.entries(first)) on(event, listener);
  return { on, hears, emit, report };
}

/** The types of `Client.on` have seen to it. */
function isListenerOf<E extends ClientEvent>(
  _event: E,
  listener: unknown,
): listener is ClientEventListener<E> {
  return typeof listener === 'function';
}
