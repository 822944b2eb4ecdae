import type { Outcome, ResultError, ServerFrame, SubscriptionId, WireResult } from './envelope.ts';
import { EnvelopeError, ProtocolError } from './errors.ts';

type Fields = Readonly<Record<string, unknown>>;

const A_PAYLOAD = 'a payload with data or errors';

/**
 * Checks one frame. Whatever comes, it gives a frame and never throws: what is not understood is `invalid`
 * (rule 6). Reads both spellings of the article: `errorCode` and `error_code`, `errors` and `error`.
 */
export function decodeFrame(data: unknown): ServerFrame {
  if (typeof data !== 'string') return invalid('a frame of text', data);
  let frame: unknown;
  try {
    frame = JSON.parse(data);
  } catch {
    return invalid('a frame of JSON', data);
  }
  if (!isFields(frame)) return invalid('a frame that is an object', frame);
  const sig = frame['sig'];
  if (sig === 'DATA') return decodeData(frame);
  if (sig === undefined || sig === null) return decodeAnswer(frame);
  if (sig === 'PONG') return { kind: 'pong', payload: frame['payload'] };
  if (sig === 'EOS') return { kind: 'endOfService', reason: readText(frame['reason']) ?? 'no reason given' };
  return invalid('the sig DATA, EOS or PONG', sig);
}

/** The id that the answer to a subscription carries, or null when this result is none. */
export function readSubscriptionId(result: WireResult): SubscriptionId | null {
  return isFields(result.data) ? readId(result.data['subscription_id']) : null;
}

function decodeData(frame: Fields): ServerFrame {
  const subscriptionId = readId(frame['subscription_id']);
  if (subscriptionId === null) return invalid('a subscription_id', frame['subscription_id']);
  const outcome = readOutcome(frame);
  return outcome === null ? invalid(A_PAYLOAD, frame['payload']) : { kind: 'data', subscriptionId, outcome };
}

function decodeAnswer(frame: Fields): ServerFrame {
  const id = readId(frame['id']);
  if (id === null) return invalid('an id or a sig', frame['id']);
  const outcome = readOutcome(frame);
  return outcome === null ? invalid(A_PAYLOAD, frame['payload']) : { kind: 'answer', id, outcome };
}

/** What an answer or an event says: a result, an error that ends its operation, or null for neither. */
function readOutcome(frame: Fields): Outcome | null {
  const payload = frame['payload'];
  if (!isFields(payload)) return refusalWithoutErrors(frame, payload);
  const errors = payload['errors'] ?? payload['error'];
  if (errors !== undefined && errors !== null) return readErrors(frame, payload, errors);
  const { data } = payload;
  if (data === undefined || data === null)
    return refusalWithoutErrors(frame, payload) ?? (isResult(payload) ? payload : null);
  return isResult(payload) ? payload : null;
}

/** Section "protocolErrorPayload": `{ body }`; an error code alone is an error too. */
function refusalWithoutErrors(frame: Fields, payload: unknown): ProtocolError | null {
  const status = readStatus(frame);
  const body = isFields(payload) ? readText(payload['body']) : readText(payload);
  if (body !== null && (status !== null || isFields(payload))) return new ProtocolError(body, status ?? 0);
  return status === null ? null : new ProtocolError('The server gave no reason.', status);
}

/** Rule 1: GRAPHQL_EXEC_ERROR and errors without a name are part of a result, any other name ends the operation. */
function readErrors(frame: Fields, payload: Fields, value: unknown): Outcome | null {
  const errors = (Array.isArray(value) ? value : [value]).map(readError);
  const { data, extensions } = payload;
  const named = errors.find(({ name }) => name !== undefined && name !== 'GRAPHQL_EXEC_ERROR');
  if (named !== undefined) return new EnvelopeError(named, readStatus(frame) ?? 0, errors);
  if (errors.length === 0 && data === undefined) return refusalWithoutErrors(frame, payload);
  return {
    ...(data !== undefined && { data }),
    ...(errors.length > 0 && { errors }),
    ...(extensions !== undefined && { extensions }),
  };
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
  const data = payload['data'];
  return data === undefined || typeof data === 'object';
}

/** HTTP status of an error frame: a number, or text that is one; null when the frame carries none. */
function readStatus(frame: Fields): number | null {
  const status = Number(frame['errorCode'] ?? frame['error_code'] ?? Number.NaN);
  return Number.isFinite(status) ? status : null;
}

/** Ids are compared as text: some servers echo `"7"` for 7 and 7 for `"7"`. */
function readId(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(expected: string, got: unknown): ServerFrame {
  const type = got === null ? 'null' : Array.isArray(got) ? 'a list' : typeof got;
  return { kind: 'invalid', problem: `Expected ${expected}, got ${type}.` };
}
