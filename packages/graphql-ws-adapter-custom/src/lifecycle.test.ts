import { afterEach, describe, expect, test, vi } from 'vitest';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { DEPARTMENTS, eventOf, MESSAGES, SEND, startClient, startServer } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import { ConnectionLostError, createClient } from './index.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a lazy client', () => {
  test('connects at the first operation and closes after the last', async () => {
    const server = await startServer();
    const client = startClient(server);
    expect(client.getState()).toEqual({ status: 'idle' });
    const result = client.request(DEPARTMENTS);
    const connection = await server.connection();
    connection.answer(await connection.frame(), {});
    await result;
    expect(await connection.closed).toBe(1000);
    expect(client.getState()).toEqual({ status: 'idle' });
  });

  test('stays open for lazyCloseTimeout, and for operations that follow one another', async () => {
    const server = await startServer();
    const client = startClient(server, { lazyCloseTimeout: 60_000 });
    const first = client.request(DEPARTMENTS);
    const connection = await server.connection();
    connection.answer(await connection.frame(), { n: 1 });
    await first;
    const second = client.request(DEPARTMENTS);
    connection.answer(await connection.frame(), { n: 2 });
    expect(await second).toEqual({ data: { n: 2 } });
    expect(server.connections).toHaveLength(1);
  });

  test('sends the stop of its last subscription before it closes', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    const leave = startClient(server).subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    await connection.started('s1');
    connection.data('s1', {});
    await recorder.data();
    leave();
    expect(await connection.frame()).toMatchObject({ type: 'stop_subscription' });
    expect(await connection.closed).toBe(1000);
  });

  test('connects again, to the last URL, for what comes after', async () => {
    const server = await startServer();
    let asked = 0;
    const client = startClient(server, { url: () => `${server.url}/${++asked}` });
    for (const _time of [1, 2]) {
      const result = client.request(DEPARTMENTS);
      const connection = await server.connection();
      expect(connection.path).toBe('/session/1');
      connection.answer(await connection.frame(), {});
      await result;
      await connection.closed;
    }
  });
});

describe('url', () => {
  test('that fails ends the operations with its own error, as in graphql-ws', async () => {
    const server = await startServer();
    const client = startClient(server, { url: () => Promise.reject(new Error('signed out')) });
    await expect(client.request(DEPARTMENTS)).rejects.toThrow('signed out');
    expect(client.getState()).toEqual({ status: 'idle' });
  });

  test('that fails is asked again where shouldRetry says so', async () => {
    const server = await startServer();
    let asked = 0;
    const url = (): string => {
      asked += 1;
      if (asked < 3) throw new Error('not yet');
      return server.url;
    };
    const result = startClient(server, { url, shouldRetry: () => true }).request(DEPARTMENTS);
    const connection = await server.connection();
    connection.answer(await connection.frame(), {});
    expect(await result).toEqual({ data: {} });
  });
});

describe('a sink or a listener that throws', () => {
  test('rule 6: disturbs nobody, and its error is told', async () => {
    const server = await startServer();
    const client = startClient(server);
    const told: unknown[] = [];
    client.on('error', error => told.push(error));
    client.on('message', () => {
      throw new Error('a listener');
    });
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    await connection.started('s1');
    connection.data('s1', { n: 1 });
    expect(await recorder.data()).toEqual({ n: 1 });
    expect(told).toEqual([new Error('a listener'), new Error('a listener')]);
  });
});

describe('terminate()', () => {
  test('gives the socket up at once, with a close event, and reconnects', async () => {
    const server = await startServer();
    const client = startClient(server);
    client.subscribe(MESSAGES, new Recorder());
    const first = await server.connection();
    await first.started('s1');
    const closed = eventOf(client, 'closed');
    client.terminate();
    expect(await closed).toEqual([{ code: 4499, reason: 'Terminated', wasClean: false }]);
    await (await server.connection()).started('s2');
  });
});

describe('dispose()', () => {
  test('completes subscriptions and ends requests', async () => {
    const server = await startServer();
    const client = startClient(server);
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    await connection.started('s1');
    const result = client.request(SEND).catch((reason: unknown) => reason);
    await connection.frame();
    client.dispose();
    expect(await recorder.event()).toEqual({ complete: true });
    expect(await result).toMatchObject({ name: 'ConnectionLostError', sent: true });
    expect(await connection.closed).toBe(1000);
    expect(client.getState()).toEqual({ status: 'disposed' });
    const late = await client.request(DEPARTMENTS).catch((reason: unknown) => reason);
    expect(ConnectionLostError.is(late)).toBe(true);
  });

  test.each(['connecting', 'open', 'waiting'] as const)(
    'leaves no timer and no listener while %s',
    status => {
      vi.useFakeTimers();
      const listeners = new Set<unknown>();
      vi.stubGlobal('addEventListener', (_type: string, listener: unknown) => listeners.add(listener));
      vi.stubGlobal('removeEventListener', (_type: string, listener: unknown) => listeners.delete(listener));
      const client = createClient({ url: 'ws://fake', webSocketImpl: FakeSocket, lazy: false });
      client.subscribe(MESSAGES, new Recorder());
      client.subscribe(SEND, new Recorder());
      client.subscribe(DEPARTMENTS, new Recorder());
      if (status !== 'connecting') FakeSocket.last.open();
      if (status === 'waiting') FakeSocket.last.drop();
      expect(client.getState().status).toBe(status);
      expect(vi.getTimerCount()).toBeGreaterThan(0);
      expect(listeners.size).toBeGreaterThan(0);
      client.dispose();
      expect(vi.getTimerCount()).toBe(0);
      expect(listeners.size).toBe(0);
      expect(FakeSocket.last.readyState).toBe(3);
    },
  );
});
