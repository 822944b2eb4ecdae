import type { ClientEvent, ClientEventArguments, ClientEventListener, ClientEvents } from './clientTypes.ts';
import { logError } from './runtime.ts';

type Listeners = { readonly [E in ClientEvent]: Set<ClientEventListener<E>> };

/** Calls listeners. One that throws disturbs nobody: its error goes to the listeners of `error`. */
export class Emitter {
  readonly #first: Partial<ClientEvents>;
  readonly #listeners: Listeners = {
    connecting: new Set(),
    opened: new Set(),
    connected: new Set(),
    ping: new Set(),
    pong: new Set(),
    message: new Set(),
    error: new Set(),
    closed: new Set(),
    eos: new Set(),
    restarted: new Set(),
    state: new Set(),
    protocolError: new Set(),
  };

  /** The listeners given here hear every event before those that are added later. */
  constructor(first: Partial<ClientEvents> = {}) {
    this.#first = first;
  }

  on<E extends ClientEvent>(event: E, listener: ClientEventListener<E>): () => void {
    const listeners = this.#listeners[event];
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  hears(event: ClientEvent): boolean {
    return this.#first[event] !== undefined || this.#listeners[event].size > 0;
  }

  emit<E extends ClientEvent>(event: E, ...args: ClientEventArguments[E]): void {
    const first: ClientEventListener<E> | undefined = this.#first[event];
    for (const listener of [first, ...this.#listeners[event]]) {
      try {
        listener?.(...args);
      } catch (error) {
        if (event === 'error') logError(error);
        else this.report(error);
      }
    }
  }

  /** For errors in the code of others: to the listeners of `error`, else to the console. */
  report(error: unknown): void {
    if (this.hears('error')) this.emit('error', error);
    else logError(error);
  }
}
