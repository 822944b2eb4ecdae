import type { ExecutionResult, ServerFrame, Sink, SubscribePayload } from './envelope.ts';
import type { ProtocolError } from './errors.ts';
import type { WebSocketConstructor } from './webSocket.ts';

/** Where the client stands. The object stays the same until the state changes. */
export type ClientState =
  /** No socket, and nothing that needs one. */
  | { readonly status: 'idle' }
  /** Asking for the URL or opening the socket. */
  | { readonly status: 'connecting' }
  | { readonly status: 'open' }
  /**
   * Waits before the next try. `attempt` counts from 1; `until` is ms epoch, `Infinity` when a custom
   * `retryWait` gave a promise.
   */
  | { readonly status: 'waiting'; readonly attempt: number; readonly until: number }
  /** An EOS was not resumed: nothing happens until `resume()`. */
  | { readonly status: 'ended'; readonly reason: string }
  | { readonly status: 'disposed' };

/** What the listeners of each event are called with; the first eight events are graphql-ws's. */
export interface ClientEventArguments {
  connecting: [isRetry: boolean];
  opened: [socket: unknown];
  /** The envelope knows no acknowledgement: it follows `opened` at once, and `payload` is undefined. */
  connected: [socket: unknown, payload: undefined, wasRetry: boolean];
  /** `received` is always false: the server sends no PING. */
  ping: [received: boolean, payload: unknown];
  /** `received` is always true. */
  pong: [received: boolean, payload: unknown];
  /** Every frame from the server, checked; those that were not understood too. */
  message: [frame: ServerFrame];
  /** An error of the socket, of `url` or of a listener or sink. */
  error: [error: unknown];
  /** The close event, or one of the same shape where the client gave the socket up itself. */
  closed: [event: unknown];
  /** End of service: the session is over, for `reason`. */
  eos: [reason: string];
  /** Every subscription that lived before a gap is live again. `since`: ms epoch, nothing is missing before. */
  restarted: [event: { readonly since: number }];
  state: [state: ClientState];
  /** A frame that was not understood, or that nobody waits for. Nothing else comes of it. */
  protocolError: [error: ProtocolError];
}

export type ClientEvent = keyof ClientEventArguments;

/** The listener of event `E`. */
export type ClientEventListener<E extends ClientEvent> = (...args: ClientEventArguments[E]) => void;

/** The listeners of each event. */
export type ClientEvents = { [E in ClientEvent]: ClientEventListener<E> };

/** An event that graphql-ws has too. */
export type GraphQLWsEvent =
  | 'connecting'
  | 'opened'
  | 'connected'
  | 'ping'
  | 'pong'
  | 'message'
  | 'closed'
  | 'error';

/**
 * The same listeners in the form in which graphql-ws declares them: TypeScript compares conditional types branch
 * by branch, so this makes `Client` assignable to graphql-ws's. Frames differ, hence `never`.
 */
export type GraphQLWsEventListener<E extends GraphQLWsEvent> = E extends 'connecting'
  ? (isRetry: boolean) => void
  : E extends 'opened'
    ? (socket: unknown) => void
    : E extends 'connected'
      ? (socket: unknown, payload: undefined, wasRetry: boolean) => void
      : E extends 'ping'
        ? (received: boolean, payload: undefined) => void
        : E extends 'pong'
          ? (received: boolean, payload: undefined) => void
          : E extends 'message'
            ? (message: never) => void
            : E extends 'closed'
              ? (event: unknown) => void
              : E extends 'error'
                ? (error: unknown) => void
                : never;

/** Options of `createClient`. Times are in milliseconds; 0 or `Infinity` switches a timeout off. */
export interface ClientOptions {
  /**
   * Where to connect. A function is called for the first connection, after every EOS that is resumed (a new agent
   * session) and after 3 failures in a row; a socket that merely closed reconnects to the last URL.
   */
  url: string | (() => Promise<string> | string);
  /** `true`: connect at the first operation and close after the last. Default `true`. */
  lazy?: boolean;
  /** How long a lazy client stays connected after its last operation. Default 0. */
  lazyCloseTimeout?: number;
  /** Told why a client that is not lazy gave up. Default `console.error`. */
  onNonLazyError?: (errorOrCloseEvent: unknown) => void;
  /** Default: the global `WebSocket`, looked up when it connects. In Node pass that of `ws`. */
  webSocketImpl?: WebSocketConstructor;
  /** Between PINGs; 0 turns them off. Default 5 000, as in Zendesk's sample. */
  keepAlive?: number;
  /** Without any frame after a PING, before the socket is given up. Default 5 000. */
  pongTimeout?: number;
  /** To open a socket. Default 10 000. */
  connectionTimeout?: number;
  /** For an answer, and for a socket to send an operation on. Default 15 000. */
  requestTimeout?: number;
  /** Reconnects in a row before the client gives up. Default `Infinity`. */
  retryAttempts?: number;
  /**
   * The wait before a reconnect; `attempt` counts from 0. A number is milliseconds.
   * Default: at random between 0 and 1 s, doubling to 10 s.
   */
  retryWait?: (attempt: number) => Promise<void> | number;
  /**
   * Whether to try again after this close event, or error of `url`. Default: after close events, and after errors
   * whose `retryable` is true.
   */
  shouldRetry?: (errorOrCloseEvent: unknown) => boolean;
  /** Tries after RATE_LIMITED, with growing waits from 1 s. Default 5. */
  rateLimitRetries?: number;
  /**
   * What to do when the server ends the session. Default: `stop` for `concurrent session limit reached` and for a
   * second EOS within 60 s of the last, else `resume`.
   */
  onEndOfService?: (reason: string) => EndOfServiceDecision | Promise<EndOfServiceDecision>;
  /** The id of a request. Default: 1, 2, 3 and so on, as text. */
  generateID?: (payload: SubscribePayload) => string;
  /** Listeners that hear every event from the start, before others. */
  on?: Partial<ClientEvents>;
}

export type EndOfServiceDecision = 'resume' | 'stop';

/** A GraphQL client on one Zendesk socket. It can stand wherever a graphql-ws `Client` is taken. */
export interface Client {
  /** Listens; the answer ends it. */
  on<E extends ClientEvent>(event: E, listener: ClientEventListener<E>): () => void;
  on<E extends GraphQLWsEvent>(event: E, listener: GraphQLWsEventListener<E>): () => void;

  /** Runs a query, a mutation or a subscription into `sink`. The answer unsubscribes; the sink then stays silent. */
  subscribe<Data = Record<string, unknown>, Extensions = unknown>(
    payload: SubscribePayload,
    sink: Sink<ExecutionResult<Data, Extensions>>,
  ): () => void;

  /** The same as an async iterator; `return()` (leaving a `for await`) unsubscribes. */
  iterate<Data = Record<string, unknown>, Extensions = unknown>(
    payload: SubscribePayload,
  ): AsyncIterableIterator<ExecutionResult<Data, Extensions>>;

  /** Runs a query or a mutation. Rejects with one of the error classes, and with a TypeError for a subscription. */
  request<Data = Record<string, unknown>, Extensions = unknown>(
    payload: SubscribePayload,
  ): Promise<ExecutionResult<Data, Extensions>>;

  getState(): ClientState;

  /**
   * After `ended`: asks `url` for a new session and connects; while `idle`: connects. While `waiting`: reconnects at
   * once. While `connecting`: a socket that has not opened yet makes way for another. While `open`: makes sure that
   * the socket still lives. Elsewhere it does nothing.
   */
  resume(): void;

  /** Gives the socket up at once, as if it had been lost; the client reconnects. */
  terminate(): void;

  /** Ends everything for good: subscriptions complete, requests under way end with ConnectionLostError. */
  dispose(): void;
}
