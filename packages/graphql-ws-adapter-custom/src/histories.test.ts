import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { HistoryServer } from '../testing/historyServer.ts';
import {
  type Client,
  type ClientOptions,
  createClient,
  type EndOfServiceDecision,
  type ExecutionResult,
  type Sink,
} from './index.ts';

const ACTIONS = [
  ...(['subscribe', 'subscribe', 'query', 'mutate', 'cancel', 'resume', 'terminate'] as const),
  ...([
    'begin',
    'answer',
    'answer',
    'data',
    'data',
    'refuse',
    'rateLimit',
    'fail',
    'repeat',
    'garbage',
  ] as const),
  ...(['open', 'open', 'drop', 'eos', 'pass', 'pass', 'turn', 'turn'] as const),
];

interface Step {
  readonly do: (typeof ACTIONS)[number];
  readonly which: number;
}

const step: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom(...ACTIONS), which: fc.nat({ max: 5 }) });

const NO_URL = 'the URL is not to be had';

/** What differs from client to client. What is asked of functions comes at once, or some turns later. */
const setup = fc.record({
  lazy: fc.boolean(),
  lazyCloseTimeout: fc.constantFrom(0, 0, 1_000),
  url: fc.constantFrom('text', 'function', 'promise', 'promise that fails at times'),
  decision: fc.constantFrom<EndOfServiceDecision[]>('resume', 'resume', 'stop'),
  later: fc.boolean(),
});

type Setup = typeof setup extends fc.Arbitrary<infer T> ? T : never;

function toOptions({ url, decision, later, ...others }: Setup): ClientOptions {
  let asked = 0;
  const functions: Record<string, ClientOptions['url']> = {
    function: () => 'ws://fake',
    promise: async () => 'ws://fake',
    'promise that fails at times': async () => {
      asked += 1;
      if (asked % 2 === 0) throw new Error(NO_URL);
      return 'ws://fake';
    },
  };
  return {
    ...others,
    url: functions[url] ?? 'ws://fake',
    retryWait: later ? async () => undefined : () => 10,
    onEndOfService: later ? async () => decision : () => decision,
    shouldRetry: () => true,
    onNonLazyError: () => undefined,
    webSocketImpl: FakeSocket,
  };
}

/** What one operation's sink saw. It notes defects instead of throwing: the client keeps what a sink throws. */
class Watcher implements Sink<ExecutionResult> {
  readonly defects: string[];
  endings = 0;
  isCancelled = false;
  cancel = (): void => undefined;
  /** What it does itself when something comes. */
  react = (): void => undefined;
  #lastData = 0;

  constructor(defects: string[]) {
    this.defects = defects;
  }

  leave(): void {
    this.isCancelled ||= this.endings === 0;
    this.cancel();
  }

  next({ data }: ExecutionResult): void {
    const count = Number(data?.['n'] ?? this.#lastData);
    if (this.isCancelled || this.endings > 0) this.defects.push('something came after the end');
    if (count < this.#lastData) this.defects.push('data came in another order');
    this.#lastData = count;
    this.react();
  }

  error(): void {
    this.complete();
  }

  complete(): void {
    this.endings += 1;
    if (this.isCancelled || this.endings > 1) this.defects.push('a sink ended twice');
    this.react();
  }
}

/** One history: a client, its server, and whoever asked for something. */
class History {
  readonly defects: string[] = [];
  readonly client: Client;
  readonly #server = new HistoryServer(this.defects);
  readonly #watchers: Watcher[] = [];

  constructor(options: ClientOptions) {
    FakeSocket.all.length = 0;
    vi.clearAllTimers();
    this.client = createClient({
      ...options,
      on: {
        error: error => {
          if (!String(error).includes(NO_URL)) this.defects.push(`an error: ${String(error)}`);
        },
        restarted: ({ since }) => {
          this.#server.read();
          if (this.#server.running.length === 0) this.defects.push('restarted without a live subscription');
          if (since > Date.now() || since === 0) this.defects.push(`restarted since ${since}`);
        },
      },
    });
  }

  async play({ do: action, which }: Step): Promise<void> {
    const isOpen = FakeSocket.all.at(-1)?.readyState === 1;
    if (action === 'subscribe') this.#ask(`subscription { s${which % 3} }`, which);
    else if (action === 'query') this.#ask('{ q }', which);
    else if (action === 'mutate') this.#ask(`mutation { m${this.#watchers.length} }`, which);
    else if (action === 'cancel') this.#watchers[which]?.leave();
    else if (action === 'resume') this.client.resume();
    else if (action === 'pass') vi.advanceTimersByTime(10 ** which);
    else if (action === 'turn') await this.turns(which);
    else if (action === 'open')
      FakeSocket.all
        .filter(({ readyState }) => readyState === 0)
        .at(-1)
        ?.open();
    else if (isOpen) this.#serve(action, which);
    this.#server.read();
  }

  async turns(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
  }

  #serve(action: Step['do'], which: number): void {
    if (action === 'terminate') this.client.terminate();
    else if (action === 'drop') FakeSocket.last.drop();
    else if (action === 'eos') FakeSocket.last.receive({ sig: 'EOS', reason: 'unexpected session state' });
    else if (action === 'rateLimit') this.#server.refuse(which, 'RATE_LIMITED');
    else if (action === 'refuse')
      this.#server.refuse(which, which % 2 === 0 ? 'FORBIDDEN' : 'GRAPHQL_SUB_START_ERROR');
    else if (action === 'begin') this.#server.begin(which);
    else if (action === 'answer') this.#server.answer(which);
    else if (action === 'data') this.#server.data(which);
    else if (action === 'fail') this.#server.fail(which);
    else if (action === 'repeat') this.#server.repeat();
    else if (action === 'garbage') this.#server.garbage(which);
  }

  #ask(query: string, which: number): void {
    const watcher = new Watcher(this.defects);
    this.#watchers.push(watcher);
    watcher.cancel = this.client.subscribe({ query }, watcher);
    // Some leave as soon as something comes, some ask for more, once.
    if (which === 3) watcher.react = () => watcher.leave();
    if (which === 4) {
      watcher.react = () => {
        watcher.react = () => undefined;
        this.#ask(`subscription { s${this.#watchers.length % 3} }`, 0);
      };
    }
  }

  /** Everybody leaves, and time passes: a lazy client has nothing left, whatever it went through. */
  async end(lazy: boolean): Promise<void> {
    for (const watcher of this.#watchers) watcher.leave();
    for (const _time of [1, 2]) {
      await this.turns(10);
      vi.advanceTimersByTime(60_000);
    }
    if (lazy) {
      expect(['idle', 'ended']).toContain(this.client.getState().status);
      expect(FakeSocket.all.every(({ readyState }) => readyState === 3)).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    }
  }

  async dispose(): Promise<void> {
    this.client.dispose();
    await this.turns(10);
    for (const { endings, isCancelled } of this.#watchers) expect(endings).toBe(isCancelled ? 0 : 1);
    expect(this.defects).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    expect(this.client.getState()).toEqual({ status: 'disposed' });
    expect(FakeSocket.all.every(({ readyState }) => readyState === 3)).toBe(true);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('10,000 histories: nothing is sent twice, every sink ends once, data keeps its order, nothing is left', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 45 }),
      setup,
      fc.boolean(),
      async (steps, chosen, leaves) => {
        const history = new History(toOptions(chosen));
        for (const next of steps) await history.play(next);
        if (leaves) await history.end(chosen.lazy);
        await history.dispose();
      },
    ),
    { numRuns: 10_000 },
  );
}, 60_000);
