import type { Outcome, ResultError, ServerFrame, SubscriptionId, WireResult } from './envelope.ts';
import { EnvelopeError, ProtocolError } from './errors.ts';
import { type Fields, isFields } from './fields.ts';

/**
 * Checks one frame. Whatever comes, it gives a frame and never throws: what is not understood is `invalid`
 * (rule 6). Reads both spellings of the article: `errorCode` and `error_code`, `errors` and `error`.
 */
export function decodeFrame(text: unknown): ServerFrame {
  const frame = readJson(text);
  if (!isFields(frame)) return invalid('a JSON object', text);
  const { sig, payload, subscription_id, reason, errorCode, error_code } = frame;
  if (sig === 'PONG') return { kind: 'pong', payload };
  if (sig === 'EOS') return { kind: 'endOfService', reason: readText(reason) ?? NO_REASON };
  const isData = sig === 'DATA';
  if (!isData && sig) return invalid('DATA, EOS or PONG', sig);
  const id = readId(isData ? subscription_id : frame['id']);
  const outcome = readOutcome(payload, Number(readId(errorCode ?? error_code)) || 0);
  if (id === null || outcome === null) return invalid('an id, and data or errors', payload);
  return isData ? { kind: 'data', subscriptionId: id, outcome } : { kind: 'answer', id, outcome };
}

/** The id that the answer to a subscription carries, or null when this result is none. */
export function readSubscriptionId({ data }: WireResult): SubscriptionId | null {
  return isFields(data) ? readId(data['subscription_id']) : null;
}

/**
 * What an answer or an event says: a result, an error that ends its operation, or null for neither. `status`: HTTP
 * status of an error frame, 0 when it carries none.
 */
function readOutcome(payload: unknown, status: number): Outcome | null {
  if (!isFields(payload)) return status ? new ProtocolError(readText(payload) ?? NO_REASON, status) : null;
  if (!isResult(payload)) return null;
  const errors = payload['errors'] ?? payload['error'] ?? [];
  const list = Array.isArray(errors) ? errors : [errors];
  if (list.length > 0) return readErrors(payload, list.map(readError), status);
  // Section "protocolErrorPayload": `{ body }`; an error code alone is an error too.
  const body = readText(payload['body']);
  if (!payload.data && (status || body)) return new ProtocolError(body ?? NO_REASON, status);
  // Null, or an empty list: takers of a result look at whether there is one at all.
  return 'errors' in payload ? { ...payload, errors: undefined } : payload;
}

/** Rule 1: GRAPHQL_EXEC_ERROR and errors without a name are part of a result, any other name ends the operation. */
function readErrors(payload: Fields, errors: readonly ResultError[], status: number): Outcome {
  const named = errors.find(({ name }) => name && name !== 'GRAPHQL_EXEC_ERROR');
  const { error: _, ...result } = payload;
  return named ? new EnvelopeError(named, status, errors) : { ...result, errors };
}

/** Keeps whatever an error carries, but its own fields only where they are text, and always a message. */
function readError(value: unknown): ResultError {
  const { message, name, UUID, ...rest } = isFields(value) ? value : { message: value };
  return {
    ...rest,
    message: readText(message) ?? readText(name) ?? NO_REASON,
    ...(typeof name === 'string' && { name }),
    ...(typeof UUID === 'string' && { UUID }),
  };
}

function isResult(payload: Fields): payload is Fields & WireResult {
  return typeof (payload['data'] ?? {}) === 'object';
}

/** Ids are compared as text: some servers echo `"7"` for 7 and 7 for `"7"`. */
function readId(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : readText(value);
}

function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function readJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

function invalid(expected: string, got: unknown): ServerFrame {
  return { kind: 'invalid', problem: `Expected ${expected}, got ${typeof got}.` };
}

const NO_REASON = 'no reason given';
