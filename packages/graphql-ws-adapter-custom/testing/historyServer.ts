import { FakeSocket } from './fakeSocket.ts';

interface ClientFrame {
  readonly id: string;
  readonly type?: 'request' | 'stop_subscription';
  readonly payload: { readonly query?: string; readonly subscription_id?: string };
}

/** What is no frame, or one that nobody waits for. */
const GARBAGE: readonly unknown[] = [
  'null',
  '[]',
  { sig: 'CONSTRUCTOR', payload: {} },
  { id: 'unknown', payload: { data: { n: 1 } } },
  { sig: 'DATA', subscription_id: 'unknown', payload: { data: { n: 1 } } },
  { sig: 'DATA', subscription_id: { toString: 1 }, error_code: { valueOf: 1, toString: 1 }, payload: {} },
];

/** The server of one history on `FakeSocket`s: what it was asked, and what it has running. */
export class HistoryServer {
  /** Subscriptions of the socket that is open: data comes of each, also before the answer that names it. */
  running: string[] = [];
  readonly #defects: string[];
  readonly #read = new Map<FakeSocket, number>();
  readonly #mutations = new Map<string, number>();
  #unanswered: ClientFrame[] = [];
  /** The subscriptions that are not answered yet but run, by the id of their request. */
  #begun = new Map<string, string>();
  #lastFrame = '{}';
  #count = 0;

  constructor(defects: string[]) {
    this.#defects = defects;
  }

  /** Takes in what was sent since the last time, on whatever socket. */
  read(): void {
    for (const socket of FakeSocket.all) {
      const from = this.#read.get(socket);
      if (from === undefined) {
        this.#unanswered = [];
        this.#begun = new Map();
        this.running = [];
      }
      for (const text of socket.sent.slice(from)) this.#take(JSON.parse(text));
      this.#read.set(socket, socket.sent.length);
    }
  }

  #take(frame: ClientFrame): void {
    if (frame.type !== undefined) this.#unanswered.push(frame);
    const query = frame.payload.query ?? '';
    if (!query.startsWith('mutation')) return;
    // Rule 3, but for what was refused with RATE_LIMITED: that was not carried out.
    const times = (this.#mutations.get(query) ?? 0) + 1;
    this.#mutations.set(query, times);
    if (times > 1) this.#defects.push(`${query} was sent twice`);
  }

  /** Starts a subscription whose answer is yet to come. */
  begin(which: number): void {
    const starts = this.#unanswered.filter(({ payload }) => payload.query?.startsWith('subscription'));
    const start = starts[which % (starts.length || 1)];
    if (start !== undefined) this.#start(start.id);
  }

  #start(requestId: string): string {
    const begun = this.#begun.get(requestId);
    if (begun !== undefined) return begun;
    this.#count += 1;
    const id = `s${this.#count}`;
    this.#begun.set(requestId, id);
    this.running.push(id);
    return id;
  }

  /** Answers one of what is not answered, in any order. */
  answer(which: number): void {
    const frame = this.#pick(which);
    if (frame === undefined) return;
    const isStart = frame.payload.query?.startsWith('subscription');
    const data = isStart ? { subscription_id: this.#start(frame.id) } : { success: true };
    if (frame.type === 'stop_subscription') this.#end(frame.payload.subscription_id);
    this.#send({ payload: { data }, id: which % 2 === 0 ? frame.id : Number(frame.id) || frame.id });
  }

  refuse(which: number, name: string): void {
    const frame = this.#pick(which);
    if (frame === undefined) return;
    this.#end(this.#begun.get(frame.id));
    if (name === 'RATE_LIMITED') this.#mutations.delete(frame.payload.query ?? '');
    this.#send({ errorCode: 400, payload: { errors: [{ name, message: 'no' }] }, id: frame.id });
  }

  data(which: number): void {
    const id = this.#runs(which);
    this.#count += 1;
    if (id !== undefined)
      this.#send({ sig: 'DATA', subscription_id: id, payload: { data: { n: this.#count } } });
  }

  /** An error in place of data. */
  fail(which: number): void {
    const id = this.#runs(which);
    const name = which % 2 === 0 ? 'FORBIDDEN' : 'GRAPHQL_SUB_START_ERROR';
    if (id !== undefined) this.#send({ sig: 'DATA', subscription_id: id, payload: { errors: [{ name }] } });
    this.#end(id);
  }

  garbage(which: number): void {
    FakeSocket.last.receive(GARBAGE[which]);
    FakeSocket.last.receive(this.#lastFrame.slice(which + 1));
    FakeSocket.last.receive(this.#lastFrame.slice(0, -which - 1));
  }

  /** The last frame once more. */
  repeat(): void {
    FakeSocket.last.receive(this.#lastFrame);
  }

  #runs(which: number): string | undefined {
    return this.running[which % (this.running.length || 1)];
  }

  #end(id: string | undefined): void {
    this.running = this.running.filter(other => other !== id);
  }

  #pick(which: number): ClientFrame | undefined {
    return this.#unanswered.splice(which % (this.#unanswered.length || 1), 1)[0];
  }

  #send(frame: unknown): void {
    this.#lastFrame = JSON.stringify(frame);
    FakeSocket.last.receive(this.#lastFrame);
  }
}
