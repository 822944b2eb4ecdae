import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { answer, connect, turns } from '../testing/fakeClient.ts';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { DEPARTMENTS, MESSAGES, SEND } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import type { ClientOptions } from './index.ts';

const escaped: unknown[] = [];
const note = (reason: unknown): number => escaped.push(reason);

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
  escaped.length = 0;
  process.on('unhandledRejection', note);
});

afterEach(async () => {
  vi.useRealTimers();
  await new Promise(resolve => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(escaped).toEqual([]);
});

function then<T>(dispose: () => void, answer: T): T {
  dispose();
  return answer;
}

function queries(socket: FakeSocket): unknown[] {
  return socket.sent.map(text => JSON.parse(text).payload.query).filter(query => query !== undefined);
}

describe('dispose() within a callback is for good', () => {
  test.each<[string, (dispose: () => void) => Partial<ClientOptions>]>([
    ['shouldRetry', dispose => ({ shouldRetry: () => then(dispose, true) })],
    ['shouldRetry that says no', dispose => ({ shouldRetry: () => then(dispose, false) })],
    ['retryWait', dispose => ({ retryWait: () => then(dispose, 10) })],
    [
      'retryWait that rejects',
      dispose => ({ retryWait: () => then(dispose, Promise.reject(new Error('no'))) }),
    ],
    ['closed', dispose => ({ on: { closed: dispose } })],
    ['the state waiting', dispose => ({ on: { state: ({ status }) => status === 'waiting' && dispose() } })],
  ])('%s', async (_name, optionsFor) => {
    const client = connect(optionsFor(() => client.dispose()));
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    FakeSocket.last.drop();
    await turns();
    vi.advanceTimersByTime(60_000);
    await turns();
    expect(client.getState()).toEqual({ status: 'disposed' });
    expect(FakeSocket.all).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[string, (dispose: () => void) => Partial<ClientOptions>]>([
    ['eos', dispose => ({ on: { eos: dispose } })],
    ['onEndOfService', dispose => ({ onEndOfService: () => then(dispose, 'resume') })],
    ['async onEndOfService', dispose => ({ onEndOfService: async () => then(dispose, 'resume') })],
    ['onEndOfService that rejects', dispose => ({ onEndOfService: async () => Promise.reject(dispose()) })],
    ['message', dispose => ({ on: { message: dispose } })],
  ])('rule 10: %s', async (_name, optionsFor) => {
    const client = connect({ ...optionsFor(() => client.dispose()) });
    client.on('error', () => undefined);
    client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    FakeSocket.last.receive({ sig: 'EOS', reason: 'unexpected session state' });
    await turns();
    expect(client.getState()).toEqual({ status: 'disposed' });
    expect(FakeSocket.all).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('closed, when a socket that hangs makes way', () => {
    const client = connect({ on: { closed: () => client.dispose() } });
    client.subscribe(MESSAGES, new Recorder());
    client.resume();
    expect(client.getState()).toEqual({ status: 'disposed' });
    expect(FakeSocket.all).toHaveLength(1);
  });

  test.each(['url', 'the error of url'])('%s', async when => {
    const url = async (): Promise<string> => {
      if (when === 'url') client.dispose();
      throw new Error('signed out');
    };
    const on = { error: () => client.dispose() };
    const client = connect({ url, on, shouldRetry: () => true });
    client.subscribe(MESSAGES, new Recorder());
    await turns();
    expect(client.getState()).toEqual({ status: 'disposed' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('operations that start within a callback', () => {
  test.each(['state', 'closed'] as const)('the event %s of a lazy client that closes', event => {
    const client = connect();
    const stop = client.subscribe(DEPARTMENTS, new Recorder());
    const first = FakeSocket.last;
    first.open();
    const recorder = new Recorder();
    const off = client.on(event, () => {
      off();
      client.subscribe(SEND, recorder);
    });
    stop();
    vi.advanceTimersByTime(0);
    expect(first.readyState).toBe(3);
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.last.open();
    expect(client.getState()).toEqual({ status: 'open' });
    expect(queries(FakeSocket.last)).toEqual([SEND.query]);
    answer(FakeSocket.last, '2');
    expect(recorder.endings).toEqual(['complete']);
  });

  test('a sink that asks anew when its operation was given up connects anew', () => {
    const client = connect({ retryAttempts: 0 });
    const again = new Recorder();
    client.subscribe(MESSAGES, {
      next: () => undefined,
      complete: () => undefined,
      error: () => client.subscribe(MESSAGES, again),
    });
    FakeSocket.last.drop();
    FakeSocket.last.open();
    answer(FakeSocket.last, '1', { subscription_id: 's1' });
    FakeSocket.last.receive({ sig: 'DATA', subscription_id: 's1', payload: { data: { n: 1 } } });
    expect(again.results).toEqual([{ data: { n: 1 } }]);
  });

  test('the caller has the answer of subscribe() before its sink ends', async () => {
    const client = connect({
      webSocketImpl: class extends FakeSocket {
        constructor(url: string) {
          super(url);
          throw new SyntaxError('a bad URL');
        }
      },
    });
    const recorder = new Recorder();
    client.subscribe(MESSAGES, recorder);
    expect(recorder.endings).toEqual([]);
    expect(await recorder.failure()).toEqual(new SyntaxError('a bad URL'));
  });
});

describe('url', () => {
  test('that gave what no socket takes is asked again', async () => {
    const urls = ['bad', 'ws://fake'];
    class Picky extends FakeSocket {
      constructor(url: string) {
        super(url);
        if (url === 'bad') throw new SyntaxError('a bad URL');
      }
    }
    const client = connect({ url: () => urls.shift() ?? 'none', webSocketImpl: Picky });
    await expect(client.request(DEPARTMENTS)).rejects.toThrow('a bad URL');
    client.subscribe(DEPARTMENTS, new Recorder());
    await turns();
    expect(FakeSocket.last.url).toBe('ws://fake');
  });

  test('whose late answer was overtaken does not replace the one in use', async () => {
    const answers: ((url: string) => void)[] = [];
    const client = connect({ url: () => new Promise(resolve => answers.push(resolve)) });
    const stop = client.subscribe(MESSAGES, new Recorder());
    stop();
    vi.advanceTimersByTime(0);
    expect(client.getState()).toEqual({ status: 'idle' });
    client.subscribe(MESSAGES, new Recorder());
    answers[1]?.('ws://in-use');
    await turns();
    FakeSocket.last.open();
    answers[0]?.('ws://late');
    await turns();
    FakeSocket.last.drop();
    vi.advanceTimersByTime(10);
    expect(FakeSocket.all.map(({ url }) => url)).toEqual(['ws://in-use', 'ws://in-use']);
  });

  test('rule 9: is asked after 3 failures in a row, also of operations that gave up one by one', async () => {
    let asked = 0;
    const client = connect({ url: () => `ws://fake/${++asked}`, retryAttempts: 0 });
    for (const _failure of [1, 2, 3]) {
      client.subscribe(MESSAGES, new Recorder());
      await turns();
      FakeSocket.last.drop();
    }
    client.subscribe(MESSAGES, new Recorder());
    await turns();
    expect(FakeSocket.all.map(({ url }) => url.at(-1))).toEqual(['1', '1', '1', '2']);
  });
});

describe('listeners', () => {
  test('that listen anew within their own event are called once each time', () => {
    const client = connect({ lazy: false });
    let calls = 0;
    const listen = (): void => {
      const off = client.on('message', () => {
        calls += 1;
        off();
        listen();
      });
    };
    listen();
    FakeSocket.last.open();
    FakeSocket.last.receive({ sig: 'PONG' });
    FakeSocket.last.receive({ sig: 'PONG' });
    expect(calls).toBe(2);
  });

  test('that were removed by one before them are not called', () => {
    const client = connect({ lazy: false });
    const calls: string[] = [];
    client.on('message', () => {
      calls.push('first');
      removeSecond();
    });
    const removeSecond = client.on('message', () => calls.push('second'));
    FakeSocket.last.open();
    FakeSocket.last.receive({ sig: 'PONG' });
    expect(calls).toEqual(['first']);
  });

  test('that listen twice are called twice, and each time ends for itself', () => {
    const client = connect({ lazy: false });
    let calls = 0;
    const listener = (): number => (calls += 1);
    const off = client.on('message', listener);
    client.on('message', listener);
    FakeSocket.last.open();
    FakeSocket.last.receive({ sig: 'PONG' });
    off();
    FakeSocket.last.receive({ sig: 'PONG' });
    expect(calls).toBe(3);
  });

  test('that are undefined are none, so that errors reach the console', () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => logged.mockRestore());
    const on = JSON.parse('{}');
    on.error = undefined;
    const client = connect({ lazy: false, on });
    client.on('message', () => {
      throw new Error('a listener');
    });
    FakeSocket.last.open();
    FakeSocket.last.receive({ sig: 'PONG' });
    expect(logged).toHaveBeenCalledWith(new Error('a listener'));
  });

  test('of errors that throw disturb nobody either', () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => logged.mockRestore());
    const client = connect({
      lazy: false,
      on: {
        error: () => {
          throw new Error('of an error');
        },
      },
    });
    FakeSocket.last.onerror?.({ type: 'error' });
    expect(logged).toHaveBeenCalledWith(new Error('of an error'));
    expect(client.getState()).toEqual({ status: 'connecting' });
  });
});
