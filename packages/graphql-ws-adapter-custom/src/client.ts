import { countRefusals } from './backoff.ts';
import type { Client, ClientOptions } from './clientTypes.ts';
import { createConnector } from './connector.ts';
import { isFields } from './decode.ts';
import { createEmitter } from './emitter.ts';
import { type EncodedPayload, encodePayload, encodeRequest, encodeStop } from './encode.ts';
import type { Outcome, RequestId, Sink, SubscribePayload, WireResult } from './envelope.ts';
import { ConnectionLostError, ProtocolError, SessionEndedError } from './errors.ts';
import { iterateResults } from './iterate.ts';
import { openSink } from './openSink.ts';
import { operationKind } from './operationKind.ts';
import { createPendingRequests } from './pendingRequests.ts';
import { createSubscriptionTable } from './subscriptionTable.ts';

/**
 * Creates a client. It connects at the first operation, or at once with `lazy: false`.
 *
 * ```ts
 * const client = createClient({ url: async () => (await startAgentSession()).websocket_url });
 * const { data } = await client.request({ query: '{ departments { edges { node { name status } } } }' });
 * ```
 */
export function createClient(options: ClientOptions): Client {
  const emitter = createEmitter(options.on);
  /** Who awaits the answer to which request. */
  const awaited = new Map<RequestId, (outcome: Outcome) => void>();
  let lastId = 0;

  const shared = {
    send: (payload: EncodedPayload, answered: (outcome: Outcome) => void) =>
      connector.send(() => {
        const id = nextId(payload.payload);
        awaited.set(id, answered);
        return encodeRequest(id, payload);
      }),
    settled: () => connector.settle(),
    countRefusals: () => countRefusals(options.rateLimitRetries),
    requestTimeout: (options.requestTimeout ?? 15_000) || Infinity,
  };
  const requests = createPendingRequests(shared);
  const subscriptions = createSubscriptionTable({
    ...shared,
    stop: (subscriptionId, answered) =>
      connector.send(() => {
        // Ids of the caller's making do not begin with a word of ours.
        lastId += 1;
        const id = `stop-${lastId}`;
        awaited.set(id, answered);
        return encodeStop(id, subscriptionId);
      }),
    restarted: since => emitter.emit('restarted', { since }),
  });
  const connector = createConnector(options, emitter, {
    hasWork: () => !requests.isEmpty() || !subscriptions.isEmpty(),
    hasMutationInFlight: requests.hasMutationInFlight,
    opened() {
      subscriptions.opened();
      requests.opened();
    },
    received(frame) {
      const { kind, outcome } = frame;
      if (kind === 'data' ? subscriptions.received(frame.subscriptionId, outcome) : answer(frame.id, outcome))
        return;
      emitter.emit('protocolError', new ProtocolError(`Expected no such ${kind}: nobody waits for it.`));
    },
    lost(cause, since) {
      awaited.clear();
      subscriptions.lost(since);
      requests.lost(cause);
    },
    gaveUp: endAll,
  });

  function nextId(payload: SubscribePayload): RequestId {
    try {
      const id = options.generateID?.(payload);
      if (id !== undefined) return id;
    } catch (error) {
      emitter.report(error);
    }
    lastId += 1;
    return `${lastId}`;
  }

  function answer(id: RequestId, outcome: Outcome): boolean {
    const answered = awaited.get(id);
    awaited.delete(id);
    answered?.(outcome);
    return answered !== undefined;
  }

  function endAll(toError: (sent: boolean) => unknown): void {
    subscriptions.endAll(toError(false));
    requests.endAll(toError);
  }

  function subscribe(payload: SubscribePayload, sink: Sink<WireResult>): () => void {
    const ownSink = openSink(sink, error => emitter.report(error));
    try {
      const state = connector.getState();
      if (state.status === 'ended') throw new SessionEndedError(state.reason);
      if (state.status === 'disposed') throw disposed(false);
      const encoded = encodePayload(payload);
      const kind = operationKind(payload.query, payload.operationName);
      const cancel =
        kind === 'subscription'
          ? subscriptions.add(subscriptionKey(payload), encoded, ownSink)
          : requests.add(encoded, kind === 'query', ownSink);
      connector.need();
      return cancel;
    } catch (error) {
      // Later, so that the caller has the answer of this call before its sink ends.
      void Promise.resolve().then(() => ownSink.end(error));
      return () => ownSink.close();
    }
  }

  return {
    on: emitter.on,
    subscribe,
    iterate: payload => iterateResults(sink => subscribe(payload, sink)),
    request: payload => requestOnce(sink => subscribe(payload, sink), payload),
    getState: connector.getState,
    resume: connector.resume,
    terminate: connector.terminate,
    dispose() {
      connector.dispose();
      subscriptions.endAll();
      requests.endAll(disposed);
      awaited.clear();
    },
  };
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
      throw new TypeError('Expected a query or a mutation: use subscribe().');
    subscribe({ next: resolve, error: reject, complete: () => undefined });
  });
}

/** Equal for equal subscriptions, whatever the order of their variables. */
function subscriptionKey({ query, variables, operationName }: SubscribePayload): string {
  return JSON.stringify([query, operationName ?? null, variables ?? {}], (_key, value: unknown) =>
    isFields(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}
