import { reconnectDelay } from './backoff.ts';
import type { ClientOptions, ClientState, EndOfServiceDecision } from './clientTypes.ts';
import type { Emitter } from './emitter.ts';
import type { AnswerFrame, DataFrame, ServerFrame } from './envelope.ts';
import { ConnectionLostError, ProtocolError, SessionEndedError } from './errors.ts';
import { isFields } from './fields.ts';
import { AFTER_ONLINE, END_OF_SERVICE_PERIOD, FAILURES_BEFORE_ASKING } from './limits.ts';
import { after, listenForWake, logError } from './runtime.ts';
import { type SocketConnection, watchSocket } from './socketConnection.ts';
import { openWebSocket } from './webSocket.ts';

/** Zendesk's words when the same agent starts a session elsewhere. */
const TAKEN_OVER = 'concurrent session limit reached';

/** The operations that need the socket. */
export interface ConnectorHooks {
  hasWork(): boolean;
  /** Whether giving up the socket would leave a mutation in doubt. */
  inDoubt(): boolean;
  opened(): void;
  /** A frame that concerns an operation. */
  received(frame: AnswerFrame | DataFrame): void;
  /** The socket went; nothing before `since` (ms epoch) is missing. */
  lost(cause: unknown, since: number): void;
  /** No socket will come: every operation ends with what `toError` makes of whether it may have been carried out. */
  gaveUp(toError: (sent: boolean) => unknown): void;
}

/** Keeps one socket to the agent session: connects, reconnects, follows EOS, and closes when nobody needs it. */
export interface Connector {
  readonly getState: () => ClientState;
  /** False when no socket is open, nothing is made then, and when the socket does not take it. */
  readonly send: (makeFrame: () => string) => boolean;
  /** An operation came: connects unless it does already. */
  readonly need: () => void;
  /** An operation ended: a lazy client closes when it was the last. */
  readonly settle: () => void;
  readonly resume: () => void;
  readonly terminate: () => void;
  readonly dispose: () => void;
}

export function createConnector(options: ClientOptions, emitter: Emitter, hooks: ConnectorHooks): Connector {
  const {
    url,
    lazy = true,
    lazyCloseTimeout = 0,
    onNonLazyError = logError,
    onEndOfService = decide,
    retryAttempts = Infinity,
    retryWait = reconnectDelay,
    shouldRetry = isRetryable,
  } = options;
  let cancelWait: (() => void) | undefined;
  let cancelClose: (() => void) | undefined;
  let state: ClientState = { status: 'idle' };
  let connection: SocketConnection | undefined;
  /** The last URL that was in use, until its session ends: a socket that merely closed goes back to it. */
  let lastUrl: string | undefined;
  /** Reconnects in a row, and failures to reach the server in a row. */
  let attempts = 0;
  let failures = 0;
  let isRetry = false;
  /** The machine came online, and nothing was heard since: a loss is then no reason to wait. */
  let isHurried = false;
  /** Changes with what is to happen next: whatever an older plan still awaits is then ignored. */
  let plan = 0;
  let isDeciding = false;
  let endedAt = 0;
  /** How many sessions ended before the last one, each within a minute of the next. */
  let endsInRow = 0;
  let stopWake: (() => void) | undefined;

  /** Listens for a waking machine only while there is something to wake. */
  function enter(next: ClientState): void {
    state = next;
    const { status } = next;
    if (status === 'connecting' || status === 'open' || status === 'waiting') {
      stopWake ??= listenForWake(wake);
    } else {
      stopWake?.();
      stopWake = undefined;
    }
    emitter.emit('state', next);
  }

  function replan(): number {
    cancelWait?.();
    isDeciding = false;
    plan += 1;
    return plan;
  }

  async function connect(): Promise<void> {
    if (state.status === 'disposed') return;
    const mine = replan();
    enter({ status: 'connecting' });
    emitter.emit('connecting', isRetry);
    if (mine !== plan) return;
    try {
      try {
        if (lastUrl === undefined || (failures && failures % FAILURES_BEFORE_ASKING === 0)) {
          const answer = typeof url === 'string' ? url : await url();
          if (mine !== plan) return;
          lastUrl = answer;
        }
      } catch (error) {
        // A URL that is still good serves once more.
        if (lastUrl === undefined) throw error;
        emitter.emit('error', error);
      }
      if (mine === plan) {
        connection = watchSocket(openWebSocket(lastUrl, options.webSocketImpl), options, emitter, watcher);
      }
    } catch (error) {
      // Later, so that who has just subscribed has the answer of that call before the sink ends.
      await Promise.resolve();
      if (mine !== plan) return;
      lastUrl = undefined;
      failures += 1;
      emitter.emit('error', error);
      void retry(error);
    }
  }

  const watcher = {
    opened(): void {
      const socket = connection?.socket;
      enter({ status: 'open' });
      emitter.emit('opened', socket);
      emitter.emit('connected', socket, undefined, isRetry);
      hooks.opened();
    },
    received(frame: ServerFrame): void {
      emitter.emit('message', frame);
      attempts = failures = 0;
      isHurried = false;
      if (frame.kind === 'endOfService') void endOfService(frame.reason);
      else if (frame.kind === 'pong') emitter.emit('pong', true, frame.payload);
      else if (frame.kind === 'invalid') emitter.emit('protocolError', new ProtocolError(frame.problem));
      else hooks.received(frame);
    },
    lost(event: unknown, heardAt: number): void {
      connection = undefined;
      if (!heardAt) failures += 1;
      emitter.emit('closed', event);
      hooks.lost(event, heardAt);
      void retry(event);
    },
  };

  async function retry(cause: unknown): Promise<void> {
    if (state.status === 'disposed') return;
    const mine = replan();
    try {
      if (isIdle()) rest();
      else if (attempts < retryAttempts && shouldRetry(cause)) {
        isRetry = true;
        const answer = isHurried ? 0 : retryWait(attempts);
        attempts += 1;
        isHurried = false;
        const ms = typeof answer === 'number' ? answer : Infinity;
        if (mine === plan) {
          cancelWait = after(ms, () => void connect());
          enter({ status: 'waiting', attempt: attempts, until: Date.now() + ms });
        }
        if (typeof answer === 'number') return;
        await answer;
        if (mine === plan) void connect();
      } else if (mine === plan) giveUp(cause);
    } catch (error) {
      if (mine === plan) giveUp(error);
    }
  }

  function giveUp(cause: unknown): void {
    rest();
    hooks.gaveUp(sent =>
      cause instanceof Error ? cause : new ConnectionLostError('The socket was lost.', sent, { cause }),
    );
    if (!lazy) emitter.attempt(() => onNonLazyError(cause));
  }

  /** Rule 10. A session that is resumed starts at once, but with growing waits when they end one after the other. */
  async function endOfService(reason: string): Promise<void> {
    const now = Date.now();
    endsInRow = now - endedAt < END_OF_SERVICE_PERIOD ? endsInRow + 1 : 0;
    endedAt = now;
    lastUrl = undefined;
    emitter.emit('eos', reason);
    const event = leave();
    hooks.lost(event, now);
    if (state.status === 'disposed') return;
    const mine = replan();
    isDeciding = true;
    let decision: EndOfServiceDecision = 'stop';
    try {
      const answer = onEndOfService(reason);
      if (mine === plan && typeof answer !== 'string') enter({ status: 'connecting' });
      decision = typeof answer === 'string' ? answer : await answer;
    } catch (error) {
      emitter.report(error);
    }
    if (mine !== plan) return;
    isDeciding = false;
    isRetry = true;
    if (decision === 'stop') {
      enter({ status: 'ended', reason });
      hooks.gaveUp(() => new SessionEndedError(reason));
    } else if (endsInRow > 0) {
      attempts = endsInRow - 1;
      void retry(event);
    } else if (isIdle()) rest();
    else void connect();
  }

  function decide(reason: string): EndOfServiceDecision {
    return reason === TAKEN_OVER || endsInRow > 0 ? 'stop' : 'resume';
  }

  /** A lazy client without work has no socket. */
  function isIdle(): boolean {
    return lazy && !hooks.hasWork();
  }

  function canRest(): boolean {
    return stopWake !== undefined && isIdle();
  }

  function rest(): void {
    replan();
    attempts = 0;
    isRetry = false;
    leave({ status: 'idle' });
  }

  /** Leaves the socket, for the state `next`, and gives its close event. Listeners may connect anew. */
  function leave(next?: ClientState): unknown {
    const event = connection?.leave();
    connection = undefined;
    if (next) enter(next);
    if (event) emitter.emit('closed', event);
    return event;
  }

  function wake(isOnline: boolean): void {
    const { status } = state;
    if (status === 'waiting' || (status === 'connecting' && isOnline && connection)) {
      leave();
      void connect();
    } else {
      isHurried = isOnline && !hooks.inDoubt();
      connection?.probe(isHurried ? AFTER_ONLINE : undefined);
    }
  }

  if (!lazy) void connect();
  return {
    getState: () => state,
    send: makeFrame => connection?.send(makeFrame) ?? false,
    need() {
      if (state.status === 'idle') void connect();
    },
    settle() {
      cancelClose?.();
      if (canRest())
        cancelClose = after(lazyCloseTimeout, () => {
          if (canRest() && !isDeciding) rest();
        });
    },
    resume() {
      cancelClose?.();
      if (state.status === 'idle' || state.status === 'ended') void connect();
      else wake(true);
    },
    terminate() {
      connection?.giveUp(4499, 'Terminated');
    },
    dispose() {
      replan();
      cancelClose?.();
      if (state.status !== 'disposed') leave({ status: 'disposed' });
    },
  };
}

/** As graphql-ws: close events are worth another try; an error is when it says so itself. */
function isRetryable(cause: unknown): boolean {
  return isFields(cause) && ('reason' in cause || cause['retryable'] === true);
}
