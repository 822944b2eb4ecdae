import { countRefusals } from './backoff.ts';
import type { EncodedPayload } from './encode.ts';
import type { Outcome } from './envelope.ts';
import { ConnectionLostError, RequestTimeoutError } from './errors.ts';
import type { OpenSink } from './openSink.ts';
import { after } from './runtime.ts';

export interface PendingRequestsOptions {
  /** Sends a request; false when no socket is open. `answered` is called at most once, and never after a loss. */
  readonly send: (payload: EncodedPayload, answered: (outcome: Outcome) => void) => boolean;
  /** A request ended. */
  readonly settled: () => void;
  readonly rateLimitRetries: number | undefined;
  readonly requestTimeout: number;
}

interface PendingRequest {
  inDoubt(): boolean;
  opened(): void;
  lost(cause: unknown): void;
  /** With the error that `toError` makes of whether it is a mutation that was sent. */
  end(toError: (sent: boolean) => unknown): void;
}

/** Queries and mutations from their call to their one end: waiting for a socket, in flight, or before a retry. */
export interface PendingRequests {
  readonly size: () => number;
  readonly inDoubt: () => boolean;
  /** Sends it, or keeps it for the next socket. The answer cancels it: its sink stays silent. */
  readonly add: (payload: EncodedPayload, isQuery: boolean, sink: OpenSink) => () => void;
  /** A socket is open: sends what waits, in the order of the calls. */
  readonly opened: () => void;
  /** Rule 3: queries wait for the next socket, mutations end. */
  readonly lost: (cause: unknown) => void;
  /** Ends every request with the error that `toError` makes of whether it is a mutation that was sent. */
  readonly endAll: (toError: (sent: boolean) => unknown) => void;
}

export function createPendingRequests(options: PendingRequestsOptions): PendingRequests {
  const { settled, rateLimitRetries, requestTimeout } = options;
  /** In the order of the calls. */
  const all = new Set<PendingRequest>();

  /** Queries may be sent twice; mutations, and what is not known to be a query, never (rule 3). */
  function add(payload: EncodedPayload, isQuery: boolean, sink: OpenSink): () => void {
    let delayAfter: ReturnType<typeof countRefusals> | undefined;
    let phase: 'waiting' | 'inFlight' | 'refused';
    let cancelTimer: (() => void) | undefined;

    function send(): void {
      phase = 'waiting';
      startTimer(requestTimeout, overdue);
      if (!options.send(payload, answered)) return;
      phase = 'inFlight';
    }

    /** The answer to one that was cancelled or has timed out is passed over. */
    function answered(outcome: Outcome): void {
      if (!sink.isOpen()) return;
      if (!(outcome instanceof Error)) {
        sink.next(outcome);
        end();
        return;
      }
      delayAfter ??= countRefusals(rateLimitRetries);
      const delay = delayAfter(outcome);
      if (delay === null) {
        end(outcome);
      } else {
        // The server refused it, so it was not carried out and may be sent again.
        phase = 'refused';
        startTimer(delay, send);
      }
    }

    function overdue(): void {
      const sent = phase === 'inFlight';
      end(
        sent || isQuery
          ? new RequestTimeoutError(sent, isQuery)
          : new ConnectionLostError('Expected a socket within requestTimeout.', false),
      );
    }

    function inDoubt(): boolean {
      return phase === 'inFlight' && !isQuery;
    }

    function startTimer(ms: number, run: () => void): void {
      cancelTimer?.();
      cancelTimer = after(ms, run);
    }

    function end(error?: unknown): void {
      cancelTimer?.();
      all.delete(request);
      sink.end(error);
      settled();
    }

    const request: PendingRequest = {
      inDoubt,
      opened() {
        if (phase === 'waiting') send();
      },
      lost(cause) {
        if (inDoubt()) end(new ConnectionLostError('The socket was lost.', true, { cause }));
        else if (phase === 'inFlight') phase = 'waiting';
      },
      end: toError => end(toError(inDoubt())),
    };
    all.add(request);
    send();
    return () => {
      if (sink.close()) end();
    };
  }

  return {
    size: () => all.size,
    inDoubt: () => [...all].some(request => request.inDoubt()),
    add,
    opened() {
      for (const request of [...all]) request.opened();
    },
    lost(cause) {
      for (const request of [...all]) request.lost(cause);
    },
    endAll(toError) {
      for (const request of [...all]) request.end(toError);
    },
  };
}
