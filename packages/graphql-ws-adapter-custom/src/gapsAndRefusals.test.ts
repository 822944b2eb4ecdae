import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, connect, refuse } from '../testing/fakeClient.ts';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { ACTIVITY, DEPARTMENTS, MESSAGES, SEND } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import type { Client } from './index.ts';

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

function dataRefused(socket: FakeSocket, subscriptionId: string, name: string): void {
  socket.receive({ sig: 'DATA', subscription_id: subscriptionId, payload: { errors: [{ name }] } });
}

function queries(socket: FakeSocket): unknown[] {
  return socket.sent.map(text => JSON.parse(text).payload.query).filter(query => query !== undefined);
}

describe('rule 2: restarted', () => {
  function live(): { client: Client; gaps: number[] } {
    const gaps: number[] = [];
    const client = connect({ on: { restarted: ({ since }) => gaps.push(since) } });
    client.subscribe(MESSAGES, new Recorder());
    client.subscribe(ACTIVITY, new Recorder());
    FakeSocket.last.open();
    answer(FakeSocket.last, '1', { subscription_id: 's1' });
    answer(FakeSocket.last, '2', { subscription_id: 's2' });
    return { client, gaps };
  }

  test('is not told when one subscription ends beside another that missed nothing', () => {
    const { gaps } = live();
    dataRefused(FakeSocket.last, 's1', 'FORBIDDEN');
    expect(gaps).toEqual([]);
  });

  test('is not told when the one that missed something is left before it lives again', () => {
    const gaps: number[] = [];
    const client = connect({ on: { restarted: ({ since }) => gaps.push(since) } });
    const leave = client.subscribe(MESSAGES, new Recorder());
    client.subscribe(ACTIVITY, new Recorder());
    FakeSocket.last.open();
    answer(FakeSocket.last, '1', { subscription_id: 's1' });
    answer(FakeSocket.last, '2', { subscription_id: 's2' });
    dataRefused(FakeSocket.last, 's1', 'GRAPHQL_SUB_START_ERROR');
    leave();
    expect(gaps).toEqual([]);
  });

  test('is told once, since the first loss, when sockets are lost in a row', () => {
    const { gaps } = live();
    const heard = Date.now();
    for (const id of ['3', '5']) {
      vi.advanceTimersByTime(100);
      FakeSocket.last.drop();
      vi.advanceTimersByTime(10);
      FakeSocket.last.open();
      answer(FakeSocket.last, id, { subscription_id: `s${id}` });
    }
    vi.advanceTimersByTime(100);
    FakeSocket.last.drop();
    vi.advanceTimersByTime(10);
    FakeSocket.last.open();
    answer(FakeSocket.last, '8', { subscription_id: 's8' });
    expect(gaps).toEqual([]);
    answer(FakeSocket.last, '7', { subscription_id: 's7' });
    expect(gaps).toEqual([heard]);
  });

  test('is told when another that was lost ends with an error instead', () => {
    const { gaps } = live();
    FakeSocket.last.drop();
    vi.advanceTimersByTime(10);
    FakeSocket.last.open();
    answer(FakeSocket.last, '3', { subscription_id: 's3' });
    expect(gaps).toEqual([]);
    refuse(FakeSocket.last, '4', 'FORBIDDEN');
    expect(gaps).toHaveLength(1);
  });

  test('is not told when everybody left before all lived again', () => {
    const gaps: number[] = [];
    const client = connect({ lazy: false, on: { restarted: ({ since }) => gaps.push(since) } });
    const leaves = [MESSAGES, ACTIVITY].map(payload => client.subscribe(payload, new Recorder()));
    FakeSocket.last.open();
    answer(FakeSocket.last, '1', { subscription_id: 's1' });
    answer(FakeSocket.last, '2', { subscription_id: 's2' });
    FakeSocket.last.drop();
    vi.advanceTimersByTime(10);
    FakeSocket.last.open();
    answer(FakeSocket.last, '3', { subscription_id: 's3' });
    for (const leave of leaves) leave();
    expect(gaps).toEqual([]);
  });

  test('is not told while nothing lives', () => {
    const { client, gaps } = live();
    FakeSocket.last.drop();
    client.dispose();
    expect(gaps).toEqual([]);
  });
});

describe('rule 5', () => {
  test('the wait of a refused subscription goes on over a lost socket', () => {
    const client = connect();
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    refuse(FakeSocket.last, '1', 'RATE_LIMITED');
    FakeSocket.last.drop();
    vi.advanceTimersByTime(10);
    FakeSocket.last.open();
    expect(queries(FakeSocket.last)).toEqual([]);
    vi.advanceTimersByTime(1_250);
    expect(queries(FakeSocket.last)).toEqual([MESSAGES.query]);
  });

  test('a refused mutation whose socket is lost goes out once, on the next', () => {
    const client = connect();
    const recorder = new Recorder();
    client.subscribe(SEND, recorder);
    FakeSocket.last.open();
    refuse(FakeSocket.last, '1', 'RATE_LIMITED');
    FakeSocket.last.drop();
    vi.advanceTimersByTime(5_000);
    expect(recorder.endings).toEqual([]);
    FakeSocket.last.open();
    expect(queries(FakeSocket.last)).toEqual([SEND.query]);
    answer(FakeSocket.last, '2');
    expect(recorder.endings).toEqual(['complete']);
  });

  test('a subscription that starts and fails at once, again and again, ends after 4 retries', () => {
    const client = connect();
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    FakeSocket.last.open();
    for (let second = 0; second < 60 && recorder.endings.length === 0; second += 1) {
      const start = JSON.parse(FakeSocket.last.sent.findLast(text => text.includes('"request"')) ?? '{}').id;
      answer(FakeSocket.last, start, { subscription_id: `s${second}` });
      dataRefused(FakeSocket.last, `s${second}`, 'GRAPHQL_SUB_START_ERROR');
      vi.advanceTimersByTime(1_000);
    }
    expect(recorder.endings).toEqual(['error']);
    expect(queries(FakeSocket.last)).toHaveLength(5);
  });

  test('one that lived for long has all its retries again', () => {
    const client = connect();
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    FakeSocket.last.open();
    for (let day = 0; day < 7; day += 1) {
      const start = JSON.parse(FakeSocket.last.sent.findLast(text => text.includes('"request"')) ?? '{}').id;
      answer(FakeSocket.last, start, { subscription_id: `s${day}` });
      vi.advanceTimersByTime(86_400_000);
      dataRefused(FakeSocket.last, `s${day}`, 'GRAPHQL_SUB_START_ERROR');
      vi.advanceTimersByTime(1_250);
    }
    expect(recorder.endings).toEqual([]);
  });
});

describe('the stop of a subscription', () => {
  test('rule 4: whose id the server gives to the next one takes nothing from that', () => {
    const client = connect({ lazy: false });
    const leave = client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    answer(FakeSocket.last, '1', { subscription_id: 'same' });
    leave();
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    answer(FakeSocket.last, '3', { subscription_id: 'same' });
    answer(FakeSocket.last, 'stop-2', { success: true });
    FakeSocket.last.receive({ sig: 'DATA', subscription_id: 'same', payload: { data: { n: 1 } } });
    expect(recorder.results).toEqual([{ data: { n: 1 } }]);
  });
});

describe('a socket that throws when it sends', () => {
  class Broken extends FakeSocket {
    static isWhole = false;

    override send(text: string): void {
      if (!Broken.isWhole) throw new Error('broken');
      super.send(text);
    }
  }

  beforeEach(() => {
    Broken.isWhole = false;
  });

  test('rule 6: is given up, and what it did not take goes out on the next', () => {
    const errors: unknown[] = [];
    const client = connect({
      lazy: false,
      webSocketImpl: Broken,
      on: { error: error => errors.push(error) },
    });
    FakeSocket.last.open();
    const recorders = [SEND, DEPARTMENTS, MESSAGES].map(payload => {
      const recorder = new Recorder();
      client.subscribe(payload, recorder);
      return recorder;
    });
    expect(errors).toEqual([new Error('broken')]);
    Broken.isWhole = true;
    vi.advanceTimersByTime(10);
    FakeSocket.last.open();
    expect(queries(FakeSocket.last)).toEqual([MESSAGES.query, SEND.query, DEPARTMENTS.query]);
    expect(recorders.flatMap(({ endings }) => endings)).toEqual([]);
  });

  test('rule 6: is given up when a PING does not go out', () => {
    const errors: unknown[] = [];
    const client = connect({
      lazy: false,
      keepAlive: 5_000,
      webSocketImpl: Broken,
      on: { error: error => errors.push(error) },
    });
    FakeSocket.last.open();
    vi.advanceTimersByTime(5_000);
    expect(errors).toEqual([new Error('broken')]);
    expect(client.getState().status).toBe('waiting');
  });
});

test('a socket that answers while it sends is understood', () => {
  class Prompt extends FakeSocket {
    override send(text: string): void {
      super.send(text);
      const { id, payload } = JSON.parse(text);
      const isStart = String(payload.query).startsWith('subscription');
      this.receive({ id, payload: { data: isStart ? { subscription_id: 's1' } : { n: 1 } } });
    }
  }
  const client = connect({ lazy: false, webSocketImpl: Prompt });
  FakeSocket.last.open();
  const [query, messages] = [new Recorder(), new Recorder()];
  client.subscribe(DEPARTMENTS, query);
  client.subscribe(MESSAGES, messages);
  FakeSocket.last.receive({ sig: 'DATA', subscription_id: 's1', payload: { data: { n: 2 } } });
  expect([query.results, messages.results]).toEqual([[{ data: { n: 1 } }], [{ data: { n: 2 } }]]);
  expect(vi.getTimerCount()).toBe(0);
});
