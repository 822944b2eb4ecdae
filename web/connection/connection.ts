import { type Client, type ClientState, createClient } from 'graphql-ws-adapter-custom';
import { assertNever } from '../lib/assertNever.ts';
import { Observable } from '../lib/observable.ts';
import { inTurn } from '../session/inTurn.ts';
import { fetchLastSession, SessionRefusedError, SignedOutError, startSession } from '../session/proxyApi.ts';
import { Network } from './network.ts';

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
  /** Zendesk starts no session. `uuid`: what its support asks for. */
  | { readonly kind: 'refused'; readonly message: string; readonly uuid: string | null }
  | { readonly kind: 'signedOut' }
  /** The owner of the connection is of another version than this page, which has to be loaded anew. */
  | { readonly kind: 'outdated' };

export type ConnectionOptions = {
  /** Default: one that is told nothing, and so always there. */
  readonly network?: Network;
  /**
   * How long (ms) after a session that was started unasked another may not be: two browsers of one agent would else
   * take it from each other for ever. Default: 10 minutes.
   */
  readonly restartPause?: number;
};

const TAKEN_OVER = 'concurrent session limit reached';
const RESTART_PAUSE = 10 * 60_000;

/** Reconnects wait at random up to 1 s, doubling to 10 s, as the adapter's own do. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 10_000;

/** The address of the session opens no socket, and a new one was started unasked not long ago. */
class SessionUnreachableError extends Error {
  override readonly name = 'SessionUnreachableError';
}

/** The one socket of this browser: the adapter's client, and where it stands in the agent's words. */
export class Connection {
  readonly client: Client;
  readonly view = new Observable<ConnectionView>({ kind: 'connecting' });
  /** Where the socket goes, `ws://host:port`; null before the first session. */
  readonly server = new Observable<string | null>(null);
  readonly #network: Network;
  readonly #restartPause: number;
  readonly #stopListening: () => void;
  /** The address that was tried last, and that of the session that an EOS ended. */
  #lastUrl: string | null = null;
  #endedUrl: string | null = null;
  #lastFrameAt = 0;
  #restartedAt = Number.NEGATIVE_INFINITY;

  constructor(options: ConnectionOptions = {}) {
    this.#network = options.network ?? new Network();
    this.#restartPause = options.restartPause ?? RESTART_PAUSE;
    this.client = createClient({
      lazy: false,
      // What it gives up for stands in the view.
      onNonLazyError: () => undefined,
      url: () => this.#openSession(),
      shouldRetry: reason => !isFinal(reason),
      retryWait: attempt => this.#wait(attempt),
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
    this.#stopListening = this.#network.isOnline.subscribe(() => this.#followNetwork());
  }

  /** When the last frame came, UNIX ms; 0 before the first. Read it from a clock: it tells nobody that it changed. */
  get lastFrameAt(): number {
    return this.#lastFrameAt;
  }

  /** Ends a wait, or starts a new session after one has ended; Zendesk then ends the other device's. */
  resume(): void {
    this.#restartedAt = Number.NEGATIVE_INFINITY;
    this.client.resume();
  }

  /** The machine woke, or somebody looks again: tries at once, or makes sure that the socket still lives. */
  revive(): void {
    const { status } = this.client.getState();
    if (status === 'waiting' || status === 'open') this.client.resume();
  }

  /** An operation was refused because the sign-in has ended. */
  noteSignedOut(): void {
    this.view.set({ kind: 'signedOut' });
  }

  dispose(): void {
    this.#stopListening();
    this.client.dispose();
  }

  /** One page at a time: else two would start a session each, and the second end the first. */
  async #openSession(): Promise<string> {
    try {
      const url = await inTurn(() => this.#findSession());
      this.#lastUrl = url;
      this.server.set(new URL(url).origin);
      return url;
    } catch (error) {
      if (SignedOutError.is(error)) this.view.set({ kind: 'signedOut' });
      if (SessionRefusedError.is(error))
        this.view.set({ kind: 'refused', message: error.message, uuid: error.uuid });
      if (error instanceof SessionUnreachableError) this.view.set({ kind: 'ended', reason: error.message });
      throw error;
    }
  }

  /**
   * The session that this browser started last, so that a reload keeps it. A new one when that has ended, and when its
   * address has been tried in vain (the adapter asks again after 3 failures).
   */
  async #findSession(): Promise<string> {
    const last = await fetchLastSession();
    const isUsable = last !== null && last !== this.#endedUrl && last !== this.#lastUrl;
    if (isUsable) return last;
    if (this.#lastUrl !== null && this.#lastUrl !== this.#endedUrl) this.#noteRestart();
    return startSession();
  }

  /** Perhaps another device has taken the session, and nobody could say so: it is taken back once, and not again. */
  #noteRestart(): void {
    const now = Date.now();
    if (now - this.#restartedAt < this.#restartPause)
      throw new SessionUnreachableError(
        'Its address can’t be reached. Perhaps another device has taken over.',
      );
    this.#restartedAt = now;
  }

  #wait(attempt: number): number | Promise<void> {
    if (!this.#network.isOnline.getSnapshot()) return this.#network.untilOnline();
    return Math.random() * Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
  }

  /** A machine without a network keeps no socket, though it may take minutes to notice. */
  #followNetwork(): void {
    const isOnline = this.#network.isOnline.getSnapshot();
    const { status } = this.client.getState();
    if (!isOnline && status === 'open') this.client.terminate();
    if (isOnline && status === 'open') this.client.resume();
    this.#show(this.client.getState());
  }

  #show(state: ClientState): void {
    const view = viewOf(state, this.view.getSnapshot(), this.#network.isOnline.getSnapshot());
    if (view !== null) this.view.set(view);
  }
}

/** Trying again by itself would change nothing. */
function isFinal(reason: unknown): boolean {
  return (
    SignedOutError.is(reason) || SessionRefusedError.is(reason) || reason instanceof SessionUnreachableError
  );
}

/** The agent's words for a state; null when there is nothing new to say. */
function viewOf(state: ClientState, before: ConnectionView, isOnline: boolean): ConnectionView | null {
  switch (state.status) {
    case 'open':
      return { kind: 'live' };
    case 'waiting':
      return isOnline ? { kind: 'waiting', until: state.until } : { kind: 'offline' };
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
