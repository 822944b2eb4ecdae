import { describe, expect, test } from 'vitest';
import { DEPARTMENTS, eventOf, MESSAGES, SEND, startClient, startServer } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import { EnvelopeError, ProtocolError } from './index.ts';

describe('a query or a mutation', () => {
  test('rule 1: gives its result, then completes', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    startClient(server).subscribe(DEPARTMENTS, recorder);
    const connection = await server.connection();
    connection.answer(await connection.frame(), { departments: null });
    expect(await recorder.event()).toEqual({ next: { data: { departments: null } } });
    expect(await recorder.event()).toEqual({ complete: true });
  });

  test('rule 7: carries the text, the variables and the name of the operation, and nothing else', async () => {
    const server = await startServer();
    const query = 'query A { a } mutation B($x: Int) { b(x: $x) }';
    startClient(server).subscribe(
      { query, variables: { x: 1 }, operationName: 'B', extensions: { secret: 1 } },
      new Recorder(),
    );
    const frame = await (await server.connection()).frame();
    expect(frame).toEqual({
      id: expect.any(String),
      type: 'request',
      payload: { query, variables: { x: 1 }, operationName: 'B' },
    });
  });

  test('rule 1: GRAPHQL_EXEC_ERROR comes as a result with errors', async () => {
    const server = await startServer();
    const result = startClient(server).request(DEPARTMENTS);
    const connection = await server.connection();
    connection.refuse(await connection.frame(), 400, 'GRAPHQL_EXEC_ERROR');
    expect(await result).toEqual({
      errors: [{ name: 'GRAPHQL_EXEC_ERROR', message: 'GRAPHQL_EXEC_ERROR!', UUID: 'u-1' }],
    });
  });

  test.each(['UNAUTHORIZED', 'FORBIDDEN', 'MAX_SUB'])('rules 1 and 5: %s ends it at once', async name => {
    const server = await startServer();
    const result = startClient(server).request(SEND);
    const connection = await server.connection();
    connection.refuse(await connection.frame(), 403, name);
    const error = await result.catch((reason: unknown) => reason);
    expect(EnvelopeError.is(error)).toBe(true);
    expect(error).toMatchObject({ errorName: name, uuid: 'u-1', status: 403, retryable: false });
    expect(connection.frames).toHaveLength(1);
  });

  test('rule 1: a protocol error ends it with ProtocolError', async () => {
    const server = await startServer();
    const result = startClient(server).request(DEPARTMENTS);
    const connection = await server.connection();
    const { id } = await connection.frame();
    connection.send({ error_code: 503, payload: { body: 'unavailable' }, id });
    const error = await result.catch((reason: unknown) => reason);
    expect(ProtocolError.is(error)).toBe(true);
    expect(error).toMatchObject({ body: 'unavailable', status: 503, retryable: true });
  });

  test('an id that comes back as a number is the id that was sent as text', async () => {
    const server = await startServer();
    const result = startClient(server, { generateID: () => '7' }).request(DEPARTMENTS);
    const connection = await server.connection();
    expect((await connection.frame()).id).toBe('7');
    connection.send({ payload: { data: { departments: 7 } }, id: 7 });
    expect(await result).toEqual({ data: { departments: 7 } });
  });

  test('request() refuses a subscription', async () => {
    const server = await startServer();
    await expect(startClient(server).request(MESSAGES)).rejects.toThrow(/no subscription/);
  });
});

describe('frames that are not understood', () => {
  test.each([
    ['no JSON', '{"payload":'],
    ['a number', '7'],
    ['an unknown sig', '{"sig":"HELLO"}'],
    ['an unknown id', '{"payload":{"data":{}},"id":"nobody"}'],
    ['data of an unknown subscription', '{"sig":"DATA","subscription_id":"x","payload":{"data":{}}}'],
  ])('rule 6: %s raises protocolError and disturbs nothing', async (_name, text) => {
    const server = await startServer();
    const client = startClient(server);
    const result = client.request(DEPARTMENTS);
    const problem = eventOf(client, 'protocolError');
    const connection = await server.connection();
    const frame = await connection.frame();
    connection.send(text);
    const [error] = await problem;
    expect(ProtocolError.is(error)).toBe(true);
    connection.answer(frame, { departments: [] });
    expect(await result).toEqual({ data: { departments: [] } });
  });
});
