import { describe, expect, test } from 'vitest';
import { ACTIVITY, DEPARTMENTS, eventOf, MESSAGES, startClient, startServer } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import { EnvelopeError } from './index.ts';

describe('a subscription', () => {
  test('gives its data in the order of the server', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    startClient(server).subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    await connection.started('s1');
    for (const n of [1, 2, 3]) connection.data('s1', { n });
    expect([await recorder.data(), await recorder.data(), await recorder.data()]).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  test('rule 2: data that comes before the answer is held and delivered', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    startClient(server).subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    const start = await connection.frame();
    connection.data('s1', { n: 1 });
    connection.data('s1', { n: 2 });
    connection.answer(start, { subscription_id: 's1' });
    connection.data('s1', { n: 3 });
    expect([await recorder.data(), await recorder.data(), await recorder.data()]).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  test('rule 2: two equal ones share one on the wire, which is stopped after the last', async () => {
    const server = await startServer();
    const client = startClient(server);
    const [first, second] = [new Recorder(), new Recorder()];
    const leaveFirst = client.subscribe({ ...MESSAGES, variables: { a: 1, b: 2 } }, first);
    const connection = await server.connection();
    await connection.started('s1');
    const leaveSecond = client.subscribe({ ...MESSAGES, variables: { b: 2, a: 1 } }, second);
    connection.data('s1', { n: 1 });
    expect([await first.data(), await second.data()]).toEqual([{ n: 1 }, { n: 1 }]);
    leaveFirst();
    connection.data('s1', { n: 2 });
    expect(await second.data()).toEqual({ n: 2 });
    leaveSecond();
    expect(await connection.frame()).toMatchObject({
      type: 'stop_subscription',
      payload: { subscription_id: 's1' },
    });
    expect(first.results).toHaveLength(1);
    expect(connection.frames).toHaveLength(2);
  });

  test('rule 2: outlives a lost socket, and restarted tells since when', async () => {
    const server = await startServer();
    const client = startClient(server);
    const [messages, activity] = [new Recorder(), new Recorder()];
    client.subscribe(MESSAGES, messages);
    client.subscribe(ACTIVITY, activity);
    const first = await server.connection();
    await first.started('s1');
    await first.started('s2');
    first.data('s2', { n: 1 });
    await activity.data();
    const heard = Date.now();
    const restarted = eventOf(client, 'restarted');
    first.drop();
    const second = await server.connection();
    expect(await second.started('s3')).toMatchObject({ payload: MESSAGES });
    expect(await second.started('s4')).toMatchObject({ payload: ACTIVITY });
    const [{ since }] = await restarted;
    expect(since).toBeLessThanOrEqual(heard);
    expect(since).toBeGreaterThan(heard - 1_000);
    second.data('s3', { n: 2 });
    expect(await messages.data()).toEqual({ n: 2 });
    expect([...messages.endings, ...activity.endings]).toEqual([]);
  });

  test('rule 4: unsubscribing before the answer stops it as soon as the answer comes', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    const leave = startClient(server).subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    const start = await connection.frame();
    leave();
    connection.data('s1', { n: 1 });
    connection.answer(start, { subscription_id: 's1' });
    expect(await connection.frame()).toMatchObject({ payload: { subscription_id: 's1' } });
    expect(recorder.results).toEqual([]);
  });

  test('rule 4: data on its way to one that is stopped is ignored', async () => {
    const server = await startServer();
    const client = startClient(server, { lazy: false });
    const recorder = new Recorder();
    const leave = client.subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    await connection.started('s1');
    connection.data('s1', {});
    await recorder.data();
    const problems: unknown[] = [];
    client.on('protocolError', error => problems.push(error));
    leave();
    const stop = await connection.frame();
    connection.data('s1', { late: true });
    connection.answer(stop, { success: true });
    const result = client.request(DEPARTMENTS);
    connection.answer(await connection.frame(), {});
    await result;
    expect(recorder.results).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test('rule 1: a named error in its data ends it, GRAPHQL_EXEC_ERROR does not', async () => {
    const server = await startServer();
    const recorder = new Recorder();
    startClient(server).subscribe(MESSAGES, recorder);
    const connection = await server.connection();
    await connection.started('s1');
    const refusal = (name: string): unknown => ({
      error_code: 403,
      payload: { errors: [{ name, message: 'no', UUID: 'u' }] },
      sig: 'DATA',
      subscription_id: 's1',
    });
    connection.send(refusal('GRAPHQL_EXEC_ERROR'));
    expect(await recorder.event()).toMatchObject({ next: { errors: [{ message: 'no' }] } });
    connection.data('s1', { n: 1 });
    expect(await recorder.data()).toEqual({ n: 1 });
    connection.send(refusal('FORBIDDEN'));
    expect(EnvelopeError.is(await recorder.failure())).toBe(true);
  });

  test('comes as an async iterator too, and leaving that stops it', async () => {
    const server = await startServer();
    const client = startClient(server);
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const { data } of client.iterate(MESSAGES)) {
        seen.push(data);
        if (seen.length === 2) break;
      }
    })();
    const connection = await server.connection();
    await connection.started('s1');
    for (const n of [1, 2, 3]) connection.data('s1', { n });
    await reading;
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await connection.frame()).toMatchObject({ type: 'stop_subscription' });
  });
});
