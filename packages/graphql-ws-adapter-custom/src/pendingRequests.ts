import type { Refusals } from './backoff.ts';
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
  readonly countRefusals: () => Refusals;
  readonly requestTimeout: number;
}

interface PendingRequest {
  readonly payload: EncodedPayload;
  /** Queries may be sent twice; mutations, and what is not known to be a query, never (rule 3). */
  readonly isQuery: boolean;
  readonly sink: OpenSink;
  readonly refusals: Refusals;
  readonly timer: Timer;
  phase: 'waiting' | 'inFlight' | 'refused';
  /** Whether the server may have carried it out. */
  sent: boolean;
}

/** Queries and mutations from their call to their one end: waiting for a socket, in flight, or before a retry. */
export class PendingRequests {
  readonly #options: PendingRequestsOptions;
  /** In the order of the calls. */
  readonly #all = new Set<PendingRequest>();

  constructor(options: PendingRequestsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#all.size;
  }

  get hasMutationInFlight(): boolean {
    return [...this.#all].some(isMutationInFlight);
  }

  /** Sends it, or keeps it for the next socket. The answer cancels it: its sink stays silent. */
  add(payload: EncodedPayload, isQuery: boolean, sink: OpenSink): () => void {
    const request: PendingRequest = {
      payload,
      isQuery,
      sink,
      refusals: this.#options.countRefusals(),
      timer: new Timer(),
      phase: 'waiting',
      sent: false,
    };
    this.#all.add(request);
    this.#send(request);
    return () => {
      if (sink.close()) this.#end(request);
    };
  }

  /** A socket is open: sends what waits, in the order of the calls. */
  opened(): void {
    for (const request of [...this.#all]) if (request.phase === 'waiting') this.#send(request);
  }

  /** Rule 3: queries wait for the next socket, mutations end. */
  lost(cause: unknown): void {
    const inDoubt = [...this.#all].filter(isMutationInFlight);
    for (const request of this.#all) if (request.phase === 'inFlight') request.phase = 'waiting';
    for (const request of inDoubt) this.#end(request, new ConnectionLostError(IN_DOUBT, true, { cause }));
  }

  /** Ends every request with the error that `toError` makes of whether it is a mutation that was sent. */
  endAll(toError: (sent: boolean) => unknown): void {
    for (const request of [...this.#all]) this.#end(request, toError(request.sent && !request.isQuery));
  }

  #send(request: PendingRequest): void {
    const isSent = this.#options.send(request.payload, outcome => this.#answered(request, outcome));
    request.phase = isSent ? 'inFlight' : 'waiting';
    if (isSent) request.sent = true;
    request.timer.set(this.#options.requestTimeout, () => this.#overdue(request));
  }

  /** The answer to one that was cancelled or has timed out is passed over. */
  #answered(request: PendingRequest, outcome: Outcome): void {
    if (!request.sink.isOpen) return;
    const delay = request.refusals.delay(outcome);
    if (delay !== null) {
      // The server refused it, so it was not carried out and may be sent again.
      request.phase = 'refused';
      request.sent = false;
      request.timer.set(delay, () => this.#send(request));
    } else if (outcome instanceof Error) this.#end(request, outcome);
    else {
      request.sink.next(outcome);
      this.#end(request);
    }
  }

  #overdue(request: PendingRequest): void {
    const { sent, isQuery } = request;
    this.#end(
      request,
      sent || isQuery
        ? new RequestTimeoutError(sent ? 'an answer' : 'a socket', sent, isQuery)
        : new ConnectionLostError('Expected a socket within requestTimeout, got none.', false),
    );
  }

  #end(request: PendingRequest, error?: unknown): void {
    request.timer.clear();
    this.#all.delete(request);
    request.sink.end(error);
    this.#options.settled();
  }
}

function isMutationInFlight({ phase, isQuery }: PendingRequest): boolean {
  return phase === 'inFlight' && !isQuery;
}

const IN_DOUBT = 'The socket was lost after the mutation was sent: nobody knows whether it was carried out.';
