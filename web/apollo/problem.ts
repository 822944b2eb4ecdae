import {
  ConnectionLostError,
  EnvelopeError,
  ProtocolError,
  RequestTimeoutError,
  SessionEndedError,
} from 'graphql-ws-adapter-custom';
import { isRecord, readRecord, readString } from '../lib/decode.ts';
import { resultErrorsOf } from './resultErrors.ts';

export type Problem = {
  /** Zendesk's name of the error, or ours. */
  readonly code: string;
  /** What came, in the words in which it came; `describeError` puts it into the agent's. */
  readonly message: string;
  /** What Zendesk's support asks for. */
  readonly uuid: string | null;
};

/** What came, as it can be kept and passed on: in a worker nobody speaks the agent's language. */
export function problemOf(error: unknown): Problem {
  const errors = resultErrorsOf(error);
  if (errors !== null) return fromResult(errors[0]);
  if (EnvelopeError.is(error)) {
    const message = error.errors[0]?.message || error.message;
    return { code: error.errorName, message, uuid: error.uuid ?? null };
  }
  if (ConnectionLostError.is(error) || RequestTimeoutError.is(error) || SessionEndedError.is(error))
    return { code: error.code, message: error.message, uuid: null };
  if (ProtocolError.is(error)) return { code: error.code, message: error.body, uuid: null };
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error), uuid: null };
}

/** Apollo keeps Zendesk's own fields under `extensions`; on the wire they stand beside the message. */
function fromResult(first: unknown): Problem {
  const error = isRecord(first) ? first : {};
  const extensions = readRecord(error, 'extensions') ?? {};
  const code = readString(extensions, 'name') ?? readString(error, 'name') ?? 'GRAPHQL_EXEC_ERROR';
  const uuid = readString(extensions, 'UUID') ?? readString(extensions, 'uuid') ?? readString(error, 'UUID');
  return { code, message: readString(error, 'message') ?? '', uuid };
}
