import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { t } from '@lingui/core/macro';
import {
  ConnectionLostError,
  EnvelopeError,
  ProtocolError,
  RequestTimeoutError,
  SessionEndedError,
} from 'graphql-ws-adapter-custom';
import { isRecord, readString } from '../lib/decode.ts';

export type Problem = {
  /** Zendesk's name of the error, or ours. */
  readonly code: string;
  /** A sentence for the agent. */
  readonly message: string;
  /** What Zendesk's support asks for. */
  readonly uuid: string | null;
};

/** What an agent is told about an error of an operation: what came, and what helps. */
export function describeError(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) return fromResult(error);
  if (EnvelopeError.is(error)) {
    return {
      code: error.errorName,
      message: inWords(error.errorName, error.errors[0]?.message || error.message),
      uuid: error.uuid ?? null,
    };
  }
  if (ConnectionLostError.is(error) || RequestTimeoutError.is(error)) {
    const message = error.sent
      ? t`The connection was lost before an answer came.`
      : t`There was no connection to send it over.`;
    return { code: error.code, message, uuid: null };
  }
  if (SessionEndedError.is(error)) {
    return { code: error.code, message: t`The agent session has ended.`, uuid: null };
  }
  if (ProtocolError.is(error)) {
    const { body } = error;
    return { code: error.code, message: t`Zendesk did not take the request: ${body}`, uuid: null };
  }
  return { code: 'UNKNOWN', message: error instanceof Error ? error.message : String(error), uuid: null };
}

/** The problem as one line, with the UUID that Zendesk's support asks for. */
export function problemText(problem: Problem): string {
  const { message, uuid } = problem;
  return uuid === null ? message : t`${message} (for Zendesk's support: ${uuid})`;
}

function fromResult(error: CombinedGraphQLErrors): Problem {
  const first: unknown = error.errors[0];
  const extensions = isRecord(first) && isRecord(first['extensions']) ? first['extensions'] : {};
  const code = readString(extensions, 'name') ?? 'GRAPHQL_EXEC_ERROR';
  const uuid = readString(extensions, 'UUID') ?? readString(extensions, 'uuid');
  const message = isRecord(first) ? readString(first, 'message') : null;
  return { code, message: inWords(code, message ?? error.message), uuid };
}

function inWords(code: string, message: string): string {
  switch (code) {
    case 'FORBIDDEN':
      return t`Zendesk refuses it: ${message}. The account must be active, have API access, and its token the scopes read, write and chat.`;
    case 'UNAUTHORIZED':
      return t`Zendesk no longer accepts this sign-in. Sign in again; drafts and unsent messages are kept.`;
    case 'RATE_LIMITED':
      return t`Zendesk takes no more requests for the moment. Wait a little, then try again.`;
    case 'MAX_SUB':
      return t`Zendesk allows no further live updates in this session.`;
    default:
      return message;
  }
}
