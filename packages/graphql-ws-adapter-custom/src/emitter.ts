import type { ClientEvent, ClientEventArguments, ClientEventListener, ClientEvents } from './clientTypes.ts';
import { logError } from './runtime.ts';

/** With which arguments it is to be called, its event knows. */
type Listener = (...args: never[]) => void;

/** Calls listeners. */
export interface Emitter {
  /** The answer ends it. */
  readonly on: (event: string, listener: Listener) => () => void;
  /** A listener that throws disturbs nobody: its error is reported. */
  emit<E extends ClientEvent>(event: E, ...args: ClientEventArguments[E]): void;
  /** Runs code of others; what it throws goes to the listeners of `error`, else to the console. */
  readonly attempt: <T>(run: () => T) => T | undefined;
  readonly report: (error: unknown) => void;
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
    for (const listener of listeners.get(event) ?? []) {
      attempt(
        () => {
          if (isListenerOf(event, listener)) listener(...args);
        },
        event === 'error' ? logError : report,
      );
    }
  }

  function attempt<T>(run: () => T, tell = report): T | undefined {
    try {
      return run();
    } catch (error) {
      tell(error);
      return undefined;
    }
  }

  function report(error: unknown): void {
    if (listeners.get('error')?.size) emit('error', error);
    else logError(error);
  }

  for (const [event, listener] of Object.entries(first)) on(event, listener);
  return { on, emit, attempt, report };
}

/** The types of `Client.on` have seen to it. */
function isListenerOf<E extends ClientEvent>(
  _event: E,
  listener: unknown,
): listener is ClientEventListener<E> {
  return typeof listener === 'function';
}
