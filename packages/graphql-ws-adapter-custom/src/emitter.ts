import type { ClientEvent, ClientEventArguments, ClientEventListener, ClientEvents } from './clientTypes.ts';
import { logError } from './runtime.ts';

type Listeners = { readonly [E in ClientEvent]: Set<ClientEventListener<E>> };

/** Calls listeners. One that throws disturbs nobody: its error goes to the listeners of `error`. */
export class Emitter {
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

  /** Listeners given here hear every event before those that are added later. */
  constructor(first: Partial<ClientEvents> = {}) {
    const { connecting, opened, connected, ping, pong, message } = first;
    if (connecting) this.on('connecting', connecting);
    if (opened) this.on('opened', opened);
    if (connected) this.on('connected', connected);
    if (ping) this.on('ping', ping);
    if (pong) this.on('pong', pong);
    if (message) this.on('message', message);
    const { error, closed, eos, restarted, state, protocolError } = first;
    if (error) this.on('error', error);
    if (closed) this.on('closed', closed);
    if (eos) this.on('eos', eos);
    if (restarted) this.on('restarted', restarted);
    if (state) this.on('state', state);
    if (protocolError) this.on('protocolError', protocolError);
  }

  on<E extends ClientEvent>(event: E, listener: ClientEventListener<E>): () => void {
    const listeners = this.#listeners[event];
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  hears(event: ClientEvent): boolean {
    return this.#listeners[event].size > 0;
  }

  emit<E extends ClientEvent>(event: E, ...args: ClientEventArguments[E]): void {
    for (const listener of [...this.#listeners[event]]) {
      try {
        listener(...args);
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
