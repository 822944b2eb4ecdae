import type { Client, ClientOptions } from './clientTypes.ts';
import { createConnector } from './connector.ts';
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
      send(answered, id => encodeRequest(id, payload), payload.payload),
    settled: () => connector.settle(),
    rateLimitRetries: options.rateLimitRetries,
    requestTimeout: (options.requestTimeout ?? 15_000) || Infinity,
  };
  const requests = createPendingRequests(shared);
  const subscriptions = createSubscriptionTable({
    ...shared,
    stop: (subscriptionId, answered) => send(answered, id => encodeStop(id, subscriptionId)),
    restarted: since => emitter.emit('restarted', { since }),
  });
  const connector = createConnector(options, emitter, {
    hasWork: () => requests.size() + subscriptions.size() > 0,
    inDoubt: requests.inDoubt,
    opened() {
      subscriptions.opened();
      requests.opened();
    },
    received(frame) {
      const { kind, outcome } = frame;
      if (kind === 'data' ? subscriptions.received(frame.subscriptionId, outcome) : answer(frame.id, outcome))
        return;
      emitter.emit('protocolError', new ProtocolError(`Expected no such ${kind}.`));
    },
    lost(cause, since) {
      awaited.clear();
      subscriptions.lost(since);
      requests.lost(cause);
    },
    gaveUp: endAll,
  });

  function send(
    answered: (outcome: Outcome) => void,
    encode: (id: RequestId) => string,
    payload?: SubscribePayload,
  ): boolean {
    return connector.send(() => {
      lastId += 1;
      // Ids of the caller's making do not begin with a word of ours.
      const id =
        (payload && emitter.attempt(() => options.generateID?.(payload))) ??
        `${payload ? '' : 'stop-'}${lastId}`;
      awaited.set(id, answered);
      return encode(id);
    });
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

  function run(payload: SubscribePayload, sink: Sink<WireResult>, isRequest = false): () => void {
    const ownSink = openSink(sink, emitter.attempt);
    try {
      const state = connector.getState();
      if (state.status === 'ended') throw new SessionEndedError(state.reason);
      if (state.status === 'disposed') throw disposed(false);
      const kind = operationKind(payload.query, payload.operationName);
      const isSubscription = kind === 'subscription';
      if (isSubscription && isRequest) throw new TypeError('Expected no subscription.');
      const encoded = encodePayload(payload, isSubscription);
      const cancel = isSubscription
        ? subscriptions.add(encoded, ownSink)
        : requests.add(encoded, kind === 'query', ownSink);
      connector.need();
      return cancel;
    } catch (error) {
      // Later, so that the caller has the answer of this call before its sink ends.
      void Promise.resolve().then(() => ownSink.end(error));
      return ownSink.close;
    }
  }

  return {
    on: emitter.on,
    subscribe: (payload, sink) => run(payload, sink),
    iterate: payload => iterateResults(sink => run(payload, sink)),
    request: payload => requestOnce(sink => run(payload, sink, true)),
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

function requestOnce<Result>(subscribe: (sink: Sink<Result>) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    subscribe({ next: resolve, error: reject, complete: () => undefined });
  });
}

function disposed(sent: boolean): ConnectionLostError {
  return new ConnectionLostError('The client was disposed.', sent);
}
