import { noRefusals, type RefusalCount, rateLimitDelay } from './backoff.ts';
import type { EncodedPayload } from './encode.ts';
import type { Outcome, RequestId } from './envelope.ts';
import { ConnectionLostError, RequestTimeoutError } from './errors.ts';
import type { OpenSink } from './openSink.ts';
import { Timer } from './runtime.ts';

export interface PendingRequestsOptions {
  /** Sends a request under a new id, or gives null when no socket is open. */
  readonly send: (payload: EncodedPayload) => RequestId | null;
  /** An answer to this id may still come; nobody waits for it. */
  readonly unawaited: (id: RequestId) => void;
  /** A request ended. */
  readonly settled: () => void;
  readonly requestTimeout: number;
  readonly rateLimitRetries: number;
}

interface PendingRequest {
  readonly payload: EncodedPayload;
  /** Queries may be sent twice; mutations, and what is not known to be a query, never (rule 3). */
  readonly isQuery: boolean;
  readonly sink: OpenSink;
  readonly refusals: RefusalCount;
  phase: 'waiting' | 'inFlight' | 'refused';
  /** Under which it was sent last. */
  id: RequestId;
  /** Whether the server may have carried it out. */
  sent: boolean;
  readonly timer: Timer;
}

/** Queries and mutations from their call to their one end: waiting for a socket, in flight, or before a retry. */
export class PendingRequests {
  readonly #options: PendingRequestsOptions;
  /** In the order of the calls. */
  readonly #all = new Set<PendingRequest>();
  readonly #inFlight = new Map<RequestId, PendingRequest>();

  constructor(options: PendingRequestsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#all.size;
  }

  get hasMutationInFlight(): boolean {
    return [...this.#inFlight.values()].some(({ isQuery }) => !isQuery);
  }

  /** Sends it, or keeps it for the next socket. The answer cancels it: its sink stays silent. */
  add(payload: EncodedPayload, isQuery: boolean, sink: OpenSink): () => void {
    const request: PendingRequest = {
      payload,
      isQuery,
      sink,
      refusals: noRefusals(),
      phase: 'waiting',
      id: '',
      sent: false,
      timer: new Timer(),
    };
    this.#all.add(request);
    this.#sendOrWait(request);
    return () => this.#cancel(request);
  }

  /** A socket is open: sends what waits, in the order of the calls. */
  opened(): void {
    for (const request of [...this.#all]) if (request.phase === 'waiting') this.#send(request);
  }

  /** False when no request has this id. */
  answered(id: RequestId, outcome: Outcome): boolean {
    const request = this.#inFlight.get(id);
    if (request === undefined) return false;
    this.#inFlight.delete(id);
    request.phase = 'waiting';
    if (outcome instanceof Error) {
      const delay = rateLimitDelay(outcome, request.refusals, this.#options.rateLimitRetries);
      if (delay === null) this.#end(request, outcome);
      else this.#retryAfter(request, delay);
    } else {
      request.sink.next(outcome);
      this.#end(request);
    }
    return true;
  }

  /** Rule 3: queries wait for the next socket, mutations end. */
  lost(cause: unknown): void {
    const inFlight = [...this.#inFlight.values()];
    this.#inFlight.clear();
    for (const request of inFlight) request.phase = 'waiting';
    for (const request of inFlight) {
      if (!request.isQuery) this.#end(request, new ConnectionLostError(IN_DOUBT, true, { cause }));
    }
  }

  /** Ends every request with the error that `toError` makes of whether it is a mutation that was sent. */
  endAll(toError: (sent: boolean) => unknown): void {
    for (const request of [...this.#all]) this.#end(request, toError(request.sent && !request.isQuery));
  }

  #sendOrWait(request: PendingRequest): void {
    request.phase = 'waiting';
    if (!this.#send(request)) this.#startTimer(request);
  }

  #send(request: PendingRequest): boolean {
    const id = this.#options.send(request.payload);
    if (id === null) return false;
    request.phase = 'inFlight';
    request.id = id;
    request.sent = true;
    this.#inFlight.set(id, request);
    this.#startTimer(request);
    return true;
  }

  #startTimer(request: PendingRequest): void {
    request.timer.set(this.#options.requestTimeout, () => this.#overdue(request));
  }

  #overdue(request: PendingRequest): void {
    const { sent, isQuery } = request;
    const error =
      sent || isQuery
        ? new RequestTimeoutError(sent ? 'an answer' : 'a socket', sent, isQuery)
        : new ConnectionLostError('Expected a socket within requestTimeout, got none.', false);
    this.#end(request, error);
  }

  /** The server refused it, so it was not carried out and may be sent again. */
  #retryAfter(request: PendingRequest, delay: number): void {
    request.phase = 'refused';
    request.sent = false;
    request.timer.set(delay, () => this.#sendOrWait(request));
  }

  #cancel(request: PendingRequest): void {
    if (request.sink.close()) this.#end(request);
  }

  #end(request: PendingRequest, error?: unknown): void {
    request.timer.clear();
    this.#all.delete(request);
    if (request.phase === 'inFlight') {
      this.#inFlight.delete(request.id);
      this.#options.unawaited(request.id);
    }
    request.sink.end(error);
    this.#options.settled();
  }
}

const IN_DOUBT = 'The socket was lost after the mutation was sent: nobody knows whether it was carried out.';
