import type { countRefusals } from './backoff.ts';
import type { EncodedPayload } from './encode.ts';
import type { Outcome } from './envelope.ts';
import { ConnectionLostError, RequestTimeoutError } from './errors.ts';
import type { OpenSink } from './openSink.ts';
import { Timer } from './runtime.ts';

export interface PendingRequestsOptions {
  /** Sends a request; false when no socket is open. `answered` is called at most once, and never after a loss. */
  readonly send: (payload: EncodedPayload, answered: (outcome: Outcome) => void) => boolean;
  /** A request ended. */
  readonly settled: () => void;
  readonly countRefusals: () => ReturnType<typeof countRefusals>;
  readonly requestTimeout: number;
}

interface PendingRequest {
  readonly payload: EncodedPayload;
  /** Queries may be sent twice; mutations, and what is not known to be a query, never (rule 3). */
  readonly isQuery: boolean;
  readonly sink: OpenSink;
  readonly delayAfter: ReturnType<typeof countRefusals>;
  readonly timer: Timer;
  phase: 'waiting' | 'inFlight' | 'refused';
  /** Whether the server may have carried it out. */
  sent: boolean;
}

/** Queries and mutations from their call to their one end: waiting for a socket, in flight, or before a retry. */
export interface PendingRequests {
  isEmpty(): boolean;
  hasMutationInFlight(): boolean;
  /** Sends it, or keeps it for the next socket. The answer cancels it: its sink stays silent. */
  add(payload: EncodedPayload, isQuery: boolean, sink: OpenSink): () => void;
  /** A socket is open: sends what waits, in the order of the calls. */
  opened(): void;
  /** Rule 3: queries wait for the next socket, mutations end. */
  lost(cause: unknown): void;
  /** Ends every request with the error that `toError` makes of whether it is a mutation that was sent. */
  endAll(toError: (sent: boolean) => unknown): void;
}

export function createPendingRequests(options: PendingRequestsOptions): PendingRequests {
  const { requestTimeout } = options;
  /** In the order of the calls. */
  const all = new Set<PendingRequest>();

  function send(request: PendingRequest): void {
    const isSent = options.send(request.payload, outcome => answered(request, outcome));
    request.phase = isSent ? 'inFlight' : 'waiting';
    if (isSent) request.sent = true;
    request.timer.set(requestTimeout, () => overdue(request));
  }

  /** The answer to one that was cancelled or has timed out is passed over. */
  function answered(request: PendingRequest, outcome: Outcome): void {
    if (!request.sink.isOpen()) return;
    const delay = request.delayAfter(outcome);
    if (delay !== null) {
      // The server refused it, so it was not carried out and may be sent again.
      request.phase = 'refused';
      request.sent = false;
      request.timer.set(delay, () => send(request));
    } else if (outcome instanceof Error) end(request, outcome);
    else {
      request.sink.next(outcome);
      end(request);
    }
  }

  function overdue(request: PendingRequest): void {
    const { sent, isQuery } = request;
    const expected = sent ? 'an answer' : 'a socket';
    const error =
      sent || isQuery
        ? new RequestTimeoutError(expected, sent, isQuery)
        : new ConnectionLostError(`Expected ${expected} within requestTimeout, got none.`, false);
    end(request, error);
  }

  function end(request: PendingRequest, error?: unknown): void {
    request.timer.clear();
    all.delete(request);
    request.sink.end(error);
    options.settled();
  }

  return {
    isEmpty: () => all.size === 0,
    hasMutationInFlight: () => [...all].some(isMutationInFlight),
    add(payload, isQuery, sink) {
      const request: PendingRequest = {
        payload,
        isQuery,
        sink,
        delayAfter: options.countRefusals(),
        timer: new Timer(),
        phase: 'waiting',
        sent: false,
      };
      all.add(request);
      send(request);
      return () => {
        if (sink.close()) end(request);
      };
    },
    opened() {
      for (const request of [...all]) if (request.phase === 'waiting') send(request);
    },
    lost(cause) {
      const inDoubt = [...all].filter(isMutationInFlight);
      for (const request of all) if (request.phase === 'inFlight') request.phase = 'waiting';
      for (const request of inDoubt) end(request, new ConnectionLostError(IN_DOUBT, true, { cause }));
    },
    endAll(toError) {
      for (const request of [...all]) end(request, toError(request.sent && !request.isQuery));
    },
  };
}

function isMutationInFlight({ phase, isQuery }: PendingRequest): boolean {
  return phase === 'inFlight' && !isQuery;
}

const IN_DOUBT = 'The socket was lost: nobody knows whether the mutation was carried out.';
