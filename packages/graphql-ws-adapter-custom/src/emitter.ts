import type { ClientEvent, ClientEventArguments, ClientEventListener, ClientEvents } from './clientTypes.ts';
import { logError } from './runtime.ts';

/** With which arguments it is to be called, its event knows. */
type Listener = (...args: never[]) => void;

/** One call of `on`; its event is empty when that is over. */
interface Entry {
  event: string;
  readonly listener: Listener;
}

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
  /** Replaced, never changed, so that they can be walked while others come and go. */
  let entries: readonly Entry[] = [];

  function on(event: string, listener: Listener): () => void {
    const entry: Entry = { event, listener };
    entries = [...entries, entry];
    return () => {
      entry.event = '';
      entries = entries.filter(other => other !== entry);
    };
  }

  function emit<E extends ClientEvent>(event: E, ...args: ClientEventArguments[E]): void {
    for (const entry of entries) {
      if (isFor(event, entry)) {
        attempt(() => entry.listener(...args), event === 'error' ? logError : report);
      }
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
    if (entries.some(entry => isFor('error', entry))) emit('error', error);
    else logError(error);
  }

  for (const [event, listener] of Object.entries(first)) if (listener) on(event, listener);
  return { on, emit, attempt, report };
}

/** The types of `Client.on` have seen to it. */
function isFor<E extends ClientEvent>(
  event: E,
  entry: Entry,
): entry is Entry & { readonly listener: ClientEventListener<E> } {
  return entry.event === event;
}
