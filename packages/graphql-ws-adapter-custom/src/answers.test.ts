import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { open } from '../testing/fakeClient.ts';
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

function reopen(): void {
  FakeSocket.last.drop();
  vi.advanceTimersByTime(10);
  FakeSocket.last.open();
}

function start(client: Client, payload: { readonly query: string }): Recorder {
  const recorder = new Recorder();
  client.subscribe(payload, recorder);
  return recorder;
}

function receive(frame: unknown): void {
  FakeSocket.last.receive(frame);
}

function data(subscription_id: string, n: number): void {
  receive({ sig: 'DATA', subscription_id, payload: { data: { n } } });
}

function live(id: string, subscription_id: string): void {
  receive({ id, payload: { data: { subscription_id } } });
}

/** What went out on the last socket: a query, or the id of the subscription that a stop names. */
function sent(): unknown[] {
  return FakeSocket.last.sent.map(text => {
    const { payload } = JSON.parse(text);
    return payload.query ?? payload.subscription_id;
  });
}

describe('an answer that is late', () => {
  test('rule 5: RATE_LIMITED does not bring back a mutation that was cancelled', () => {
    const client = open();
    const cancel = client.subscribe(SEND, new Recorder());
    cancel();
    receive({ id: '1', errorCode: 429, payload: { errors: [{ name: 'RATE_LIMITED' }] } });
    vi.advanceTimersByTime(60_000);
    expect(sent()).toEqual([SEND.query]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('rule 1: of an operation that timed out is passed over without a word', async () => {
    const problems: unknown[] = [];
    const client = open({ on: { protocolError: error => problems.push(error) } });
    const recorder = start(client, DEPARTMENTS);
    vi.advanceTimersByTime(15_000);
    receive({ id: '1', payload: { data: {} } });
    expect(await recorder.failure()).toMatchObject({
      name: 'RequestTimeoutError',
      sent: true,
      retryable: true,
    });
    expect([recorder.results, recorder.endings, problems]).toEqual([[], ['error'], []]);
  });

  test('rule 6: that comes twice is told, and changes nothing', () => {
    const problems: unknown[] = [];
    const client = open({ on: { protocolError: error => problems.push(error) } });
    const recorder = start(client, DEPARTMENTS);
    for (const _time of [1, 2]) receive({ id: '1', payload: { data: {} } });
    expect(recorder.endings).toEqual(['complete']);
    expect(problems).toHaveLength(1);
  });

  test('rule 6: of a lost socket answers nothing on the next', () => {
    const problems: unknown[] = [];
    const client = open({ on: { protocolError: error => problems.push(error) } });
    const recorder = start(client, DEPARTMENTS);
    reopen();
    receive({ id: '1', payload: { data: {} } });
    expect([recorder.endings, problems.length]).toEqual([[], 1]);
    receive({ id: '2', payload: { data: {} } });
    expect(recorder.endings).toEqual(['complete']);
  });
});

describe('a request that waits', () => {
  test('rule 3: for a socket in vain, again, ends with RequestTimeoutError when it is a query', async () => {
    const client = open({ requestTimeout: 1_000 });
    const recorder = start(client, DEPARTMENTS);
    FakeSocket.last.drop();
    vi.advanceTimersByTime(1_000);
    expect(await recorder.failure()).toMatchObject({ name: 'RequestTimeoutError', retryable: true });
  });

  test('rule 3: has no limit with a requestTimeout of 0', () => {
    const recorder = start(open({ requestTimeout: 0 }), DEPARTMENTS);
    vi.advanceTimersByTime(3_600_000);
    expect(recorder.endings).toEqual([]);
  });

  test('rule 5: after RATE_LIMITED does so on the next socket, too', () => {
    const client = open();
    start(client, SEND);
    receive({ id: '1', errorCode: 429, payload: { errors: [{ name: 'RATE_LIMITED' }] } });
    reopen();
    expect(sent()).toEqual([]);
    vi.advanceTimersByTime(1_250);
    expect(sent()).toEqual([SEND.query]);
  });
});

describe('the start of a subscription', () => {
  test('rule 2: that is overdue ends it with RequestTimeoutError, and is stopped should it be answered', async () => {
    const recorder = start(open(), MESSAGES);
    vi.advanceTimersByTime(15_000);
    expect(await recorder.failure()).toMatchObject({ name: 'RequestTimeoutError', sent: true });
    live('1', 's1');
    expect(sent()).toEqual([MESSAGES.query, 's1']);
  });

  test('rule 2: that is overdue is sent again when the subscription lived before', () => {
    const recorder = start(open(), MESSAGES);
    live('1', 's1');
    reopen();
    vi.advanceTimersByTime(15_000);
    expect(sent()).toEqual([MESSAGES.query, MESSAGES.query]);
    live('2', 's2');
    live('3', 's3');
    expect(sent()).toEqual([MESSAGES.query, MESSAGES.query, 's2']);
    data('s2', 1);
    data('s3', 2);
    expect([recorder.results, recorder.endings]).toEqual([[{ data: { n: 2 } }], []]);
  });

  test('rule 2: is answered after data of two, and each has its own once', () => {
    const client = open();
    const [messages, activity] = [start(client, MESSAGES), start(client, ACTIVITY)];
    data('s2', 1);
    data('s1', 2);
    data('s2', 3);
    live('1', 's1');
    data('s1', 4);
    live('2', 's2');
    expect(messages.results).toEqual([{ data: { n: 2 } }, { data: { n: 4 } }]);
    expect(activity.results).toEqual([{ data: { n: 1 } }, { data: { n: 3 } }]);
  });

  test('rule 2: never answered does not keep data for ever, and at most 10,000 frames of it', () => {
    const problems: unknown[] = [];
    start(open({ on: { protocolError: error => problems.push(error) } }), MESSAGES);
    for (let frame = 0; frame <= 10_000; frame += 1) data('s1', frame);
    expect(problems).toHaveLength(1);
    vi.advanceTimersByTime(15_000);
    data('s1', 1);
    expect(problems).toHaveLength(2);
  });

  test('rule 2: held data of an answer that never came is not delivered on the next socket', () => {
    const recorder = start(open(), MESSAGES);
    data('s1', 1);
    reopen();
    live('2', 's1');
    data('s1', 2);
    expect(recorder.results).toEqual([{ data: { n: 2 } }]);
  });

  test('rule 2: that was never answered leaves no data to the next that gets its id', () => {
    const client = open();
    start(client, MESSAGES);
    data('s1', 1);
    vi.advanceTimersByTime(15_000);
    const recorder = start(client, ACTIVITY);
    live('2', 's1');
    data('s1', 2);
    expect(recorder.results).toEqual([{ data: { n: 2 } }]);
  });

  test('rule 1: that GRAPHQL_EXEC_ERROR keeps from starting gives its result, then completes', async () => {
    const recorder = start(open(), MESSAGES);
    receive({ id: '1', payload: { errors: [{ name: 'GRAPHQL_EXEC_ERROR', message: 'no field' }] } });
    expect(await recorder.event()).toMatchObject({ next: { errors: [{ message: 'no field' }] } });
    expect(await recorder.event()).toEqual({ complete: true });
  });

  test('rule 1: whose answer names no subscription ends it with ProtocolError', async () => {
    const recorder = start(open(), MESSAGES);
    receive({ id: '1', payload: { data: {} } });
    expect(await recorder.failure()).toMatchObject({ name: 'ProtocolError' });
  });
});

describe('a subscription that lives', () => {
  test('rule 5: is started again after a protocol error in place of data, and the old one stopped', () => {
    const gaps: unknown[] = [];
    const recorder = start(open({ on: { restarted: gap => gaps.push(gap) } }), MESSAGES);
    live('1', 's1');
    const failed = Date.now();
    receive({
      sig: 'DATA',
      subscription_id: 's1',
      error_code: 503,
      payload: { body: 'server is unavailable' },
    });
    vi.advanceTimersByTime(1_250);
    live('3', 's2');
    expect(sent()).toEqual([MESSAGES.query, 's1', MESSAGES.query]);
    expect([recorder.endings, gaps]).toEqual([[], [{ since: failed }]]);
  });

  test('rule 5: is not started again once everybody left', () => {
    const client = open();
    const leave = client.subscribe(MESSAGES, new Recorder());
    live('1', 's1');
    receive({
      sig: 'DATA',
      subscription_id: 's1',
      error_code: 503,
      payload: { body: 'server is unavailable' },
    });
    leave();
    vi.advanceTimersByTime(60_000);
    expect(sent()).toEqual([MESSAGES.query, 's1']);
  });

  test('rule 2: has no id on the next socket before its answer gives it one', () => {
    const recorder = start(open(), MESSAGES);
    live('1', 's1');
    reopen();
    data('s1', 1);
    live('2', 's2');
    expect(recorder.results).toEqual([]);
  });

  test('rule 2: that ends while one of its sinks asks anew makes way for a new one', () => {
    const client = open();
    const again = new Recorder();
    const quiet = { next: () => undefined, complete: () => undefined };
    const others: (() => void)[] = [];
    client.subscribe(MESSAGES, {
      ...quiet,
      error: () => {
        client.subscribe(MESSAGES, again);
        for (const leave of others) leave();
      },
    });
    others.push(client.subscribe(MESSAGES, new Recorder()));
    receive({ id: '1', errorCode: 403, payload: { errors: [{ name: 'FORBIDDEN' }] } });
    live('2', 's2');
    const joined = start(client, MESSAGES);
    data('s2', 1);
    expect(sent()).toEqual([MESSAGES.query, MESSAGES.query]);
    expect([again.results.length, joined.results.length]).toEqual([1, 1]);
  });

  test('rule 4: keeps a lazy client until its answer came and its stop went out', () => {
    const client = open({ lazy: true });
    const leave = client.subscribe(MESSAGES, new Recorder());
    leave();
    vi.advanceTimersByTime(1_000);
    live('1', 's1');
    expect(sent()).toEqual([MESSAGES.query, 's1']);
    vi.advanceTimersByTime(0);
    expect(client.getState()).toEqual({ status: 'idle' });
  });

  test('rule 4: is stopped when leaving twice, once', () => {
    const client = open();
    const leave = client.subscribe(MESSAGES, new Recorder());
    live('1', 's1');
    leave();
    leave();
    expect(sent()).toEqual([MESSAGES.query, 's1']);
  });
});

test('a lazy client stays for what began within lazyCloseTimeout and takes longer', () => {
  const client = open({ lazy: true, lazyCloseTimeout: 1_000 });
  client.subscribe(DEPARTMENTS, new Recorder());
  receive({ id: '1', payload: { data: {} } });
  vi.advanceTimersByTime(500);
  const recorder = start(client, DEPARTMENTS);
  vi.advanceTimersByTime(5_000);
  receive({ id: '2', payload: { data: {} } });
  expect(recorder.endings).toEqual(['complete']);
  vi.advanceTimersByTime(1_000);
  expect(client.getState()).toEqual({ status: 'idle' });
});
