import { CombinedGraphQLErrors } from '@apollo/client/errors';
import {
  ConnectionLostError,
  EnvelopeError,
  ProtocolError,
  RequestTimeoutError,
  SessionEndedError,
} from 'graphql-ws-adapter-custom';
import { describe, expect, it } from 'vitest';
import { describeError, problemText } from './describeError.ts';

const refusal = (name: string, message = 'No.') => new EnvelopeError({ name, message, UUID: 'u-1' }, 403);

describe('what an agent is told about an error', () => {
  it('says what FORBIDDEN needs, in Zendesk’s words and ours, with the UUID', () => {
    expect(describeError(refusal('FORBIDDEN', 'Access denied'))).toEqual({
      code: 'FORBIDDEN',
      message:
        'Zendesk refuses it: Access denied. The account must be active, have API access, and its token the scopes read, write and chat.',
      uuid: 'u-1',
    });
  });

  it.each([
    ['UNAUTHORIZED', /no longer accepts this sign-in/],
    ['RATE_LIMITED', /Wait a little/],
    ['MAX_SUB', /no further live updates/],
    ['GRAPHQL_SUB_START_ERROR', /No\./],
  ])('has words for %s', (name, words) => {
    const problem = describeError(refusal(name));
    expect(problem).toMatchObject({ code: name, uuid: 'u-1' });
    expect(problem.message).toMatch(words);
  });

  it('has no UUID where Zendesk gave none', () => {
    expect(describeError(new EnvelopeError({ name: 'MAX_SUB', message: '' }, 400)).uuid).toBeNull();
  });

  it('takes message, name and UUID out of an error inside a result', () => {
    const errors = [
      { message: 'Unknown department', extensions: { name: 'GRAPHQL_EXEC_ERROR', UUID: 'u-2' } },
    ];
    expect(describeError(new CombinedGraphQLErrors({ data: null, errors }))).toEqual({
      code: 'GRAPHQL_EXEC_ERROR',
      message: 'Unknown department',
      uuid: 'u-2',
    });
  });

  it('takes an error without a name for one of execution', () => {
    const error = new CombinedGraphQLErrors({ data: null, errors: [{ message: 'Broken' }] });
    expect(describeError(error)).toEqual({ code: 'GRAPHQL_EXEC_ERROR', message: 'Broken', uuid: null });
  });

  it.each([
    [new ConnectionLostError('x', true), 'CONNECTION_LOST', 'The connection was lost before an answer came.'],
    [new ConnectionLostError('x', false), 'CONNECTION_LOST', 'There was no connection to send it over.'],
    [
      new RequestTimeoutError(true, false),
      'REQUEST_TIMEOUT',
      'The connection was lost before an answer came.',
    ],
    [new RequestTimeoutError(false, true), 'REQUEST_TIMEOUT', 'There was no connection to send it over.'],
    [new SessionEndedError('taken over'), 'SESSION_ENDED', 'The agent session has ended.'],
    [
      new ProtocolError('bad request', 400),
      'PROTOCOL_ERROR',
      'Zendesk did not take the request: bad request',
    ],
    [new Error('Out of paper'), 'UNKNOWN', 'Out of paper'],
    ['a text', 'UNKNOWN', 'a text'],
    [undefined, 'UNKNOWN', 'undefined'],
  ])('describes %s', (error, code, message) => {
    expect(describeError(error)).toEqual({ code, message, uuid: null });
  });

  it('puts the UUID into the line for Zendesk’s support', () => {
    expect(problemText({ code: 'X', message: 'No.', uuid: 'u-1' })).toBe("No. (for Zendesk's support: u-1)");
    expect(problemText({ code: 'X', message: 'No.', uuid: null })).toBe('No.');
  });
});
