import { t } from '@lingui/core/macro';
import { ConnectionLostError, RequestTimeoutError } from 'graphql-ws-adapter-custom';
import { type Problem, problemOf } from './problem.ts';

/** What an agent is told about an error of an operation: what came, and what helps. */
export function describeError(error: unknown): Problem {
  const problem = problemOf(error);
  const wasNeverSent = (ConnectionLostError.is(error) || RequestTimeoutError.is(error)) && !error.sent;
  const message = wasNeverSent ? t`There was no connection to send it over.` : problemWords(problem);
  return { ...problem, message };
}

/** The problem as one line, with the UUID that Zendesk's support asks for. */
export function problemText(problem: Problem): string {
  const { message, uuid } = problem;
  return uuid === null ? message : t`${message} (for Zendesk's support: ${uuid})`;
}

/** A problem in the agent's language, by its code; in the words in which it came where the code says no more. */
export function problemWords({ code, message }: Problem): string {
  switch (code) {
    case 'FORBIDDEN':
      return t`Zendesk refuses it: ${message}. The account must be active, have API access, and its token the scopes read, write and chat.`;
    case 'UNAUTHORIZED':
      return t`Zendesk no longer accepts this sign-in. Sign in again; drafts and unsent messages are kept.`;
    case 'RATE_LIMITED':
      return t`Zendesk takes no more requests for the moment. Wait a little, then try again.`;
    case 'MAX_SUB':
      return t`Zendesk allows no further live updates in this session.`;
    case 'CONNECTION_LOST':
    case 'REQUEST_TIMEOUT':
      return t`The connection was lost before an answer came.`;
    case 'SESSION_ENDED':
      return t`The agent session has ended.`;
    case 'PROTOCOL_ERROR':
      return t`Zendesk did not take the request: ${message}`;
    default:
      return message || t`Zendesk refused it and did not say why.`;
  }
}
