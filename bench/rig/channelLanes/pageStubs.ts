import 'fake-indexeddb/auto';

/** As much of a page as the desk asks for, outside of a browser: it is in view, and its frames come when they are told to. */
export interface PageStubs {
  /** Runs what waits for the next frame. */
  readonly paint: () => void;
  /** As when somebody comes back to the tab: the desk then polls. */
  readonly comeIntoView: () => void;
}

export function stubPage(socket: unknown): PageStubs {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  let frames: (() => void)[] = [];
  const stubs = {
    document,
    // The adapter asks these for `online` and `pageshow`.
    addEventListener: document.addEventListener.bind(document),
    removeEventListener: document.removeEventListener.bind(document),
    navigator: { onLine: true },
    localStorage: new StorageStub(),
    sessionStorage: new StorageStub(),
    requestAnimationFrame: (frame: () => void) => frames.push(frame),
    // Called off only by what has run by then.
    cancelAnimationFrame: () => undefined,
    WebSocket: socket,
    fetch: async () => Response.json({ websocket_url: 'ws://bench/stream/0.1/graphql/abcdef:1' }),
  };
  for (const [name, value] of Object.entries(stubs))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  return {
    paint() {
      const due = frames;
      frames = [];
      for (const frame of due) frame();
    },
    comeIntoView: () => void document.dispatchEvent(new Event('visibilitychange')),
  };
}

class StorageStub {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }
}
