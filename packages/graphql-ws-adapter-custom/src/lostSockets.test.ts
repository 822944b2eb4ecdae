import { describe, expect, test } from 'vitest';
import { DEPARTMENTS, eventOf, MESSAGES, SEND, startClient, startServer } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import { ConnectionLostError, RequestTimeoutError, SessionEndedError } from './index.ts';

describe('a lost socket', () => {
  test('rule 3: a query in flight is sent again on the next one', async () => {
    const server = await startServer();
    const result = startClient(server).request(DEPARTMENTS);
    const first = await server.connection();
    await first.frame();
    first.drop();
    const second = await server.connection();
    second.answer(await second.frame(), { n: 1 });
    expect(await result).toEqual({ data: { n: 1 } });
  });

  test('rule 3: a mutation that was sent is never sent again', async () => {
    const server = await startServer();
    const client = startClient(server);
    client.subscribe(MESSAGES, new Recorder());
    const first = await server.connection();
    await first.started('s1');
    const result = client.request(SEND).catch((reason: unknown) => reason);
    await first.frame();
    first.drop();
    const error = await result;
    expect(ConnectionLostError.is(error)).toBe(true);
    expect(error).toMatchObject({ sent: true, retryable: false });
    const second = await server.connection();
    await second.started('s2');
    const query = client.request(DEPARTMENTS);
    second.answer(await second.frame(), {});
    await query;
    expect(second.frames.map(({ payload }) => payload['query'])).toEqual([MESSAGES.query, DEPARTMENTS.query]);
  });

  test('rule 3: a mutation that finds no socket ends unsent', async () => {
    const server = await startServer();
    server.accepts = false;
    const error = await startClient(server, { requestTimeout: 50 })
      .request(SEND)
      .catch((reason: unknown) => reason);
    expect(ConnectionLostError.is(error)).toBe(true);
    expect(error).toMatchObject({ sent: false, retryable: true });
  });

  test('rule 3: a mutation made while there is no socket goes out on the next', async () => {
    const server = await startServer();
    const client = startClient(server);
    client.subscribe(MESSAGES, new Recorder());
    const first = await server.connection();
    await first.started('s1');
    first.drop();
    await eventOf(client, 'closed');
    const result = client.request(SEND);
    const second = await server.connection();
    await second.started('s2');
    second.answer(await second.frame(), { sendMessage: { success: true } });
    expect(await result).toEqual({ data: { sendMessage: { success: true } } });
  });

  test('rule 3: a request without an answer ends with RequestTimeoutError', async () => {
    const server = await startServer();
    const client = startClient(server, { requestTimeout: 50, lazy: false });
    await eventOf(client, 'connected');
    const result = client.request(SEND);
    const error = await result.catch((reason: unknown) => reason);
    expect(RequestTimeoutError.is(error)).toBe(true);
    expect(error).toMatchObject({ sent: true, retryable: false });
  });

  test('rule 8: a frozen one is given up after a PING without any frame', async () => {
    const server = await startServer();
    const client = startClient(server, { keepAlive: 20, pongTimeout: 30 });
    client.subscribe(MESSAGES, new Recorder());
    const first = await server.connection();
    await first.started('s1');
    await eventOf(client, 'pong');
    first.freeze();
    await (await server.connection()).started('s2');
    expect(first.pings).toBeGreaterThan(0);
  });

  test('rule 9: url is asked again after 3 failures in a row, not before', async () => {
    const server = await startServer();
    let asked = 0;
    const url = (): string => `${server.url}/${++asked}`;
    const client = startClient(server, { url });
    client.subscribe(MESSAGES, new Recorder());
    const first = await server.connection();
    await first.started('s1');
    first.drop();
    for (const _failure of [1, 2, 3]) {
      const failing = await server.connection();
      expect(failing.path).toBe('/session/1');
      failing.drop();
    }
    expect((await server.connection()).path).toBe('/session/2');
  });
});

describe('rule 10: end of service', () => {
  test('rule 2: a new session takes the place of the old, and sinks notice nothing', async () => {
    const server = await startServer();
    let asked = 0;
    const client = startClient(server, { url: async () => `${server.url}/${++asked}` });
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    const first = await server.connection();
    await first.started('s1');
    const eos = eventOf(client, 'eos');
    first.send({ sig: 'EOS', reason: 'unexpected session state' });
    expect(await eos).toEqual(['unexpected session state']);
    const second = await server.connection();
    expect(second.path).toBe('/session/2');
    await second.started('s2');
    second.data('s2', { n: 1 });
    expect(await recorder.data()).toEqual({ n: 1 });
  });

  test('a login elsewhere ends the session until resume()', async () => {
    const server = await startServer();
    let asked = 0;
    const client = startClient(server, { url: () => `${server.url}/${++asked}` });
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    const first = await server.connection();
    await first.started('s1');
    first.send({ sig: 'EOS', reason: 'concurrent session limit reached' });
    const error = await recorder.failure();
    expect(SessionEndedError.is(error)).toBe(true);
    expect(client.getState()).toEqual({ status: 'ended', reason: 'concurrent session limit reached' });
    await expect(client.request(DEPARTMENTS)).rejects.toMatchObject({
      name: 'SessionEndedError',
      reason: 'concurrent session limit reached',
    });
    expect(asked).toBe(1);
    client.resume();
    expect((await server.connection()).path).toBe('/session/2');
    const result = client.request(DEPARTMENTS);
    const [, second] = server.connections;
    if (second === undefined) throw new Error('Expected a second connection.');
    second.answer(await second.frame(), {});
    expect(await result).toEqual({ data: {} });
  });

  test('a second one within a minute stops', async () => {
    const server = await startServer();
    const client = startClient(server);
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    for (const _time of [1, 2]) {
      (await server.connection()).send({ sig: 'EOS', reason: 'unexpected session state' });
    }
    expect(SessionEndedError.is(await recorder.failure())).toBe(true);
    expect(server.connections).toHaveLength(2);
  });
});
