import {
  ConnectionLostError,
  EnvelopeError,
  ProtocolError,
  RequestTimeoutError,
  type ResultError,
  SessionEndedError,
} from 'graphql-ws-adapter-custom';
import { ResultRefusedError } from '../apollo/resultErrors.ts';
import { assertNever } from '../lib/assertNever.ts';
import { SessionRefusedError, SignedOutError } from '../session/proxyApi.ts';

/** An error on its way through a port, which would lose its class and its fields. */
export type WireError =
  | { readonly type: 'envelope'; readonly errors: readonly ResultError[]; readonly status: number }
  | { readonly type: 'result'; readonly errors: readonly ResultError[] }
  | { readonly type: 'protocol'; readonly body: string; readonly status: number }
  | { readonly type: 'lost'; readonly message: string; readonly sent: boolean }
  | { readonly type: 'timeout'; readonly sent: boolean; readonly retryable: boolean }
  | { readonly type: 'ended'; readonly reason: string }
  | { readonly type: 'signedOut'; readonly message: string }
  | {
      readonly type: 'refused';
      readonly code: string;
      readonly message: string;
      readonly uuid: string | null;
    }
  | { readonly type: 'other'; readonly message: string };

/** Takes an error apart for the way through a port. */
export function toWire(error: unknown): WireError {
  if (EnvelopeError.is(error)) return { type: 'envelope', errors: plain(error.errors), status: error.status };
  if (error instanceof ResultRefusedError) return { type: 'result', errors: plain(error.errors) };
  if (ProtocolError.is(error)) return { type: 'protocol', body: error.body, status: error.status };
  if (ConnectionLostError.is(error)) return { type: 'lost', message: error.message, sent: error.sent };
  if (RequestTimeoutError.is(error)) return { type: 'timeout', sent: error.sent, retryable: error.retryable };
  if (SessionEndedError.is(error)) return { type: 'ended', reason: error.reason };
  if (SignedOutError.is(error)) return { type: 'signedOut', message: error.message };
  if (SessionRefusedError.is(error))
    return { type: 'refused', code: error.code, message: error.message, uuid: error.uuid };
  return { type: 'other', message: error instanceof Error ? error.message : String(error) };
}

/** Puts it together again. */
export function fromWire(error: WireError): Error {
  switch (error.type) {
    case 'envelope':
      return new EnvelopeError(error.errors[0] ?? { message: '' }, error.status, error.errors);
    case 'result':
      return new ResultRefusedError(error.errors);
    case 'protocol':
      return new ProtocolError(error.body, error.status);
    case 'lost':
      return new ConnectionLostError(error.message, error.sent);
    case 'timeout':
      return new RequestTimeoutError(error.sent, error.retryable);
    case 'ended':
      return new SessionEndedError(error.reason);
    case 'signedOut':
      return new SignedOutError(error.message);
    case 'refused':
      return new SessionRefusedError(error.code, error.message, error.uuid);
    case 'other':
      return new Error(error.message);
    default:
      return assertNever(error);
  }
}

/** They came as JSON, so nothing is lost. */
function plain(errors: readonly ResultError[]): readonly ResultError[] {
  return structuredClone(errors);
}
