import type { ResultError } from './envelope.ts';

function named(value: unknown, name: string): boolean {
  return value instanceof Error && value.name === name;
}

const RETRYABLE_NAMES: ReadonlySet<string> = new Set(['RATE_LIMITED', 'GRAPHQL_SUB_START_ERROR']);

/**
 * The server refused an operation by one of its error names: UNAUTHORIZED, FORBIDDEN, RATE_LIMITED, MAX_SUB,
 * GRAPHQL_SUB_START_ERROR or one that is not documented. GRAPHQL_EXEC_ERROR comes as a result instead (rule 1).
 */
export class EnvelopeError extends Error {
  override readonly name = 'EnvelopeError';
  readonly code = 'ENVELOPE_ERROR';
  /** True for RATE_LIMITED and GRAPHQL_SUB_START_ERROR; the adapter has then used up its own tries. */
  readonly retryable: boolean;
  /** Zendesk's name of the error, such as `FORBIDDEN`. */
  readonly errorName: string;
  /** Zendesk's id of this very error, to be given to its support. */
  readonly uuid: string | undefined;
  /** HTTP status of the frame, 0 when it had none. */
  readonly status: number;
  /** Every error of the frame. */
  readonly errors: readonly ResultError[];

  constructor(error: ResultError, status: number, errors: readonly ResultError[] = [error]) {
    super(`The server refused the operation with ${error.name ?? 'an error'}: ${error.message}`);
    this.errorName = error.name ?? '';
    this.uuid = error.UUID;
    this.status = status;
    this.errors = errors;
    this.retryable = RETRYABLE_NAMES.has(this.errorName);
  }

  /** True for an EnvelopeError of this or of another copy of the package. */
  static is(value: unknown): value is EnvelopeError {
    return named(value, 'EnvelopeError');
  }
}

/**
 * A protocol error: the server's `{ body }` in place of a result, or, in the event `protocolError`, a frame
 * that was not understood (then `status` is 0 and `body` says what was wrong).
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code = 'PROTOCOL_ERROR';
  /** True when the server is at fault (status 429, 500 or more). */
  readonly retryable: boolean;
  readonly body: string;
  /** HTTP status of the frame, 0 when it had none. */
  readonly status: number;

  constructor(body: string, status = 0) {
    super(status === 0 ? body : `The server answered with status ${status}: ${body}`);
    this.body = body;
    this.status = status;
    this.retryable = status === 429 || status >= 500;
  }

  /** True for a ProtocolError of this or of another copy of the package. */
  static is(value: unknown): value is ProtocolError {
    return named(value, 'ProtocolError');
  }
}

/**
 * The socket went, or never came, while an operation needed it. With `sent: true` a mutation may or may not have
 * been carried out: nobody knows. With `sent: false` it was certainly not.
 */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
  readonly code = 'CONNECTION_LOST';
  /** True when trying again can do no harm: what was not sent. */
  readonly retryable: boolean;
  readonly sent: boolean;

  constructor(message: string, sent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.sent = sent;
    this.retryable = !sent;
  }

  /** True for a ConnectionLostError of this or of another copy of the package. */
  static is(value: unknown): value is ConnectionLostError {
    return named(value, 'ConnectionLostError');
  }
}

/** No answer came within `requestTimeout`. */
export class RequestTimeoutError extends Error {
  override readonly name = 'RequestTimeoutError';
  readonly code = 'REQUEST_TIMEOUT';
  /** True when trying again can do no harm: queries, and what was not sent. */
  readonly retryable: boolean;
  readonly sent: boolean;

  constructor(expected: string, sent: boolean, retryable: boolean = !sent) {
    super(`Expected ${expected} within requestTimeout, got none.`);
    this.sent = sent;
    this.retryable = retryable;
  }

  /** True for a RequestTimeoutError of this or of another copy of the package. */
  static is(value: unknown): value is RequestTimeoutError {
    return named(value, 'RequestTimeoutError');
  }
}

/**
 * The agent session is over (EOS) and `onEndOfService` said `stop`. It ends every operation, subscriptions too;
 * after `client.resume()` they are to be started again.
 */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError';
  readonly code = 'SESSION_ENDED';
  readonly retryable = false;
  /** The reason of the EOS frame, such as `concurrent session limit reached`. */
  readonly reason: string;

  constructor(reason: string) {
    super(`The session has ended (${reason}): call resume() to start another.`);
    this.reason = reason;
  }

  /** True for a SessionEndedError of this or of another copy of the package. */
  static is(value: unknown): value is SessionEndedError {
    return named(value, 'SessionEndedError');
  }
}
