export type Listener = () => void;

/** Those who want to hear that something changed; the `subscribe` half of `useSyncExternalStore`. */
export class Listeners {
  readonly #listeners = new Map<symbol, Listener>();

  get size(): number {
    return this.#listeners.size;
  }

  /** Adds a listener, the same one twice if asked twice. Returns the function that takes it away again. */
  subscribe(listener: Listener): () => void {
    const key = Symbol('listener');
    this.#listeners.set(key, listener);
    return () => {
      this.#listeners.delete(key);
    };
  }

  /** Calls each listener once; one that is taken away meanwhile is not called. */
  notify(): void {
    for (const listener of this.#listeners.values()) listener();
  }
}
