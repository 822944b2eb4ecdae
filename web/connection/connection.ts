import { type Client, type ClientState, createClient } from 'graphql-ws-adapter-custom';
import { assertNever } from '../lib/assertNever.ts';
import { Observable } from '../lib/observable.ts';
import { inTurn } from '../session/inTurn.ts';
import { fetchLastSession, SessionRefusedError, SignedOutError, startSession } from '../session/proxyApi.ts';

export type ConnectionView =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** The socket was lost; the next try is at `until` (UNIX ms). */
  | { readonly kind: 'waiting'; readonly until: number }
  /** The browser itself says that it has no network. */
  | { readonly kind: 'offline' }
  /** Another device of the same agent took the session, at `at` (UNIX ms). */
  | { readonly kind: 'elsewhere'; readonly at: number }
  | { readonly kind: 'ended'; readonly reason: string }
  | { readonly kind: 'refused'; readonly error: SessionRefusedError }
  | { readonly kind: 'signedOut' };

const TAKEN_OVER = 'concurrent session limit reached';

/** The one socket of this page: the adapter's client, and where it stands in the agent's words. */
export class Connection {
  readonly client: Client;
  readonly view = new Observable<ConnectionView>({ kind: 'connecting' });
  /** Where the socket goes, `ws://host:port`; null before the first session. */
  readonly server = new Observable<string | null>(null);
  /** The address that was tried last, and that of the session that an EOS ended. */
  #lastUrl: string | null = null;
  #endedUrl: string | null = null;
  #lastFrameAt = 0;
  #stopListening: () => void;

  constructor() {
    this.client = createClient({
      url: () => this.#openSession(),
      shouldRetry: reason => !SignedOutError.is(reason) && !SessionRefusedError.is(reason),
      on: {
        message: () => {
          this.#lastFrameAt = Date.now();
        },
        eos: () => {
          this.#endedUrl = this.#lastUrl;
        },
        state: state => this.#show(state),
      },
    });
    this.#stopListening = this.#listenToNetwork();
  }

  /** When the last frame came, UNIX ms; 0 before the first. Read it from a clock: it tells nobody that it changed. */
  get lastFrameAt(): number {
    return this.#lastFrameAt;
  }

  /** Ends a wait, or starts a new session after one has ended; Zendesk then ends the other device's. */
  resume(): void {
    this.client.resume();
  }

  /** An operation was refused because the sign-in has ended. */
  noteSignedOut(): void {
    this.view.set({ kind: 'signedOut' });
  }

  dispose(): void {
    this.#stopListening();
    this.client.dispose();
  }

  /** One tab at a time: else two would start a session each, and the second end the first. */
  async #openSession(): Promise<string> {
    try {
      const url = await inTurn(() => this.#findSession());
      this.#lastUrl = url;
      this.server.set(new URL(url).origin);
      return url;
    } catch (error) {
      if (SignedOutError.is(error)) this.view.set({ kind: 'signedOut' });
      if (SessionRefusedError.is(error)) this.view.set({ kind: 'refused', error });
      throw error;
    }
  }

  /**
   * The session that this browser started last, so that a reload keeps it and tabs share it. A new one when that has
   * ended, and when its address has been tried in vain (the adapter asks again after 3 failures).
   */
  async #findSession(): Promise<string> {
    const last = await fetchLastSession();
    const isUsable = last !== null && last !== this.#endedUrl && last !== this.#lastUrl;
    return isUsable ? last : startSession();
  }

  #show(state: ClientState): void {
    const view = viewOf(state, this.view.getSnapshot());
    if (view !== null) this.view.set(view);
  }

  #listenToNetwork(): () => void {
    const update = () => this.#show(this.client.getState());
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }
}

/** The agent's words for a state; null when there is nothing new to say. */
function viewOf(state: ClientState, before: ConnectionView): ConnectionView | null {
  switch (state.status) {
    case 'open':
      return { kind: 'live' };
    case 'waiting':
      return navigator.onLine ? { kind: 'waiting', until: state.until } : { kind: 'offline' };
    case 'ended':
      return state.reason === TAKEN_OVER
        ? { kind: 'elsewhere', at: before.kind === 'elsewhere' ? before.at : Date.now() }
        : { kind: 'ended', reason: state.reason };
    case 'connecting':
      // A try after a loss is still part of the loss: the bar must not flicker away with each attempt.
      return before.kind === 'waiting' || before.kind === 'offline' ? null : { kind: 'connecting' };
    case 'idle':
    case 'disposed':
      return null;
    default:
      return assertNever(state);
  }
}
