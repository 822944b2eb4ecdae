import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../testing/fakeClient.ts';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { DEPARTMENTS, MESSAGES, SEND } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import { countRefusals, reconnectDelay, retryDelay } from './backoff.ts';
import { EnvelopeError, ProtocolError } from './errors.ts';
import type { ClientState } from './index.ts';

interface Sent {
  readonly id: unknown;
  readonly sig?: unknown;
  readonly payload: unknown;
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

function requests(socket: FakeSocket = FakeSocket.last): Sent[] {
  return socket.sent.map((text): Sent => JSON.parse(text)).filter(({ sig }) => sig === undefined);
}

function refuseLast(name: string): void {
  const socket = FakeSocket.last;
  const id = requests(socket).at(-1)?.id;
  socket.receive({ errorCode: 429, payload: { errors: [{ name, message: 'no', UUID: 'u' }] }, id });
}

describe('rule 5', () => {
  test('RATE_LIMITED is retried 5 times with growing waits, then ends the sink', async () => {
    const recorder = new Recorder();
    connect().subscribe(SEND, recorder);
    FakeSocket.last.open();
    const waits: number[] = [];
    for (let retry = 1; retry <= 5; retry += 1) {
      const from = Date.now();
      refuseLast('RATE_LIMITED');
      while (requests().length === retry) vi.advanceTimersToNextTimer();
      waits.push(Date.now() - from);
    }
    refuseLast('RATE_LIMITED');
    expect(EnvelopeError.is(await recorder.failure())).toBe(true);
    expect(requests()).toHaveLength(6);
    for (const [retry, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(1_000 * 2 ** retry);
      expect(wait).toBeLessThanOrEqual(1_251 * 2 ** retry);
    }
    expect(vi.getTimerCount()).toBe(1);
  });

  test('GRAPHQL_SUB_START_ERROR is tried 5 times within 30 s, then ends the sink', async () => {
    const recorder = new Recorder();
    connect().subscribe(MESSAGES, recorder);
    FakeSocket.last.open();
    for (let tries = 1; tries < 5; tries += 1) {
      refuseLast('GRAPHQL_SUB_START_ERROR');
      while (requests().length === tries) vi.advanceTimersToNextTimer();
    }
    const started = Date.now();
    refuseLast('GRAPHQL_SUB_START_ERROR');
    expect(EnvelopeError.is(await recorder.failure())).toBe(true);
    expect(requests()).toHaveLength(5);
    vi.advanceTimersByTime(60_000);
    expect(Date.now() - started).toBeLessThanOrEqual(60_000);
    expect(requests()).toHaveLength(5);
  });

  test('a limit of 0 retries nothing', () => {
    const error = new EnvelopeError({ name: 'RATE_LIMITED', message: 'no' }, 429);
    expect(countRefusals(0)(error)).toBeNull();
  });
});

describe('what is refused', () => {
  const startError = new EnvelopeError({ name: 'GRAPHQL_SUB_START_ERROR', message: 'no' }, 400);
  const unavailable = new ProtocolError('server is unavailable', 503);

  test('rule 5: a query or a mutation is tried again after RATE_LIMITED alone', () => {
    expect(countRefusals()(startError)).toBeNull();
    expect(countRefusals()(unavailable)).toBeNull();
  });

  test('rule 5: a protocol error ends a first start, not a subscription that lived before', () => {
    expect(countRefusals()(unavailable, false)).toBeNull();
    expect(countRefusals()(unavailable, true)).toBeGreaterThanOrEqual(1_000);
  });

  test('rule 5: a subscription is not started again later than 30 s after its first refusal', () => {
    const delayAfter = countRefusals();
    expect(delayAfter(startError, false)).toBeLessThanOrEqual(1_250);
    vi.advanceTimersByTime(20_000);
    expect(delayAfter(startError, false)).toBeLessThanOrEqual(2_500);
    vi.advanceTimersByTime(8_000);
    expect(delayAfter(startError, false)).toBeNull();
  });
});

describe('rule 9: the wait before a reconnect', () => {
  test('is at random below 1 s, doubling to 10 s', () => {
    const most = [0, 1, 2, 3, 4, 50].map(attempt => reconnectDelay(attempt, () => 1));
    expect(most).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(reconnectDelay(7, () => 0)).toBe(0);
    expect(retryDelay(2, () => 0)).toBe(4_000);
  });

  test('is shown in the state, and ends at once with resume()', () => {
    const states: ClientState[] = [];
    const client = connect({ retryWait: () => 8_000, on: { state: state => states.push(state) } });
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    FakeSocket.last.drop();
    expect(client.getState()).toEqual({ status: 'waiting', attempt: 1, until: Date.now() + 8_000 });
    client.resume();
    expect(FakeSocket.all).toHaveLength(2);
    expect(states.map(({ status }) => status)).toEqual(['connecting', 'open', 'waiting', 'connecting']);
  });

  test.each(['online', 'visibilitychange'])('ends at once with the event %s', type => {
    const scope = new EventTarget();
    vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope));
    vi.stubGlobal('removeEventListener', scope.removeEventListener.bind(scope));
    const client = connect({ retryWait: () => 8_000 });
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    FakeSocket.last.drop();
    scope.dispatchEvent(new Event(type));
    expect(FakeSocket.all).toHaveLength(2);
    client.dispose();
    vi.unstubAllGlobals();
  });

  test('gives up after retryAttempts, tells onNonLazyError and starts anew with the next operation', async () => {
    const given: unknown[] = [];
    const client = connect({
      lazy: false,
      retryAttempts: 2,
      retryWait: () => 10,
      onNonLazyError: event => given.push(event),
    });
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    for (const _attempt of [0, 1, 2]) {
      FakeSocket.last.drop();
      vi.advanceTimersByTime(10);
    }
    expect(await recorder.failure()).toMatchObject({ name: 'ConnectionLostError', sent: false });
    expect(given).toEqual([expect.objectContaining({ code: 1006 })]);
    expect(client.getState()).toEqual({ status: 'idle' });
    client.subscribe(DEPARTMENTS, new Recorder());
    expect(client.getState()).toEqual({ status: 'connecting' });
  });
});

describe('rule 8: a dead socket', () => {
  test('is noticed within 10 s with the defaults', () => {
    const client = connect({ keepAlive: 5_000, retryWait: () => 0 });
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    vi.advanceTimersByTime(4_999);
    FakeSocket.last.receive({ sig: 'PONG' });
    vi.advanceTimersByTime(10_000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  test('lives on as long as any frame follows a PING', () => {
    const client = connect({ keepAlive: 5_000 });
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    for (let second = 0; second < 60; second += 1) {
      vi.advanceTimersByTime(1_000);
      if (second % 5 === 2)
        FakeSocket.last.receive({ sig: 'DATA', subscription_id: 'x', payload: { data: {} } });
    }
    expect(FakeSocket.all).toHaveLength(1);
    client.dispose();
  });

  test('lives on when its PONG came, however short pongTimeout is', () => {
    const client = connect({ keepAlive: 5_000, pongTimeout: 1_000, lazy: false });
    FakeSocket.last.open();
    for (let beat = 0; beat < 5; beat += 1) {
      vi.advanceTimersByTime(5_000);
      FakeSocket.last.receive({ sig: 'PONG' });
    }
    vi.advanceTimersByTime(4_000);
    expect(FakeSocket.all).toHaveLength(1);
    client.dispose();
  });

  test('is never given up with a pongTimeout of 0', () => {
    const client = connect({ keepAlive: 5_000, pongTimeout: 0, lazy: false });
    FakeSocket.last.open();
    vi.advanceTimersByTime(600_000);
    expect(FakeSocket.all).toHaveLength(1);
    client.dispose();
  });

  test('leaves no timer behind when it is left while a PING is unanswered', () => {
    const client = connect({ keepAlive: 5_000, lazy: false });
    FakeSocket.last.open();
    vi.advanceTimersByTime(6_000);
    client.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is noticed within a second after a sleep', () => {
    const client = connect({ keepAlive: 5_000, retryWait: () => 0 });
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(FakeSocket.last.sent.at(-1)).toContain('PING');
    vi.advanceTimersByTime(1_001);
    expect(FakeSocket.all).toHaveLength(2);
  });

  test('is noticed within a quarter of a second when the browser comes online, unless a mutation is at stake', () => {
    const client = connect({ retryWait: () => 0, pongTimeout: 5_000 });
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    client.subscribe(SEND, new Recorder());
    client.resume();
    vi.advanceTimersByTime(250);
    expect(FakeSocket.all).toHaveLength(1);
    FakeSocket.last.receive({ payload: { data: {} }, id: '2' });
    client.resume();
    vi.advanceTimersByTime(250);
    expect(FakeSocket.all).toHaveLength(2);
  });

  test('that hangs while it opens makes way at once when the machine comes online', () => {
    const client = connect();
    client.subscribe(MESSAGES, new Recorder());
    const first = FakeSocket.last;
    client.resume();
    expect(FakeSocket.all).toHaveLength(2);
    expect(first.readyState).toBe(3);
    FakeSocket.last.open();
    expect(requests()).toHaveLength(1);
    client.dispose();
  });

  test('is given up when it does not open within connectionTimeout', () => {
    const client = connect({ retryWait: () => 0 });
    client.subscribe(MESSAGES, new Recorder());
    const first = FakeSocket.last;
    vi.advanceTimersByTime(10_001);
    expect(FakeSocket.all).toHaveLength(2);
    first.open();
    expect(client.getState()).toEqual({ status: 'connecting' });
  });
});
