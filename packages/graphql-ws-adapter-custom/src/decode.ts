import type { Outcome, ResultError, ServerFrame, SubscriptionId, WireResult } from './envelope.ts';
import { EnvelopeError, ProtocolError } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Checks one frame. Whatever comes, it gives a frame and never throws: what is not understood is `invalid`
 * (rule 6). Reads both spellings of the article: `errorCode` and `error_code`, `errors` and `error`.
 */
export function decodeFrame(text: unknown): ServerFrame {
  const frame = readJson(text);
  if (!isFields(frame)) return invalid('a JSON object as text', text);
  const sig = frame['sig'] ?? undefined;
  const payload = frame['payload'];
  if (sig === 'PONG') return { kind: 'pong', payload };
  if (sig === 'EOS') return { kind: 'endOfService', reason: readText(frame['reason']) ?? 'no reason given' };
  if (sig !== undefined && sig !== 'DATA') return invalid('the sig DATA, EOS or PONG', sig);
  const id = readId(sig === undefined ? frame['id'] : frame['subscription_id']);
  if (id === null) return invalid('an id', undefined);
  const outcome = readOutcome(frame, payload);
  if (outcome === null) return invalid('a payload with data or errors', payload);
  return sig === undefined ? { kind: 'answer', id, outcome } : { kind: 'data', subscriptionId: id, outcome };
}

/** The id that the answer to a subscription carries, or null when this result is none. */
export function readSubscriptionId({ data }: WireResult): SubscriptionId | null {
  return isFields(data) ? readId(data['subscription_id']) : null;
}

/** What an answer or an event says: a result, an error that ends its operation, or null for neither. */
function readOutcome(frame: Fields, payload: unknown): Outcome | null {
  if (!isFields(payload)) return readRefusal(frame, payload);
  const errors = payload['errors'] ?? payload['error'];
  if ((errors ?? undefined) !== undefined) return readErrors(frame, payload, errors);
  if (!isResult(payload)) return null;
  return payload.data ? payload : (readRefusal(frame, payload) ?? payload);
}

/** Section "protocolErrorPayload": `{ body }`; an error code alone is an error too. */
function readRefusal(frame: Fields, payload: unknown): ProtocolError | null {
  const status = readStatus(frame);
  const body = isFields(payload) ? readText(payload['body']) : status && readText(payload);
  return status || body ? new ProtocolError(body || 'The server gave no reason.', status) : null;
}

/** Rule 1: GRAPHQL_EXEC_ERROR and errors without a name are part of a result, any other name ends the operation. */
function readErrors(frame: Fields, payload: Fields, value: unknown): Outcome | null {
  const errors = (Array.isArray(value) ? value : [value]).map(readError);
  const named = errors.find(({ name = 'GRAPHQL_EXEC_ERROR' }) => name !== 'GRAPHQL_EXEC_ERROR');
  if (named !== undefined) return new EnvelopeError(named, readStatus(frame), errors);
  const { error: _, errors: __, ...result } = payload;
  if (errors.length > 0) return { ...result, errors };
  return result['data'] === undefined ? readRefusal(frame, payload) : result;
}

/** Keeps whatever an error carries, but its own fields only where they are text, and always a message. */
function readError(value: unknown): ResultError {
  const { message, name, UUID, ...rest } = isFields(value) ? value : { message: value };
  return {
    ...rest,
    message: readText(message) ?? readText(name) ?? 'The server gave no message.',
    ...(typeof name === 'string' && { name }),
    ...(typeof UUID === 'string' && { UUID }),
  };
}

function isResult(payload: Fields): payload is Fields & WireResult {
  return typeof (payload['data'] ?? {}) === 'object';
}

/** HTTP status of an error frame: a number, or text that is one; 0 when the frame carries none. */
function readStatus(frame: Fields): number {
  return Number(frame['errorCode'] ?? frame['error_code']) || 0;
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

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(expected: string, got: unknown): ServerFrame {
  return { kind: 'invalid', problem: `Expected ${expected}, got ${Array.isArray(got) ? 'a list' : typeof got}.` };
}
