import type { ClientState, EndOfServiceDecision } from './clientTypes.ts';
import type { Emitter } from './emitter.ts';
import { EndOfServiceLog } from './endOfService.ts';
import type { AnswerFrame, DataFrame, ServerFrame } from './envelope.ts';
import { ConnectionLostError, ProtocolError, SessionEndedError } from './errors.ts';
import { Plan } from './plan.ts';
import { Timer, type WakeReason } from './runtime.ts';
import { SessionUrl } from './sessionUrl.ts';
import type { Settings } from './settings.ts';
import { type ConnectionHooks, SocketConnection } from './socketConnection.ts';
import { StateHolder } from './stateHolder.ts';
import { openWebSocket } from './webSocket.ts';

/** A socket without a frame counts as good after this time, so that an idle one can close without suspicion. */
const PROVEN_AFTER = 5_000;
/** `online` mostly means a new network, on which an old socket is dead: it gets this long to prove otherwise. */
const AFTER_ONLINE = 150;

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
  readonly #settings: Settings;
  readonly #emitter: Emitter;
  readonly #hooks: ConnectorHooks;
  readonly #url: SessionUrl;
  readonly #state: StateHolder;
  readonly #endings = new EndOfServiceLog();
  readonly #plan = new Plan();
  readonly #wait = new Timer();
  readonly #close = new Timer();
  #connection: SocketConnection | undefined;
  /** Reconnects in a row, and failures to reach the server in a row. */
  #attempt = 0;
  #failures = 0;
  #retrying = false;
  #deciding = false;

  constructor(settings: Settings, emitter: Emitter, hooks: ConnectorHooks) {
    this.#settings = settings;
    this.#emitter = emitter;
    this.#hooks = hooks;
    this.#url = new SessionUrl(settings.url);
    this.#state = new StateHolder(emitter, why => this.#wake(why));
  }

  get state(): ClientState {
    return this.#state.current;
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
    if (this.#state.current.status === 'idle') this.#connect();
  }

  /** An operation ended: a lazy client closes when it was the last. */
  settle(): void {
    if (this.#close.isSet || !this.#state.isActive || !this.#isIdle()) return;
    this.#close.set(this.#settings.lazyCloseTimeout, () => {
      if (this.#isIdle() && this.#state.isActive && !this.#deciding) this.#rest();
    });
  }

  resume(): void {
    const { status } = this.#state.current;
    this.#close.clear();
    if (status === 'idle' || status === 'ended') this.#connect();
    else this.#wake('online');
  }

  terminate(): void {
    this.#connection?.giveUp(4499, 'Terminated');
  }

  dispose(): void {
    if (this.#state.current.status === 'disposed') return;
    this.#replan();
    this.#close.clear();
    this.#state.set({ status: 'disposed' });
    this.#leave();
  }

  opened(): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    const wasRetry = this.#retrying;
    this.#retrying = false;
    this.#state.set({ status: 'open' });
    this.#emitter.emit('opened', connection.socket);
    this.#emitter.emit('connected', connection.socket, undefined, wasRetry);
    if (this.#connection === connection) this.#hooks.opened();
  }

  received(frame: ServerFrame): void {
    if (this.#emitter.hears('message')) this.#emitter.emit('message', frame);
    if (frame.kind === 'endOfService') {
      this.#endOfService(frame.reason);
      return;
    }
    this.#attempt = this.#failures = 0;
    if (frame.kind === 'pong') this.#emitter.emit('pong', true, frame.payload);
    else if (frame.kind === 'invalid') this.#emitter.emit('protocolError', new ProtocolError(frame.problem));
    else this.#hooks.received(frame);
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

  #connect(): void {
    const state: ClientState = { status: 'connecting' };
    this.#replan();
    this.#state.set(state);
    this.#emitter.emit('connecting', this.#retrying);
    if (this.#state.current !== state) return;
    this.#plan.ask(
      () => this.#url.next(this.#failures),
      url => this.#open(url),
      error => this.#withoutUrl(error),
    );
  }

  /** `url` failed: a URL that is still good serves once more. */
  #withoutUrl(error: unknown): void {
    const { last } = this.#url;
    if (last === undefined) {
      this.#fail(error);
    } else {
      this.#emitter.emit('error', error);
      this.#open(last);
    }
  }

  #open(url: string): void {
    try {
      const socket = openWebSocket(url, this.#settings.webSocketImpl);
      this.#connection = new SocketConnection(socket, this.#settings, this.#emitter, this);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    this.#emitter.emit('error', error);
    this.#retry(error);
  }

  #retry(cause: unknown): void {
    if (this.#state.current.status === 'disposed') return;
    const { retryAttempts, shouldRetry } = this.#settings;
    this.#replan();
    if (this.#isIdle()) this.#rest();
    else
      this.#plan.ask(
        () => this.#attempt < retryAttempts && shouldRetry(cause),
        retry => (retry ? this.#waitFor(this.#attempt++) : this.#giveUp(cause)),
        error => this.#giveUp(error),
      );
  }

  #waitFor(attempt: number): void {
    this.#replan();
    this.#retrying = true;
    this.#plan.ask(
      () => {
        const wait = this.#settings.retryWait(attempt);
        const ms = typeof wait === 'number' ? wait : Number.POSITIVE_INFINITY;
        this.#wait.set(ms, () => this.#connect());
        this.#state.set({ status: 'waiting', attempt: attempt + 1, until: Date.now() + ms });
        return typeof wait === 'number' ? false : wait.then(() => true);
      },
      isOver => isOver && this.#connect(),
      error => this.#giveUp(error),
    );
  }

  #giveUp(cause: unknown): void {
    const { lazy, onNonLazyError } = this.#settings;
    this.#rest();
    this.#hooks.gaveUp(sent =>
      cause instanceof Error
        ? cause
        : new ConnectionLostError('The socket was lost for good.', sent, { cause }),
    );
    if (lazy) return;
    try {
      onNonLazyError(cause);
    } catch (error) {
      this.#emitter.report(error);
    }
  }

  #endOfService(reason: string): void {
    const now = Date.now();
    const since = this.#connection?.heardAt ?? now;
    const inRow = this.#endings.note(now);
    this.#attempt = this.#failures = 0;
    this.#url.forget();
    this.#emitter.emit('eos', reason);
    this.#hooks.lost(this.#leave(), since);
    if (this.#state.current.status === 'disposed') return;
    this.#replan();
    this.#deciding = true;
    this.#plan.ask(
      () => {
        const decision = this.#settings.onEndOfService(reason, inRow);
        if (typeof decision !== 'string') this.#state.set({ status: 'connecting' });
        return decision;
      },
      decision => this.#follow(decision, reason, inRow),
      error => {
        this.#emitter.report(error);
        this.#follow('stop', reason, inRow);
      },
    );
  }

  /** Resumes at once, but with growing waits when sessions end one after the other. */
  #follow(decision: EndOfServiceDecision, reason: string, inRow: number): void {
    this.#replan();
    this.#retrying = true;
    if (decision === 'stop') {
      this.#state.set({ status: 'ended', reason });
      this.#hooks.gaveUp(() => new SessionEndedError(reason));
    } else if (this.#isIdle()) this.#rest();
    else if (inRow > 0) this.#waitFor(inRow - 1);
    else this.#connect();
  }

  /** A lazy client without work has no socket. */
  #isIdle(): boolean {
    return this.#settings.lazy && !this.#hooks.hasWork();
  }

  #rest(): void {
    this.#replan();
    this.#attempt = this.#failures = 0;
    this.#retrying = false;
    this.#state.set({ status: 'idle' });
    this.#leave();
  }

  /** Leaves the socket, and gives its close event. */
  #leave(): unknown {
    const connection = this.#connection;
    this.#connection = undefined;
    const event = connection?.leave();
    if (event !== undefined) this.#emitter.emit('closed', event);
    return event;
  }

  #wake(why: WakeReason): void {
    const { status } = this.#state.current;
    const isStuck = status === 'connecting' && why === 'online' && this.#connection !== undefined;
    if (isStuck) this.#leave();
    if (isStuck || status === 'waiting') this.#connect();
    else {
      const hurry = why === 'online' && !this.#hooks.hasMutationInFlight();
      this.#connection?.probe(hurry ? AFTER_ONLINE : this.#settings.pongTimeout);
    }
  }

  #replan(): void {
    this.#wait.clear();
    this.#deciding = false;
    this.#plan.change();
  }
}
