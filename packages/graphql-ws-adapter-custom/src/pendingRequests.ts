import { noRefusals, type RefusalCount, rateLimitDelay } from './backoff.ts';
import type { EncodedPayload } from './encode.ts';
import type { RefusalError, RequestId, WireResult } from './envelope.ts';
import { ConnectionLostError, RequestTimeoutError } from './errors.ts';
import type { OpenSink } from './openSink.ts';
import { after, type Cancel, timeout } from './runtime.ts';

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
  /** Under which it is in flight. */
  id: RequestId | undefined;
  /** Whether the server may have carried it out. */
  sent: boolean;
  cancelTimer: Cancel | undefined;
}

/** Queries and mutations from their call to their one end: waiting for a socket, in flight, or before a retry. */
export class PendingRequests {
  readonly #options: PendingRequestsOptions;
  #waiting = new Set<PendingRequest>();
  readonly #inFlight = new Map<RequestId, PendingRequest>();
  readonly #refused = new Set<PendingRequest>();

  constructor(options: PendingRequestsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#waiting.size + this.#inFlight.size + this.#refused.size;
  }

  /** Whether an answer to this id is awaited. */
  awaits(id: RequestId): boolean {
    return this.#inFlight.has(id);
  }

  get hasMutationInFlight(): boolean {
    return [...this.#inFlight.values()].some(({ isQuery }) => !isQuery);
  }

  /** Sends it, or keeps it for the next socket. The answer cancels it: its sink stays silent. */
  add(payload: EncodedPayload, isQuery: boolean, sink: OpenSink): Cancel {
    const request: PendingRequest = {
      payload,
      isQuery,
      sink,
      refusals: noRefusals(),
      id: undefined,
      sent: false,
      cancelTimer: undefined,
    };
    this.#sendOrWait(request);
    return () => this.#cancel(request);
  }

  /** A socket is open: sends what waits, in the order of the calls. */
  opened(): void {
    for (const request of [...this.#waiting]) this.#send(request);
  }

  /** False when no request has this id. */
  answered(id: RequestId, result: WireResult): boolean {
    const request = this.#inFlight.get(id);
    if (request === undefined) return false;
    this.#forget(request);
    request.sink.next(result);
    request.sink.complete();
    this.#options.settled();
    return true;
  }

  /** False when no request has this id. */
  refused(id: RequestId, error: RefusalError): boolean {
    const request = this.#inFlight.get(id);
    if (request === undefined) return false;
    const delay = rateLimitDelay(error, request.refusals, this.#options.rateLimitRetries);
    if (delay === null) this.#end(request, error);
    else this.#retryAfter(request, delay);
    return true;
  }

  /** Rule 3: queries wait for the next socket, mutations end. */
  lost(cause: unknown): void {
    const inFlight = [...this.#inFlight.values()];
    this.#inFlight.clear();
    this.#waiting = new Set([...inFlight.filter(({ isQuery }) => isQuery), ...this.#waiting]);
    for (const request of inFlight) {
      request.id = undefined;
      if (!request.isQuery) this.#end(request, new ConnectionLostError(SENT, true, { cause }));
    }
  }

  /** Ends every request with the error that `toError` makes of whether it was sent. */
  endAll(toError: (sent: boolean) => unknown): void {
    const requests = [...this.#inFlight.values(), ...this.#waiting, ...this.#refused];
    for (const request of requests) this.#end(request, toError(request.sent && !request.isQuery));
  }

  #sendOrWait(request: PendingRequest): void {
    if (this.#send(request)) return;
    this.#waiting.add(request);
    this.#startTimer(request);
  }

  #send(request: PendingRequest): boolean {
    const id = this.#options.send(request.payload);
    if (id === null) return false;
    this.#waiting.delete(request);
    request.id = id;
    request.sent = true;
    this.#inFlight.set(id, request);
    this.#startTimer(request);
    return true;
  }

  #startTimer(request: PendingRequest): void {
    request.cancelTimer?.();
    request.cancelTimer = after(timeout(this.#options.requestTimeout), () => this.#overdue(request));
  }

  #overdue(request: PendingRequest): void {
    const { id, sent, isQuery } = request;
    if (id !== undefined) this.#options.unawaited(id);
    const error =
      sent || isQuery
        ? new RequestTimeoutError(sent ? NO_ANSWER : NO_SOCKET, sent, { retryable: isQuery })
        : new ConnectionLostError(NOT_SENT, false);
    this.#end(request, error);
  }

  /** The server refused it, so it was not carried out and may be sent again. */
  #retryAfter(request: PendingRequest, delay: number): void {
    this.#forget(request);
    request.sent = false;
    this.#refused.add(request);
    request.cancelTimer = after(delay, () => {
      this.#refused.delete(request);
      this.#sendOrWait(request);
    });
  }

  #cancel(request: PendingRequest): void {
    if (!request.sink.close()) return;
    if (request.id !== undefined) this.#options.unawaited(request.id);
    this.#forget(request);
    this.#options.settled();
  }

  #end(request: PendingRequest, error: unknown): void {
    this.#forget(request);
    request.sink.error(error);
    this.#options.settled();
  }

  #forget(request: PendingRequest): void {
    request.cancelTimer?.();
    if (request.id !== undefined) this.#inFlight.delete(request.id);
    request.id = undefined;
    this.#waiting.delete(request);
    this.#refused.delete(request);
  }
}

const NO_ANSWER = 'Expected an answer within requestTimeout, got none.';
const NO_SOCKET = 'Expected a socket within requestTimeout, got none.';
const SENT = 'The socket was lost after the mutation was sent: whether it was carried out is not known.';
const NOT_SENT = 'No socket was open within requestTimeout: the mutation was not sent.';
