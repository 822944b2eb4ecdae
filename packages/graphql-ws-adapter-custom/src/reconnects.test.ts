import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, turns } from '../testing/fakeClient.ts';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { DEPARTMENTS, MESSAGES, SEND } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

/** The socket fails to open, `times` in a row; the next one is made. */
async function fail(times: number): Promise<void> {
  for (let failure = 0; failure < times; failure += 1) {
    FakeSocket.last.drop();
    vi.advanceTimersByTime(10);
    await turns();
  }
}

function throwError(message: string): never {
  throw new Error(message);
}

function endSession(): void {
  FakeSocket.last.receive({ sig: 'EOS', reason: 'unexpected session state' });
}

describe('rule 9: url', () => {
  test('that fails when it is asked again leaves the last URL in use', async () => {
    let asked = 0;
    const errors: unknown[] = [];
    const url = async (): Promise<string> => {
      asked += 1;
      if (asked > 1) throw new Error('no network');
      return 'ws://first';
    };
    const client = connect({ url, lazy: false, on: { error: error => errors.push(error) } });
    await turns();
    await fail(3);
    expect(errors).toEqual([new Error('no network')]);
    expect(FakeSocket.all.map(socket => socket.url)).toEqual(Array(4).fill('ws://first'));
    expect(client.getState()).toEqual({ status: 'connecting' });
  });

  test('is not asked for failures that a frame lies between', async () => {
    let asked = 0;
    connect({ url: () => `ws://${++asked}`, lazy: false });
    await turns();
    await fail(2);
    FakeSocket.last.open();
    FakeSocket.last.receive({ sig: 'PONG' });
    await fail(3);
    expect(asked).toBe(1);
    await fail(1);
    expect(asked).toBe(2);
  });
});

describe('rule 9: the waits', () => {
  test('begin anew once any frame came', async () => {
    const attempts: number[] = [];
    const retryWait = (attempt: number): number => {
      attempts.push(attempt);
      return 10;
    };
    connect({ retryWait, lazy: false });
    await fail(3);
    FakeSocket.last.open();
    await fail(1);
    FakeSocket.last.open();
    FakeSocket.last.receive({ sig: 'PONG' });
    await fail(1);
    expect(attempts).toEqual([0, 1, 2, 3, 0]);
  });

  test('may be a promise, whose end connects', async () => {
    let end = (): void => undefined;
    const client = connect({ retryWait: () => new Promise(resolve => (end = resolve)), lazy: false });
    FakeSocket.last.drop();
    expect(client.getState()).toEqual({ status: 'waiting', attempt: 1, until: Infinity });
    end();
    await turns();
    expect(FakeSocket.all).toHaveLength(2);
  });

  test('that were ended by resume() do not connect once more', async () => {
    let end = (): void => undefined;
    const client = connect({ retryWait: () => new Promise(resolve => (end = resolve)), lazy: false });
    FakeSocket.last.drop();
    client.resume();
    end();
    await turns();
    vi.advanceTimersByTime(1_000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  test('tell by connecting and connected whether it is a retry', () => {
    const told: unknown[] = [];
    connect({
      lazy: false,
      on: {
        connecting: isRetry => told.push(isRetry),
        connected: (_socket, _payload, wasRetry) => told.push(wasRetry),
      },
    });
    FakeSocket.last.open();
    FakeSocket.last.drop();
    vi.advanceTimersByTime(10);
    FakeSocket.last.open();
    expect(told).toEqual([false, false, true, true]);
  });
});

describe('rule 10: sessions that end', () => {
  test('one after the other, and are resumed, have growing waits between', () => {
    const attempts: number[] = [];
    const retryWait = (attempt: number): number => {
      attempts.push(attempt);
      return 10;
    };
    connect({ retryWait, onEndOfService: () => 'resume', lazy: false });
    for (let end = 0; end < 4; end += 1) {
      FakeSocket.last.open();
      endSession();
      vi.advanceTimersByTime(10);
    }
    expect(attempts).toEqual([0, 1, 2]);
    FakeSocket.last.open();
    vi.advanceTimersByTime(60_000);
    endSession();
    expect(attempts).toEqual([0, 1, 2]);
    expect(FakeSocket.all).toHaveLength(6);
  });

  test('more than a minute apart are each resumed by default', () => {
    const client = connect({ lazy: false });
    for (let end = 0; end < 3; end += 1) {
      FakeSocket.last.open();
      vi.advanceTimersByTime(60_000);
      endSession();
    }
    expect(client.getState()).toEqual({ status: 'connecting' });
    expect(FakeSocket.all).toHaveLength(4);
  });

  test('leave a mutation in doubt', async () => {
    const recorder = new Recorder();
    const client = connect();
    client.subscribe(SEND, recorder);
    FakeSocket.last.open();
    endSession();
    expect(await recorder.failure()).toMatchObject({ name: 'ConnectionLostError', sent: true });
  });

  test('while the decision is awaited, a lazy client without work does not sign in again', async () => {
    let decide = (_decision: 'resume' | 'stop'): void => undefined;
    let asked = 0;
    const client = connect({
      url: () => `ws://${++asked}`,
      onEndOfService: () => new Promise(resolve => (decide = resolve)),
    });
    const leave = client.subscribe(MESSAGES, new Recorder());
    await turns();
    FakeSocket.last.open();
    endSession();
    leave();
    vi.advanceTimersByTime(1_000);
    client.subscribe(DEPARTMENTS, new Recorder());
    await turns();
    expect(asked).toBe(1);
    decide('stop');
    await turns();
    expect(client.getState()).toEqual({ status: 'ended', reason: 'unexpected session state' });
    expect(asked).toBe(1);
  });

  test('are not resumed for a lazy client without work', async () => {
    const client = connect({ onEndOfService: async (): Promise<'resume'> => 'resume' });
    const leave = client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    endSession();
    leave();
    await turns();
    expect(client.getState()).toEqual({ status: 'idle' });
    expect(FakeSocket.all).toHaveLength(1);
  });

  test('stop where onEndOfService fails, and its error is told', async () => {
    const errors: unknown[] = [];
    const client = connect({
      lazy: false,
      onEndOfService: () => Promise.reject(new Error('no decision')),
      on: { error: error => errors.push(error) },
    });
    FakeSocket.last.open();
    endSession();
    await turns();
    expect(client.getState()).toEqual({ status: 'ended', reason: 'unexpected session state' });
    expect(errors).toEqual([new Error('no decision')]);
  });
});

describe('a client that gives up', () => {
  test.each([true, false])('tells onNonLazyError when it is not lazy (lazy: %s)', lazy => {
    const told: unknown[] = [];
    const client = connect({ lazy, retryAttempts: 0, onNonLazyError: event => told.push(event) });
    client.subscribe(DEPARTMENTS, new Recorder());
    FakeSocket.last.drop();
    expect(told).toHaveLength(lazy ? 0 : 1);
  });

  test('does so where shouldRetry says no, or throws', async () => {
    for (const shouldRetry of [() => false, (): boolean => throwError('no decision')]) {
      const recorder = new Recorder();
      connect({ shouldRetry }).subscribe(DEPARTMENTS, recorder);
      FakeSocket.last.drop();
      expect(await recorder.failure()).toBeInstanceOf(Error);
    }
  });
});

describe('two clients', () => {
  test('have nothing in common', () => {
    const [first, second] = [connect({ lazy: false }), connect({ lazy: false })];
    const recorder = new Recorder();
    second.subscribe(DEPARTMENTS, recorder);
    FakeSocket.all[1]?.open();
    first.dispose();
    FakeSocket.last.receive({ payload: { data: {} }, id: '1' });
    expect(recorder.results).toEqual([{ data: {} }]);
    expect(first.getState()).toEqual({ status: 'disposed' });
    expect(second.getState()).toEqual({ status: 'open' });
  });
});
