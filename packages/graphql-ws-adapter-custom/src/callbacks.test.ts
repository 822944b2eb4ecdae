import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { ACTIVITY, DEPARTMENTS, MESSAGES, SEND } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import { type Client, type ClientOptions, createClient } from './index.ts';

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

function connect(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    url: 'ws://fake',
    webSocketImpl: FakeSocket,
    keepAlive: 0,
    retryWait: () => 10,
    ...options,
  });
  onTestFinished(() => client.dispose());
  return client;
}

function then<T>(dispose: () => void, answer: T): T {
  dispose();
  return answer;
}

/** Lets promises settle. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function answer(socket: FakeSocket, id: string, data: unknown = {}): void {
  socket.receive({ payload: { data }, id });
}

function refuse(socket: FakeSocket, id: string, name: string): void {
  socket.receive({ errorCode: 400, payload: { errors: [{ name, message: 'no' }] }, id });
}

function dataRefused(socket: FakeSocket, subscriptionId: string, name: string): void {
  socket.receive({ sig: 'DATA', subscription_id: subscriptionId, payload: { errors: [{ name }] } });
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
