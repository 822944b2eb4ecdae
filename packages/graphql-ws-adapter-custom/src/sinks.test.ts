import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../testing/fakeClient.ts';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { DEPARTMENTS, MESSAGES } from '../testing/harness.ts';
import { Recorder } from '../testing/recorder.ts';
import { iterateResults } from './iterate.ts';

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function data(n: number): void {
  FakeSocket.last.receive({ sig: 'DATA', subscription_id: 's1', payload: { data: { n } } });
}

describe('sinks of one subscription', () => {
  test('rule 4: one that another takes away hears no more, not even what is told just then', () => {
    const client = connect();
    const second = new Recorder();
    client.subscribe(MESSAGES, {
      next: () => leaveSecond(),
      error: () => undefined,
      complete: () => undefined,
    });
    const leaveSecond = client.subscribe(MESSAGES, second);
    FakeSocket.last.open();
    FakeSocket.last.receive({ id: '1', payload: { data: { subscription_id: 's1' } } });
    data(1);
    expect(second.results).toEqual([]);
  });

  test('rule 2: one that joins while data is told gets what comes from then on', () => {
    const client = connect();
    const late = new Recorder();
    const first = new Recorder();
    client.subscribe(MESSAGES, {
      next: result => {
        if (first.results.push(result) === 1) client.subscribe(MESSAGES, late);
      },
      error: () => undefined,
      complete: () => undefined,
    });
    FakeSocket.last.open();
    FakeSocket.last.receive({ id: '1', payload: { data: { subscription_id: 's1' } } });
    data(1);
    data(2);
    expect([first.results.length, late.results]).toEqual([2, [{ data: { n: 2 } }]]);
  });

  test.each(['next', 'error', 'complete'] as const)(
    'rule 6: one that throws in %s disturbs no other',
    method => {
      const errors: unknown[] = [];
      const client = connect({ on: { error: error => errors.push(error) } });
      const throws = (): never => {
        throw new Error('a sink');
      };
      const quiet = { next: () => undefined, error: () => undefined, complete: () => undefined };
      const second = new Recorder();
      client.subscribe(MESSAGES, { ...quiet, [method]: throws });
      client.subscribe(MESSAGES, second);
      FakeSocket.last.open();
      FakeSocket.last.receive({ id: '1', payload: { data: { subscription_id: 's1' } } });
      data(1);
      if (method === 'error')
        FakeSocket.last.receive({ sig: 'DATA', subscription_id: 's1', payload: { errors: [{ name: 'X' }] } });
      client.dispose();
      expect(errors).toEqual([new Error('a sink')]);
      expect([second.results.length, second.endings.length]).toEqual([1, 1]);
    },
  );
});

describe('an async iterator', () => {
  /** An iterator, and the sink that feeds it. */
  function iterator() {
    let left = 0;
    const sinks: { next(n: number): void; error(error: unknown): void; complete(): void }[] = [];
    const results = iterateResults<number>(sink => {
      sinks.push(sink);
      return () => (left += 1);
    });
    const [sink] = sinks;
    if (sink === undefined) throw new Error('Expected a sink.');
    return { results, sink, left: () => left };
  }

  test('gives what came before the end, then ends', async () => {
    const { results, sink } = iterator();
    sink.next(1);
    sink.next(2);
    sink.complete();
    expect(await results.next()).toEqual({ done: false, value: 1 });
    expect(await results.next()).toEqual({ done: false, value: 2 });
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  test('throws an error once, after what came before it', async () => {
    const { results, sink } = iterator();
    sink.next(1);
    sink.error(new Error('lost'));
    expect(await results.next()).toEqual({ done: false, value: 1 });
    await expect(results.next()).rejects.toThrow('lost');
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  test('ends a next() that waits when return() is called, and unsubscribes', async () => {
    const { results, left } = iterator();
    const waiting = results.next();
    expect(await results.return?.()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(left()).toBe(1);
  });

  test('gives nothing after return(), though it had not been read', async () => {
    const { results, sink } = iterator();
    const waiting = results.next();
    await Promise.resolve();
    sink.next(1);
    const returned = results.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await returned).toEqual({ done: true, value: undefined });
  });
});

describe('rule 7: a request', () => {
  test('takes its id from generateID, whatever is in it', () => {
    const client = connect({ generateID: () => 'a "quoted" id\n' });
    const recorder = new Recorder();
    client.subscribe(DEPARTMENTS, recorder);
    FakeSocket.last.open();
    const { id } = JSON.parse(FakeSocket.last.sent[0] ?? '{}');
    FakeSocket.last.receive({ id, payload: { data: {} } });
    expect(recorder.endings).toEqual(['complete']);
  });

  test('has an id that no stop of ours takes from it', () => {
    let count = 0;
    const client = connect({ lazy: false, generateID: () => `${++count}` });
    const leave = client.subscribe(MESSAGES, new Recorder());
    FakeSocket.last.open();
    FakeSocket.last.receive({ id: '1', payload: { data: { subscription_id: 's1' } } });
    const recorder = new Recorder();
    client.subscribe(DEPARTMENTS, recorder);
    leave();
    client.subscribe(DEPARTMENTS, new Recorder());
    client.subscribe(DEPARTMENTS, recorder);
    const ids = FakeSocket.last.sent.map(text => JSON.parse(text).id);
    expect(new Set(ids).size).toBe(5);
  });

  test('has an id of its own where generateID throws', () => {
    const errors: unknown[] = [];
    const generateID = (): string => {
      throw new Error('no id');
    };
    const client = connect({ generateID, on: { error: error => errors.push(error) } });
    client.subscribe(DEPARTMENTS, new Recorder());
    FakeSocket.last.open();
    expect(FakeSocket.last.sent[0]).toContain('"id":"1"');
    expect(errors).toEqual([new Error('no id')]);
  });

  test('leaves out variables and a name that are null', () => {
    const client = connect();
    client.subscribe({ ...DEPARTMENTS, variables: null, operationName: null }, new Recorder());
    FakeSocket.last.open();
    expect(JSON.parse(FakeSocket.last.sent[0] ?? '{}').payload).toEqual(DEPARTMENTS);
  });

  test('whose variables are no JSON ends with the TypeError of that', async () => {
    const recorder = new Recorder();
    connect().subscribe({ ...DEPARTMENTS, variables: { n: 1n } }, recorder);
    const failure: Promise<unknown> = recorder.failure();
    expect(await failure).toBeInstanceOf(TypeError);
    expect(FakeSocket.all).toEqual([]);
  });
});

describe('rule 8: a socket that still opens', () => {
  test('has all of connectionTimeout, though the tab becomes visible', () => {
    const scope = new EventTarget();
    vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope));
    vi.stubGlobal('removeEventListener', scope.removeEventListener.bind(scope));
    const client = connect({ lazy: false });
    scope.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(9_999);
    expect(client.getState()).toEqual({ status: 'connecting' });
    expect(FakeSocket.all).toHaveLength(1);
    client.dispose();
  });

  test('has all the time there is with a connectionTimeout of 0', () => {
    connect({ lazy: false, connectionTimeout: 0 });
    vi.advanceTimersByTime(3_600_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});

test('rule 9: a tab that becomes hidden ends no wait', () => {
  const scope = new EventTarget();
  vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope));
  vi.stubGlobal('removeEventListener', scope.removeEventListener.bind(scope));
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  connect({ lazy: false, retryWait: () => 8_000 });
  FakeSocket.last.drop();
  scope.dispatchEvent(new Event('visibilitychange'));
  expect(FakeSocket.all).toHaveLength(1);
});
