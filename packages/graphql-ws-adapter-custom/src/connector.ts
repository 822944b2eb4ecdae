import { reconnectDelay } from './backoff.ts';
import type { ClientOptions, ClientState, EndOfServiceDecision } from './clientTypes.ts';
import type { Emitter } from './emitter.ts';
import { decideEndOfService, EndOfServiceLog } from './endOfService.ts';
import type { AnswerFrame, DataFrame, ServerFrame } from './envelope.ts';
import { ConnectionLostError, ProtocolError, SessionEndedError } from './errors.ts';
import { after, type Cancel, listenForWake, logError } from './runtime.ts';
import { SessionUrl } from './sessionUrl.ts';
import { type ConnectionHooks, SocketConnection } from './socketConnection.ts';
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
  readonly #options: ClientOptions;
  readonly #lazy: boolean;
  readonly #emitter: Emitter;
  readonly #hooks: ConnectorHooks;
  readonly #url: SessionUrl;
  #state: ClientState = { status: 'idle' };
  #connection: SocketConnection | undefined;
  /** Rises with every change of plan; what an older plan still awaits is then ignored. */
  #turn = 0;
  #attempt = 0;
  #failures = 0;
  #retrying = false;
  #deciding = false;
  readonly #endings = new EndOfServiceLog();
  #cancelWait: Cancel | undefined;
  #cancelClose: Cancel | undefined;
  #stopWake: Cancel | undefined;

  constructor(options: ClientOptions, emitter: Emitter, hooks: ConnectorHooks) {
    this.#options = options;
    this.#lazy = options.lazy ?? true;
    this.#emitter = emitter;
    this.#hooks = hooks;
    this.#url = new SessionUrl(options.url);
  }

  get state(): ClientState {
    return this.#state;
  }

  /** Sends, or gives false when no socket is open. */
  send(text: string): boolean {
    return this.#connection?.send(text) ?? false;
  }

  /** An operation came: connects unless it does already. */
  need(): void {
    this.#stayOpen();
    if (this.#state.status === 'idle') this.#connect();
  }

  /** An operation ended: a lazy client closes when it was the last. */
  settle(): void {
    if (!this.#lazy || this.#cancelClose || this.#hooks.hasWork()) return;
    this.#cancelClose = after(this.#options.lazyCloseTimeout ?? 0, () => {
      this.#cancelClose = undefined;
      if (!this.#hooks.hasWork() && !this.#deciding && this.#isActive()) this.#goIdle();
    });
  }

  resume(): void {
    const { status } = this.#state;
    this.#stayOpen();
    if (status === 'open') this.#probe('online');
    else if (status === 'idle' || status === 'ended' || status === 'waiting') this.#connect();
  }

  terminate(): void {
    this.#connection?.giveUp(4499, 'Terminated');
  }

  dispose(): void {
    if (this.#state.status === 'disposed') return;
    this.#plan();
    this.#stayOpen();
    this.#setState({ status: 'disposed' });
    this.#leave('Normal Closure');
  }

  #stayOpen(): void {
    this.#cancelClose?.();
    this.#cancelClose = undefined;
  }

  #connect(): void {
    const turn = this.#plan();
    this.#setState({ status: 'connecting' });
    this.#emitter.emit('connecting', this.#retrying);
    if (turn !== this.#turn) return;
    const asked = this.#ask();
    if (typeof asked === 'string') this.#open(asked);
    else
      asked.then(
        url => this.#turn === turn && this.#open(url),
        (error: unknown) => this.#turn === turn && this.#withoutUrl(error),
      );
  }

  #ask(): string | Promise<string> {
    try {
      return this.#url.next(this.#failures);
    } catch (error) {
      return Promise.reject(error);
    }
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
    const {
      webSocketImpl,
      connectionTimeout = 10_000,
      keepAlive = 5_000,
      pongTimeout = 5_000,
    } = this.#options;
    const options = { connectionTimeout, keepAlive, pongTimeout };
    try {
      const socket = openWebSocket(url, webSocketImpl);
      this.#connection = new SocketConnection(socket, options, this.#emitter, this);
    } catch (error) {
      this.#fail(error);
    }
  }

  opened(): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    const wasRetry = this.#retrying;
    this.#retrying = false;
    this.#setState({ status: 'open' });
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
    this.#attempt = 0;
    this.#failures = 0;
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

  #fail(error: unknown): void {
    this.#failures += 1;
    this.#emitter.emit('error', error);
    this.#retry(error);
  }

  #retry(cause: unknown): void {
    if (this.#state.status === 'disposed') return;
    const { retryAttempts = Number.POSITIVE_INFINITY, shouldRetry = isRetryable } = this.#options;
    if (this.#lazy && !this.#hooks.hasWork()) this.#goIdle();
    else if (this.#attempt >= retryAttempts || !shouldRetry(cause)) this.#giveUp(cause);
    else this.#wait(this.#attempt++);
  }

  #wait(attempt: number): void {
    const turn = this.#plan();
    this.#retrying = true;
    const wait = (this.#options.retryWait ?? reconnectDelay)(attempt);
    const milliseconds = typeof wait === 'number' ? wait : Number.POSITIVE_INFINITY;
    this.#setState({ status: 'waiting', attempt: attempt + 1, until: Date.now() + milliseconds });
    if (turn !== this.#turn) return;
    this.#cancelWait = after(milliseconds, () => this.#connect());
    if (typeof wait === 'number') return;
    wait.then(
      () => this.#turn === turn && this.#connect(),
      (error: unknown) => this.#turn === turn && this.#giveUp(error),
    );
  }

  #giveUp(cause: unknown): void {
    this.#plan();
    this.#attempt = this.#failures = 0;
    this.#setState({ status: 'idle' });
    this.#hooks.gaveUp(sent =>
      cause instanceof Error
        ? cause
        : new ConnectionLostError('The socket was lost for good.', sent, { cause }),
    );
    if (!this.#lazy) (this.#options.onNonLazyError ?? logError)(cause);
  }

  #endOfService(reason: string): void {
    const now = Date.now();
    const since = this.#connection?.heardAt ?? now;
    const inRow = this.#endings.note(now);
    this.#attempt = this.#failures = 0;
    this.#url.forget();
    this.#emitter.emit('eos', reason);
    this.#leave('End of service');
    this.#hooks.lost({ code: 1000, reason: `End of service: ${reason}`, wasClean: true }, since);
    if (this.#state.status !== 'disposed') this.#decide(reason, inRow);
  }

  #decide(reason: string, inRow: number): void {
    const turn = this.#plan();
    const { onEndOfService } = this.#options;
    if (onEndOfService === undefined) {
      this.#follow(decideEndOfService(reason, inRow), reason, inRow);
      return;
    }
    this.#deciding = true;
    this.#setState({ status: 'connecting' });
    const follow = (decision: EndOfServiceDecision): void => {
      if (turn === this.#turn) this.#follow(decision, reason, inRow);
    };
    new Promise<EndOfServiceDecision>(resolve => resolve(onEndOfService(reason))).then(follow, error => {
      this.#emitter.report(error);
      follow('stop');
    });
  }

  /** Resumes at once, but with growing waits when sessions end one after the other. */
  #follow(decision: EndOfServiceDecision, reason: string, inRow: number): void {
    this.#deciding = false;
    this.#retrying = decision === 'resume';
    if (decision === 'stop') {
      this.#setState({ status: 'ended', reason });
      this.#hooks.gaveUp(() => new SessionEndedError(reason));
    } else if (this.#lazy && !this.#hooks.hasWork()) this.#goIdle();
    else if (inRow > 0) this.#wait(inRow - 1);
    else this.#connect();
  }

  #goIdle(): void {
    this.#plan();
    this.#attempt = this.#failures = 0;
    this.#retrying = false;
    this.#setState({ status: 'idle' });
    this.#leave('Normal Closure');
  }

  #leave(reason: string): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#connection = undefined;
    this.#emitter.emit('closed', connection.leave(reason));
  }

  #probe(why: 'online' | 'visible'): void {
    const hurry = why === 'online' && !this.#hooks.hasMutationInFlight();
    this.#connection?.probe(hurry ? AFTER_ONLINE : undefined);
  }

  #wake(why: 'online' | 'visible'): void {
    if (this.#state.status === 'waiting') this.#connect();
    else if (this.#state.status === 'open') this.#probe(why);
  }

  #plan(): number {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.#deciding = false;
    this.#turn += 1;
    return this.#turn;
  }

  #isActive(): boolean {
    const { status } = this.#state;
    return status === 'connecting' || status === 'open' || status === 'waiting';
  }

  #setState(state: ClientState): void {
    this.#state = state;
    if (this.#isActive()) this.#stopWake ??= listenForWake(why => this.#wake(why));
    else {
      this.#stopWake?.();
      this.#stopWake = undefined;
    }
    this.#emitter.emit('state', state);
  }
}

/** As graphql-ws: close events are worth another try; an error is when it says so itself. */
function isRetryable(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  return ('code' in cause && 'reason' in cause) || ('retryable' in cause && cause.retryable === true);
}
