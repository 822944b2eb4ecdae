import { CombinedError, type Exchange, subscriptionExchange, Client as Urql } from '@urql/core';
import { Observable } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { eventOf, MESSAGES, SEND, startClient, startServer } from '../testing/harness.ts';
import { Queue } from '../testing/queue.ts';
import { Recorder } from '../testing/recorder.ts';
import type { ScriptedServer } from '../testing/scriptedServer.ts';
import { type Client, EnvelopeError, type ExecutionResult } from './index.ts';

const QUERY = 'query Departments { departments { edges { node { name } } } }';

describe("urql's Client", () => {
  function startUrql(server: ScriptedServer): Urql {
    return new Urql({ url: 'http://127.0.0.1/unused', exchanges: [overSocket(startClient(server))] });
  }

  /**
   * As urql's documentation has it for graphql-ws. Its sink can be passed on as it is, as in the README; only
   * `exactOptionalPropertyTypes` wants to see that no field is undefined.
   */
  function overSocket(client: Client): Exchange {
    return subscriptionExchange({
      enableAllOperations: true,
      forwardSubscription: ({ query = '', ...operation }) => ({
        subscribe: ({ next, ...sink }) => ({
          unsubscribe: client.subscribe(
            { query, ...operation },
            { ...sink, next: ({ data = null, errors }) => next(errors ? { data, errors } : { data }) },
          ),
        }),
      }),
    });
  }

  test('hears a subscription over a lost socket, and stops it when nobody listens', async () => {
    const server = await startServer();
    const data = new Queue<unknown>();
    const listening = startUrql(server)
      .subscription(MESSAGES.query, {})
      .subscribe(result => data.put(result.error ?? result.data));
    const first = await server.connection();
    await first.started('s1');
    first.data('s1', { message: { n: 1 } });
    expect(await data.take()).toEqual({ message: { n: 1 } });
    first.drop();
    const second = await server.connection();
    await second.started('s2');
    second.data('s2', { message: { n: 2 } });
    expect(await data.take()).toEqual({ message: { n: 2 } });
    listening.unsubscribe();
    const stop = { type: 'stop_subscription', payload: { subscription_id: 's2' } };
    expect(await second.frame()).toMatchObject(stop);
  });

  test('runs a query and a mutation, as text, variables and name', async () => {
    const server = await startServer();
    const urql = startUrql(server);
    const query = urql.query(QUERY, {}).toPromise();
    const mutation = urql.mutation(SEND.query, SEND.variables).toPromise();
    const connection = await server.connection();
    const asked = await connection.frame();
    const sent = await connection.frame();
    expect(asked.payload).toMatchObject({ variables: {}, operationName: 'Departments' });
    expect(sent.payload).toMatchObject({ variables: { msg: 'Hello' } });
    connection.answer(sent, { sendMessage: { success: true } });
    connection.answer(asked, { departments: { edges: [] } });
    expect((await query).data).toEqual({ departments: { edges: [] } });
    expect((await mutation).data).toEqual({ sendMessage: { success: true } });
  });

  test('gives an error of the execution as a CombinedError that keeps its name and UUID', async () => {
    const server = await startServer();
    const mutation = startUrql(server).mutation(SEND.query, SEND.variables).toPromise();
    const connection = await server.connection();
    connection.refuse(await connection.frame(), 400, 'GRAPHQL_EXEC_ERROR');
    const { error } = await mutation;
    expect(error).toBeInstanceOf(CombinedError);
    expect(error?.graphQLErrors[0]).toMatchObject({
      message: 'GRAPHQL_EXEC_ERROR!',
      originalError: { name: 'GRAPHQL_EXEC_ERROR', UUID: 'u-1' },
    });
  });

  test('gives any other error as the networkError of one', async () => {
    const server = await startServer();
    const subscription = startUrql(server).subscription(MESSAGES.query, {}).toPromise();
    const connection = await server.connection();
    connection.refuse(await connection.frame(), 403, 'MAX_SUB');
    const { error } = await subscription;
    expect(error).toBeInstanceOf(CombinedError);
    expect(EnvelopeError.is(error?.networkError)).toBe(true);
  });
});

describe('a network for Relay', () => {
  /** What Relay gives to a network of what it compiled. */
  interface RelayRequest {
    readonly text: string;
    readonly name: string;
  }

  /** The function that Relay's `Network.create` takes. Of an Observable Relay needs `subscribe` alone. */
  function networkOver(client: Client) {
    return ({ text, name }: RelayRequest, variables: Record<string, unknown>): Observable<ExecutionResult> =>
      new Observable(sink => client.subscribe({ query: text, operationName: name, variables }, sink));
  }

  test('gives the result of a query and completes', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    networkOver(startClient(server))({ text: QUERY, name: 'Departments' }, {}).subscribe(recorder);
    const connection = await server.connection();
    const frame = await connection.frame();
    expect(frame.payload).toEqual({ query: QUERY, operationName: 'Departments', variables: {} });
    connection.answer(frame, { departments: null });
    expect(await recorder.event()).toEqual({ next: { data: { departments: null } } });
    expect(await recorder.event()).toEqual({ complete: true });
  });

  test('starts a subscription for whoever subscribes, and stops it when they leave', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    const text = 'subscription Messages { message { node { id } } }';
    const observable = networkOver(startClient(server))({ text, name: 'Messages' }, {});
    const subscription = observable.subscribe(recorder);
    const connection = await server.connection();
    await connection.started('s1');
    connection.data('s1', { message: { n: 1 } });
    expect(await recorder.data()).toEqual({ message: { n: 1 } });
    subscription.unsubscribe();
    expect(await connection.frame()).toMatchObject({ type: 'stop_subscription' });
    expect(recorder.endings).toEqual([]);
  });
});

describe('a for await', () => {
  test('reads on over a lost socket, and throws the error that ends the subscription', async () => {
    const server = await startServer();
    const data = new Queue<unknown>();
    const reading = (async () => {
      for await (const result of startClient(server).iterate(MESSAGES)) data.put(result.data);
    })();
    const failure = reading.catch((error: unknown) => error);
    const first = await server.connection();
    await first.started('s1');
    first.data('s1', { n: 1 });
    expect(await data.take()).toEqual({ n: 1 });
    first.drop();
    const second = await server.connection();
    await second.started('s2');
    second.data('s2', { n: 2 });
    expect(await data.take()).toEqual({ n: 2 });
    second.send({
      error_code: 403,
      payload: { errors: [{ name: 'FORBIDDEN', message: 'no', UUID: 'u' }] },
      sig: 'DATA',
      subscription_id: 's2',
    });
    expect(EnvelopeError.is(await failure)).toBe(true);
  });

  test('reads what comes while it is busy with what came before', async () => {
    const server = await startServer();
    const client = startClient(server);
    const data = new Queue<unknown>();
    let frames = 0;
    const third = eventOf(client, 'message', ({ kind }) => kind === 'data' && ++frames === 3);
    void (async () => {
      for await (const result of client.iterate(MESSAGES)) {
        data.put(result.data);
        await third;
      }
    })();
    const connection = await server.connection();
    await connection.started('s1');
    connection.data('s1', { n: 1 });
    expect(await data.take()).toEqual({ n: 1 });
    for (const n of [2, 3]) connection.data('s1', { n });
    expect([await data.take(), await data.take()]).toEqual([{ n: 2 }, { n: 3 }]);
  });
});
