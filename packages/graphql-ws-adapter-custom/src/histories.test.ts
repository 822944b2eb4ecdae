import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeSocket } from '../testing/fakeSocket.ts';
import { type ClientOptions, createClient, type ExecutionResult, type Sink } from './index.ts';

interface ClientFrame {
  readonly id: string;
  readonly type?: 'request' | 'stop_subscription';
  readonly sig?: string;
  readonly payload: { readonly query?: string; readonly subscription_id?: string };
}

type Step =
  | { readonly do: 'subscribe' | 'query' | 'mutate'; readonly which: number }
  | { readonly do: 'cancel' | 'answer' | 'data' | 'refuse' | 'rateLimit'; readonly which: number }
  | { readonly do: 'open' | 'drop' | 'eos' | 'garbage' | 'repeat' | 'pass'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(
    ...(['subscribe', 'query', 'mutate', 'cancel', 'answer', 'answer', 'data', 'data', 'refuse'] as const),
    ...(['rateLimit', 'open', 'open', 'drop', 'eos', 'garbage', 'repeat', 'pass', 'pass'] as const),
  ),
  which: fc.nat({ max: 5 }),
});

/** What one operation's sink saw. It notes defects instead of throwing: the client keeps what a sink throws. */
class Watcher implements Sink<ExecutionResult> {
  readonly defects: string[];
  endings = 0;
  isCancelled = false;
  #lastData = 0;

  constructor(defects: string[]) {
    this.defects = defects;
  }

  next({ data }: ExecutionResult): void {
    const count = Number(data?.['n'] ?? this.#lastData + 1);
    if (this.isCancelled || this.endings > 0) this.defects.push('something came after the end');
    if (count <= this.#lastData) this.defects.push('data came in another order');
    this.#lastData = count;
  }

  error(): void {
    this.complete();
  }

  complete(): void {
    this.endings += 1;
    if (this.isCancelled || this.endings > 1) this.defects.push('a sink ended twice');
  }
}

/** The server of one history: what it was asked, and what it has running. */
class Server {
  unanswered: ClientFrame[] = [];
  running: string[] = [];
  lastFrame = '{}';
  readonly mutationsSeen = new Map<string, number>();
  readonly refused = new Set<string>();
  #read = 0;
  #socket: FakeSocket | undefined;
  #count = 0;

  /** Takes in what was sent since the last time. */
  read(): void {
    const socket = FakeSocket.last;
    if (socket !== this.#socket) {
      this.#socket = socket;
      this.#read = 0;
      this.unanswered = [];
      this.running = [];
    }
    for (const text of socket.sent.slice(this.#read)) {
      const frame: ClientFrame = JSON.parse(text);
      if (frame.type !== undefined) this.unanswered.push(frame);
      const query = frame.payload.query ?? '';
      if (!query.startsWith('mutation')) continue;
      // Rule 3, but for what was refused with RATE_LIMITED: that was not carried out.
      const times = this.refused.delete(query) ? 1 : (this.mutationsSeen.get(query) ?? 0) + 1;
      expect(times).toBe(1);
      this.mutationsSeen.set(query, times);
    }
    this.#read = socket.sent.length;
  }

  answer(which: number): void {
    const frame = this.#take(which);
    if (frame === undefined) return;
    const query = frame.payload.query ?? '';
    let data: unknown = { success: true };
    if (query.startsWith('subscription')) {
      this.#count += 1;
      const id = `s${this.#count}`;
      this.running.push(id);
      data = { subscription_id: id };
    }
    if (frame.type === 'stop_subscription') {
      this.running = this.running.filter(id => id !== frame.payload.subscription_id);
    }
    this.#send({ payload: { data }, id: which % 2 === 0 ? frame.id : Number(frame.id) || frame.id });
  }

  refuse(which: number, name: string): void {
    const frame = this.#take(which);
    if (frame === undefined) return;
    if (name === 'RATE_LIMITED') this.refused.add(frame.payload.query ?? '');
    this.#send({ errorCode: 400, payload: { errors: [{ name, message: 'no' }] }, id: frame.id });
  }

  data(which: number): void {
    const id = this.running[which % (this.running.length || 1)];
    this.#count += 1;
    if (id !== undefined)
      this.#send({ sig: 'DATA', subscription_id: id, payload: { data: { n: this.#count } } });
  }

  #take(which: number): ClientFrame | undefined {
    return this.unanswered.splice(which % (this.unanswered.length || 1), 1)[0];
  }

  #send(frame: unknown): void {
    this.lastFrame = JSON.stringify(frame);
    FakeSocket.last.receive(this.lastFrame);
  }
}

/** Plays one history to its end; the invariants are checked where things happen. */
function play(steps: readonly Step[], options: Partial<ClientOptions>): void {
  FakeSocket.all.length = 0;
  vi.clearAllTimers();
  const defects: string[] = [];
  const client = createClient({
    url: 'ws://fake',
    lazy: false,
    webSocketImpl: FakeSocket,
    retryWait: () => 10,
    onEndOfService: () => 'resume',
    on: { error: error => defects.push(`an error: ${String(error)}`) },
    ...options,
  });
  client.resume();
  const server = new Server();
  const running: { readonly watcher: Watcher; readonly cancel: () => void }[] = [];
  const watchers: Watcher[] = [];
  let made = 0;
  for (const { do: action, which } of steps) {
    const socket = FakeSocket.last;
    if (action === 'subscribe' || action === 'query' || action === 'mutate') {
      made += 1;
      const queries = {
        subscribe: `subscription { s${which} }`,
        query: '{ q }',
        mutate: `mutation { m${made} }`,
      };
      const watcher = new Watcher(defects);
      watchers.push(watcher);
      running.push({ watcher, cancel: client.subscribe({ query: queries[action] }, watcher) });
    } else if (action === 'cancel') {
      const [taken] = running.splice(which, 1);
      taken?.cancel();
      if (taken !== undefined) taken.watcher.isCancelled = taken.watcher.endings === 0;
    } else if (action === 'pass') vi.advanceTimersByTime(10 ** which);
    else if (action === 'open') {
      if (socket.readyState === 0) socket.open();
    } else if (action === 'drop') socket.drop();
    else if (socket.readyState !== 1) continue;
    else if (action === 'answer') server.answer(which);
    else if (action === 'data') server.data(which);
    else if (action === 'refuse')
      server.refuse(which, which % 2 === 0 ? 'FORBIDDEN' : 'GRAPHQL_SUB_START_ERROR');
    else if (action === 'rateLimit') server.refuse(which, 'RATE_LIMITED');
    else if (action === 'eos') socket.receive({ sig: 'EOS', reason: 'unexpected session state' });
    else if (action === 'garbage') socket.receive(server.lastFrame.slice(which + 1));
    else if (server.lastFrame.includes('"id"')) socket.receive(server.lastFrame);
    server.read();
  }
  client.dispose();
  for (const { endings, isCancelled } of watchers) expect(endings).toBe(isCancelled ? 0 : 1);
  expect(defects).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('10,000 histories: nothing is sent twice, every sink ends once, data keeps its order, nothing is left', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), fc.boolean(), (steps, lazy) => {
      play(steps, { lazy });
    }),
    { numRuns: 10_000 },
  );
}, 60_000);
