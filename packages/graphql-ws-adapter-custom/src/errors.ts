import type { ResultError } from './envelope.ts';

/** What all errors of the adapter have. Fields that the constructors set are declared only, which costs nothing. */
abstract class AdapterError extends Error {
  abstract override readonly name: string;
  abstract readonly code: string;
  /** True when trying again can help and does no harm. */
  declare readonly retryable: boolean;

  constructor(message: string, retryable: boolean, options?: ErrorOptions) {
    super(message, options);
    this.retryable = retryable;
  }
}

/** Names, unlike classes, are the same in every copy of the package. */
function byName<E extends Error>(name: E['name']): (value: unknown) => value is E {
  return (value): value is E => value instanceof Error && value.name === name;
}

/**
 * The server refused an operation by one of its error names: UNAUTHORIZED, FORBIDDEN, RATE_LIMITED, MAX_SUB,
 * GRAPHQL_SUB_START_ERROR or one that is not documented. GRAPHQL_EXEC_ERROR comes as a result instead (rule 1).
 * `retryable` is true for RATE_LIMITED and GRAPHQL_SUB_START_ERROR; the adapter has then used up its own tries.
 */
export class EnvelopeError extends AdapterError {
  override readonly name = 'EnvelopeError';
  override readonly code = 'ENVELOPE_ERROR';
  /** Zendesk's name of the error, such as `FORBIDDEN`. */
  declare readonly errorName: string;
  /** Zendesk's id of this very error, to be given to its support. */
  declare readonly uuid: string | undefined;
  /** HTTP status of the frame, 0 when it had none. */
  declare readonly status: number;
  /** Every error of the frame. */
  declare readonly errors: readonly ResultError[];

  constructor(error: ResultError, status: number, errors: readonly ResultError[] = [error]) {
    const { name = '', message, UUID } = error;
    super(`Refused with ${name}: ${message}`, name === 'RATE_LIMITED' || name === 'GRAPHQL_SUB_START_ERROR');
    this.errorName = name;
    this.uuid = UUID;
    this.status = status;
    this.errors = errors;
  }

  /** True for an EnvelopeError of this or of another copy of the package. */
  static readonly is: (value: unknown) => value is EnvelopeError = byName('EnvelopeError');
}

/**
 * A protocol error: the server's `{ body }` in place of a result, or, in the event `protocolError`, a frame
 * that was not understood (then `status` is 0 and `body` says what was wrong). `retryable` when the server is at
 * fault (status 429, 500 or more).
 */
export class ProtocolError extends AdapterError {
  override readonly name = 'ProtocolError';
  override readonly code = 'PROTOCOL_ERROR';
  declare readonly body: string;
  /** HTTP status of the frame, 0 when it had none. */
  declare readonly status: number;

  constructor(body: string, status = 0) {
    super(status ? `${body} (status ${status})` : body, status === 429 || status >= 500);
    this.body = body;
    this.status = status;
  }

  /** True for a ProtocolError of this or of another copy of the package. */
  static readonly is: (value: unknown) => value is ProtocolError = byName('ProtocolError');
}

/**
 * The socket went, or never came, while an operation needed it. With `sent: true` a mutation may or may not have
 * been carried out: nobody knows. With `sent: false` it was certainly not, and may be tried again (`retryable`).
 */
export class ConnectionLostError extends AdapterError {
  override readonly name = 'ConnectionLostError';
  override readonly code = 'CONNECTION_LOST';
  declare readonly sent: boolean;

  constructor(message: string, sent: boolean, options?: ErrorOptions) {
    super(message, !sent, options);
    this.sent = sent;
  }

  /** True for a ConnectionLostError of this or of another copy of the package. */
  static readonly is: (value: unknown) => value is ConnectionLostError = byName('ConnectionLostError');
}

/** No answer came within `requestTimeout`. `retryable` for queries, and for what was not sent. */
export class RequestTimeoutError extends AdapterError {
  override readonly name = 'RequestTimeoutError';
  override readonly code = 'REQUEST_TIMEOUT';
  declare readonly sent: boolean;

  constructor(sent: boolean, retryable: boolean) {
    super('Expected an answer within requestTimeout, got none.', retryable);
    this.sent = sent;
  }

  /** True for a RequestTimeoutError of this or of another copy of the package. */
  static readonly is: (value: unknown) => value is RequestTimeoutError = byName('RequestTimeoutError');
}

/**
 * The agent session is over (EOS) and `onEndOfService` said `stop`. It ends every operation, subscriptions too;
 * after `client.resume()` they are to be started again.
 */
export class SessionEndedError extends AdapterError {
  override readonly name = 'SessionEndedError';
  override readonly code = 'SESSION_ENDED';
  /** The reason of the EOS frame, such as `concurrent session limit reached`. */
  declare readonly reason: string;

  constructor(reason: string) {
    super(`The session has ended (${reason}): call resume().`, false);
    this.reason = reason;
  }

  /** True for a SessionEndedError of this or of another copy of the package. */
  static readonly is: (value: unknown) => value is SessionEndedError = byName('SessionEndedError');
}
