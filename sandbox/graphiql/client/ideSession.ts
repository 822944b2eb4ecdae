import { type Client, type ClientState, createClient } from 'graphql-ws-adapter-custom';
import { FIXED_TOKEN, startSession, tokenOf } from './agentSession.ts';

/** How long the session stays connected after the last operation. */
const IDLE_CLOSE_MS = 10 * 60_000;

/** Whose session it is: the id of an agent, or the token that needs no sign-in. */
export type Identity = string;

/** What the bar shows. The object stays the same until something changes. */
export interface SessionView {
  readonly identity: Identity;
  readonly state: ClientState;
  readonly sessionId: string | null;
}

/** The one client of the page. It connects at the first operation, and again as somebody else when told. */
export class IdeSession {
  #view: SessionView;
  #client: Client;
  readonly #listeners = new Set<() => void>();

  constructor(identity: Identity) {
    this.#client = this.#connectAs(identity);
    this.#view = { identity, state: this.#client.getState(), sessionId: null };
  }

  get client(): Client {
    return this.#client;
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): SessionView => this.#view;

  /** Lets the session go; the next operation starts one of this identity. */
  become(identity: Identity): void {
    this.#client.dispose();
    this.#client = this.#connectAs(identity);
    this.#change({ identity, state: this.#client.getState(), sessionId: null });
  }

  #connectAs(identity: Identity): Client {
    const client: Client = createClient({
      url: async () => {
        // A new token each time: a sandbox that was started anew knows none of before.
        const token = identity === FIXED_TOKEN ? FIXED_TOKEN : await tokenOf(identity);
        const { url, sessionId } = await startSession(token);
        this.#change({ sessionId });
        return url;
      },
      lazyCloseTimeout: IDLE_CLOSE_MS,
      // A person watches: the end is shown, and a person goes on.
      onEndOfService: () => 'stop',
    });
    client.on('state', state => {
      if (client === this.#client) this.#change({ state });
    });
    return client;
  }

  #change(change: Partial<SessionView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
