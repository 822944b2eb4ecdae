import { Refusals } from './backoff.ts';
import type {
  Client,
  ClientEvent,
  ClientEventListener,
  ClientOptions,
  GraphQLWsEvent,
  GraphQLWsEventListener,
} from './clientTypes.ts';
import { Connector, type ConnectorHooks } from './connector.ts';
import { Emitter } from './emitter.ts';
import { type EncodedPayload, encodePayload, encodeRequest, encodeStop } from './encode.ts';
import type {
  AnswerFrame,
  DataFrame,
  Outcome,
  RequestId,
  Sink,
  SubscribePayload,
  WireResult,
} from './envelope.ts';
import { ConnectionLostError, ProtocolError, SessionEndedError } from './errors.ts';
import { iterateResults } from './iterate.ts';
import { OpenSink } from './openSink.ts';
import { operationKind } from './operationKind.ts';
import { PendingRequests } from './pendingRequests.ts';
import { readSettings } from './settings.ts';
import { SubscriptionTable } from './subscriptionTable.ts';

/**
 * Creates a client. It connects at the first operation, or at once with `lazy: false`.
 *
 * ```ts
 * const client = createClient({ url: async () => (await startAgentSession()).websocket_url });
 * const { data } = await client.request({ query: '{ departments { edges { node { name status } } } }' });
 * ```
 */
export function createClient(options: ClientOptions): Client {
  const client = new EnvelopeClient(options);
  const { emitter, connector } = client;
  function on<E extends ClientEvent>(event: E, listener: ClientEventListener<E>): () => void;
  function on<E extends GraphQLWsEvent>(event: E, listener: GraphQLWsEventListener<E>): () => void;
  function on(event: ClientEvent, listener: (...args: never[]) => void): () => void {
    if (!isListenerOf(event, listener)) throw new TypeError('Expected a function that listens.');
    return emitter.on(event, listener);
  }
  return {
    on,
    subscribe: (payload, sink) => client.subscribe(payload, sink),
    iterate: payload => iterateResults(sink => client.subscribe(payload, sink)),
    request: payload => requestOnce(sink => client.subscribe(payload, sink), payload),
    getState: () => connector.state,
    resume: () => connector.resume(),
    terminate: () => connector.terminate(),
    dispose: () => client.dispose(),
  };
}

/** With which arguments a function is to be called can't be seen: the overloads of `on` have looked at that. */
function isListenerOf<E extends ClientEvent>(
  _event: E,
  listener: unknown,
): listener is ClientEventListener<E> {
  return typeof listener === 'function';
}

/** Ties the parts together: operations to the tables, the tables to the socket, frames back to the tables. */
class EnvelopeClient implements ConnectorHooks {
  readonly emitter: Emitter;
  readonly connector: Connector;
  readonly #options: ClientOptions;
  readonly #requests: PendingRequests;
  readonly #subscriptions: SubscriptionTable;
  /** Who awaits the answer to which request. */
  readonly #awaited = new Map<RequestId, (outcome: Outcome) => void>();
  #lastId = 0;

  constructor(options: ClientOptions) {
    const settings = readSettings(options);
    const shared = {
      send: (payload: EncodedPayload, answered: (outcome: Outcome) => void) =>
        this.#send(() => this.#nextId(payload.payload), id => encodeRequest(id, payload), answered),
      settled: () => this.connector.settle(),
      countRefusals: () => new Refusals(settings.rateLimitRetries),
      requestTimeout: settings.requestTimeout,
    };
    this.#options = options;
    this.emitter = new Emitter(options.on);
    this.#requests = new PendingRequests(shared);
    this.#subscriptions = new SubscriptionTable({
      ...shared,
      stop: (id, answered) =>
        this.#send(() => `stop-${++this.#lastId}`, stopId => encodeStop(stopId, id), answered),
      restarted: since => this.emitter.emit('restarted', { since }),
    });
    this.connector = new Connector(settings, this.emitter, this);
    if (!settings.lazy) this.connector.need();
  }

  subscribe(payload: SubscribePayload, sink: Sink<WireResult>): () => void {
    const openSink = new OpenSink(sink, error => this.emitter.report(error));
    try {
      const { state } = this.connector;
      if (state.status === 'ended') throw new SessionEndedError(state.reason);
      if (state.status === 'disposed') throw disposed(false);
      const cancel = this.#add(payload, openSink);
      this.connector.need();
      return cancel;
    } catch (error) {
      // Later, so that the caller has the answer of this call before its sink ends.
      void Promise.resolve().then(() => openSink.end(error));
      return () => openSink.close();
    }
  }

  dispose(): void {
    this.connector.dispose();
    this.#subscriptions.endAll();
    this.#requests.endAll(disposed);
    this.#awaited.clear();
  }

  hasWork(): boolean {
    return this.#requests.size + this.#subscriptions.size > 0;
  }

  hasMutationInFlight(): boolean {
    return this.#requests.hasMutationInFlight;
  }

  opened(): void {
    this.#subscriptions.opened();
    this.#requests.opened();
  }

  received(frame: AnswerFrame | DataFrame): void {
    const isExpected =
      frame.kind === 'data'
        ? this.#subscriptions.received(frame.subscriptionId, frame.outcome)
        : this.#answered(frame);
    if (isExpected) return;
    const problem = `Expected no such ${frame.kind}: nobody waits for it.`;
    this.emitter.emit('protocolError', new ProtocolError(problem));
  }

  lost(cause: unknown, since: number): void {
    this.#awaited.clear();
    this.#subscriptions.lost(since);
    this.#requests.lost(cause);
  }

  gaveUp(toError: (sent: boolean) => unknown): void {
    this.#subscriptions.endAll(toError(false));
    this.#requests.endAll(toError);
  }

  #add(payload: SubscribePayload, sink: OpenSink): () => void {
    const encoded = encodePayload(payload);
    const kind = operationKind(payload.query, payload.operationName);
    return kind === 'subscription'
      ? this.#subscriptions.add(subscriptionKey(payload), encoded, sink)
      : this.#requests.add(encoded, kind === 'query', sink);
  }

  #answered({ id, outcome }: AnswerFrame): boolean {
    const answered = this.#awaited.get(id);
    this.#awaited.delete(id);
    answered?.(outcome);
    return answered !== undefined;
  }

  #send(
    nextId: () => RequestId,
    encode: (id: RequestId) => string,
    answered: (outcome: Outcome) => void,
  ): boolean {
    if (!this.connector.canSend) return false;
    const id = nextId();
    this.#awaited.set(id, answered);
    this.connector.send(encode(id));
    return true;
  }

  /** Ids of our own do not meet those of the caller's making: those of stops begin with a word. */
  #nextId(payload: SubscribePayload): RequestId {
    try {
      const id = this.#options.generateID?.(payload);
      if (id !== undefined) return id;
    } catch (error) {
      this.emitter.report(error);
    }
    return `${++this.#lastId}`;
  }
}

function disposed(sent: boolean): ConnectionLostError {
  return new ConnectionLostError('The client was disposed.', sent);
}

/** Rejects with one of the error classes; a subscription is refused, for it has no one result. */
function requestOnce<Result>(
  subscribe: (sink: Sink<Result>) => () => void,
  { query, operationName }: SubscribePayload,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (operationKind(query, operationName) === 'subscription')
      throw new TypeError('Expected a query or a mutation, got a subscription: use subscribe().');
    subscribe({ next: resolve, error: reject, complete: () => undefined });
  });
}

/** Equal for equal subscriptions, whatever the order of their variables. */
function subscriptionKey({ query, variables, operationName }: SubscribePayload): string {
  return JSON.stringify([query, operationName ?? null, variables ?? {}], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
