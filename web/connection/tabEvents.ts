import type { ClientEvent, ClientEventListener } from 'graphql-ws-adapter-custom';

type Sets = { readonly [E in ClientEvent]: Set<ClientEventListener<E>> };

/** Who listens to which event of a tab's client. */
export class TabEvents {
  readonly #listeners: Sets = {
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

  /** The answer ends it. */
  on<E extends ClientEvent>(event: E, listener: ClientEventListener<E>): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  /** A listener that throws disturbs nobody; its error goes to the console. */
  emit<E extends ClientEvent>(event: E, ...args: Parameters<ClientEventListener<E>>): void {
    for (const listener of [...this.#listeners[event]]) {
      try {
        Reflect.apply(listener, undefined, args);
      } catch (error) {
        console.error(error);
      }
    }
  }
}
