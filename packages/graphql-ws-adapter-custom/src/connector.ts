import type { ClientState, EndOfServiceDecision } from './clientTypes.ts';
import type { Emitter } from './emitter.ts';
import type { AnswerFrame, DataFrame, ServerFrame } from './envelope.ts';
import { ConnectionLostError, ProtocolError, SessionEndedError } from './errors.ts';
import { listenForWake, Timer, type WakeReason } from './runtime.ts';
import type { Settings } from './settings.ts';
import { type ConnectionHooks, SocketConnection } from './socketConnection.ts';
import { openWebSocket } from './webSocket.ts';

/** A socket without a frame counts as good after this time, so that an idle one can close without suspicion. */
const PROVEN_AFTER = 5_000;
/** `online` mostly means a new network, on which an old socket is dead: it gets this long to prove otherwise. */
const AFTER_ONLINE = 150;
/** Then `url` is asked again: the agent session may be gone. */
const FAILURES_BEFORE_ASKING = 3;
/** A second EOS within this time is no accident: two clients throw each other out, or the session can't hold. */
const END_OF_SERVICE_PERIOD = 60_000;
/** Zendesk's words when the same agent starts a session elsewhere. */
const TAKEN_OVER = 'concurrent session limit reached';

/** The operations that need the socket. */
export interface ConnectorHooks {
  hasWork(): boolean;
  /** Whether giving up the socket would leave a mutation in doubt. */
  hasMutationInFlight(): boolean;
  opened(): void;
  /** A frame that concerns an operation. */
  received(frame: AnswerFrame | DataFrame): void;
  /** The socket went; nothing before `since` (ms epoch) is missing. */
  lost(cause: unknown, since: number): void;
  /** No socket will come: every operation ends with what `toError` makes of whether it may have been carried out. */
  gaveUp(toError: (sent: boolean) => unknown): void;
}

/** Keeps one socket to the agent session: connects, reconnects, follows EOS, and closes when nobody needs it. */
export class Connector implements ConnectionHooks {
  state: ClientState = { status: 'idle' };
  readonly #settings: Settings;
  readonly #emitter: Emitter;
  readonly #hooks: ConnectorHooks;
  readonly #wait = new Timer();
  readonly #close = new Timer();
  #connection: SocketConnection | undefined;
  /** The last URL that was in use, until its session ends: a socket that merely closed goes back to it. */
  #url: string | undefined;
  /** Reconnects in a row, and failures to reach the server in a row. */
  #attempt = 0;
  #failures = 0;
  #isRetry = false;
  /** Changes with what is to happen next: whatever an older plan still awaits is then ignored. */
  #plan = 0;
  #isDeciding = false;
  #endedAt = 0;
  /** How many sessions ended before the last one, each within a minute of the next. */
  #endsInRow = 0;
  #stopWake: (() => void) | undefined;

  constructor(settings: Settings, emitter: Emitter, hooks: ConnectorHooks) {
    this.#settings = settings;
    this.#emitter = emitter;
    this.#hooks = hooks;
  }

  /** Whether a socket is open: only then does `send` send. */
  get canSend(): boolean {
    return this.#connection?.isOpen ?? false;
  }

  send(text: string): void {
    this.#connection?.socket.send(text);
  }

  /** An operation came: connects unless it does already. */
  need(): void {
    this.#close.clear();
    if (this.state.status === 'idle') void this.#connect();
  }

  /** An operation ended: a lazy client closes when it was the last. */
  settle(): void {
    if (this.#close.isSet || !this.#canRest()) return;
    this.#close.set(this.#settings.lazyCloseTimeout, () => {
      if (this.#canRest() && !this.#isDeciding) this.#rest();
    });
  }

  resume(): void {
    const { status } = this.state;
    this.#close.clear();
    if (status === 'idle' || status === 'ended') void this.#connect();
    else this.#wake('online');
  }

  terminate(): void {
    this.#connection?.giveUp(4499, 'Terminated');
  }

  dispose(): void {
    this.#replan();
    this.#close.clear();
    if (this.state.status !== 'disposed') this.#enter({ status: 'disposed' });
    this.#leave();
  }

  opened(): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    const wasRetry = this.#isRetry;
    this.#isRetry = false;
    this.#enter({ status: 'open' });
    this.#emitter.emit('opened', connection.socket);
    this.#emitter.emit('connected', connection.socket, undefined, wasRetry);
    if (this.#connection === connection) this.#hooks.opened();
  }

  received(frame: ServerFrame): void {
    this.#emitter.emit('message', frame);
    if (frame.kind === 'endOfService') void this.#endOfService(frame.reason);
    else {
      this.#attempt = this.#failures = 0;
      if (frame.kind === 'pong') this.#emitter.emit('pong', true, frame.payload);
      else if (frame.kind === 'invalid') this.#emitter.emit('protocolError', new ProtocolError(frame.problem));
      else this.#hooks.received(frame);
    }
  }

  lost(event: unknown): void {
    const { heardAt, openedAt = Number.POSITIVE_INFINITY } = this.#connection ?? {};
    const now = Date.now();
    this.#connection = undefined;
    if (now - openedAt >= PROVEN_AFTER) this.#attempt = this.#failures = 0;
    else if (heardAt === undefined) this.#failures += 1;
    this.#emitter.emit('closed', event);
    this.#hooks.lost(event, heardAt ?? now);
    this.#retry(event);
  }

  async #connect(): Promise<void> {
    const plan = this.#replan();
    this.#enter({ status: 'connecting' });
    this.#emitter.emit('connecting', this.#isRetry);
    try {
      const { url } = this.#settings;
      const isDue = this.#url === undefined || (this.#failures > 0 && this.#failures % FAILURES_BEFORE_ASKING === 0);
      if (plan === this.#plan && isDue) {
        const answer = typeof url === 'string' ? url : url();
        this.#url = typeof answer === 'string' ? answer : await answer;
      }
    } catch (error) {
      // A URL that is still good serves once more.
      if (plan !== this.#plan || this.#url === undefined) {
        this.#fail(plan, error);
        return;
      }
      this.#emitter.emit('error', error);
    }
    if (plan !== this.#plan || this.#url === undefined) return;
    try {
      const socket = openWebSocket(this.#url, this.#settings.webSocketImpl);
      this.#connection = new SocketConnection(socket, this.#settings, this.#emitter, this);
    } catch (error) {
      this.#fail(plan, error);
    }
  }

  #fail(plan: number, error: unknown): void {
    if (plan !== this.#plan) return;
    this.#failures += 1;
    this.#emitter.emit('error', error);
    this.#retry(error);
  }

  #retry(cause: unknown): void {
    const { retryAttempts, shouldRetry } = this.#settings;
    if (this.state.status === 'disposed') return;
    if (this.#isIdle()) {
      this.#rest();
      return;
    }
    try {
      if (this.#attempt < retryAttempts && shouldRetry(cause)) void this.#waitFor(this.#attempt++);
      else this.#giveUp(cause);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  async #waitFor(attempt: number): Promise<void> {
    const plan = this.#replan();
    this.#isRetry = true;
    try {
      const wait = this.#settings.retryWait(attempt);
      const ms = typeof wait === 'number' ? wait : Number.POSITIVE_INFINITY;
      this.#wait.set(ms, () => this.#connect());
      this.#enter({ status: 'waiting', attempt: attempt + 1, until: Date.now() + ms });
      if (typeof wait === 'number') return;
      await wait;
      if (plan === this.#plan) void this.#connect();
    } catch (error) {
      if (plan === this.#plan) this.#giveUp(error);
    }
  }

  #giveUp(cause: unknown): void {
    const { lazy, onNonLazyError } = this.#settings;
    this.#rest();
    this.#hooks.gaveUp(sent =>
      cause instanceof Error
        ? cause
        : new ConnectionLostError('The socket was lost for good.', sent, { cause }),
    );
    try {
      if (!lazy) onNonLazyError(cause);
    } catch (error) {
      this.#emitter.report(error);
    }
  }

  /** Rule 10. A session that is resumed starts at once, but with growing waits when they end one after the other. */
  async #endOfService(reason: string): Promise<void> {
    const now = Date.now();
    const since = this.#connection?.heardAt ?? now;
    this.#endsInRow = now - this.#endedAt < END_OF_SERVICE_PERIOD ? this.#endsInRow + 1 : 0;
    this.#endedAt = now;
    this.#attempt = this.#failures = 0;
    this.#url = undefined;
    this.#emitter.emit('eos', reason);
    this.#hooks.lost(this.#leave(), since);
    if (this.state.status === 'disposed') return;
    const plan = this.#replan();
    this.#isDeciding = true;
    let decision: EndOfServiceDecision = 'stop';
    try {
      const answer = this.#decide(reason);
      if (typeof answer !== 'string') this.#enter({ status: 'connecting' });
      decision = typeof answer === 'string' ? answer : await answer;
    } catch (error) {
      this.#emitter.report(error);
    }
    if (plan !== this.#plan) return;
    this.#replan();
    this.#isRetry = true;
    if (decision === 'stop') {
      this.#enter({ status: 'ended', reason });
      this.#hooks.gaveUp(() => new SessionEndedError(reason));
    } else if (this.#isIdle()) this.#rest();
    else if (this.#endsInRow > 0) void this.#waitFor(this.#endsInRow - 1);
    else void this.#connect();
  }

  #decide(reason: string): EndOfServiceDecision | Promise<EndOfServiceDecision> {
    const { onEndOfService } = this.#settings;
    if (onEndOfService) return onEndOfService(reason);
    return reason === TAKEN_OVER || this.#endsInRow > 0 ? 'stop' : 'resume';
  }

  #canRest(): boolean {
    return this.#stopWake !== undefined && this.#isIdle();
  }

  /** A lazy client without work has no socket. */
  #isIdle(): boolean {
    return this.#settings.lazy && !this.#hooks.hasWork();
  }

  #rest(): void {
    this.#replan();
    this.#attempt = this.#failures = 0;
    this.#isRetry = false;
    this.#enter({ status: 'idle' });
    this.#leave();
  }

  /** Leaves the socket, and gives its close event. */
  #leave(): unknown {
    const event = this.#connection?.leave();
    this.#connection = undefined;
    if (event) this.#emitter.emit('closed', event);
    return event;
  }

  #wake(why: WakeReason): void {
    const { status } = this.state;
    const isStuck = status === 'connecting' && why === 'online' && this.#connection;
    if (isStuck) this.#leave();
    if (isStuck || status === 'waiting') void this.#connect();
    else {
      const hurry = why === 'online' && !this.#hooks.hasMutationInFlight();
      this.#connection?.probe(hurry ? AFTER_ONLINE : this.#settings.pongTimeout);
    }
  }

  #replan(): number {
    this.#wait.clear();
    this.#isDeciding = false;
    this.#plan += 1;
    return this.#plan;
  }

  /** Listens for a waking machine only while there is something to wake. */
  #enter(state: ClientState): void {
    this.state = state;
    const { status } = state;
    if (status === 'connecting' || status === 'open' || status === 'waiting') {
      this.#stopWake ??= listenForWake(why => this.#wake(why));
    } else {
      this.#stopWake?.();
      this.#stopWake = undefined;
    }
    this.#emitter.emit('state', state);
  }
}
