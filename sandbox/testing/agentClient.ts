import { WebSocket } from 'ws';

/** A frame as it came, of which a test knows what to expect. */
export type Frame = Readonly<Record<string, unknown>>;

/** A raw WebSocket of an agent, for tests: sends what it is told and keeps what comes. */
export class AgentClient {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #garbage: string[] = [];
  readonly #waiting = new Set<() => void>();
  #closedWith: number | null = null;
  #nextId = 1000;

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on('message', (data: Buffer) => this.#take(data.toString()));
    this.#socket.on('close', code => {
      this.#closedWith = code;
      for (const wake of this.#waiting) wake();
    });
    this.#socket.on('error', () => undefined);
  }

  /** A client whose socket is open. */
  static async open(url: string): Promise<AgentClient> {
    const client = new AgentClient(url);
    await new Promise((resolve, reject) => {
      client.#socket.once('open', resolve);
      client.#socket.once('error', reject);
    });
    return client;
  }

  /** Every frame that has come, oldest first. */
  get frames(): readonly Frame[] {
    return this.#frames;
  }

  /** What came and was no JSON. */
  get garbage(): readonly string[] {
    return this.#garbage;
  }

  send(frame: unknown): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** The first frame, come or yet to come, that fits. */
  async frame(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const found = this.#frames.find(fits);
      if (found) return found;
      if (this.#closedWith !== null)
        throw new Error(`The socket closed with ${this.#closedWith} before the frame.`);
      await this.#change();
    }
  }

  /** Sends a request and gives its answer. */
  request(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Frame> {
    this.#nextId += 1;
    const id = this.#nextId;
    this.send({ payload: { query, variables }, type: 'request', id });
    return this.frame(frame => frame['id'] === id);
  }

  /** Starts a subscription; gives its id. */
  async subscribe(query: string): Promise<string> {
    return textAt(await this.request(query), 'payload', 'data', 'subscription_id');
  }

  /** The payloads' data of a subscription, as soon as there are `count`. */
  async data(subscriptionId: string, count: number): Promise<unknown[]> {
    const ofThis = () => this.#frames.filter(frame => frame['subscription_id'] === subscriptionId);
    while (ofThis().length < count) await this.#change();
    return ofThis().map(frame => at(frame, 'payload', 'data'));
  }

  /** The code with which the socket closed. */
  async closed(): Promise<number> {
    while (this.#closedWith === null) await this.#change();
    return this.#closedWith;
  }

  close(): void {
    this.#socket.close();
  }

  #take(text: string): void {
    const frame = parsed(text);
    if (frame) this.#frames.push(frame);
    else this.#garbage.push(text);
    for (const wake of this.#waiting) wake();
  }

  #change(): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
    });
  }
}

function parsed(text: string): Frame | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What stands at a path in a decoded answer; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** @throws Error when there is no text at this path */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found === 'string') return found;
  throw new Error(
    `Expected text at ${path.join('.')}, got ${JSON.stringify(found)} in ${JSON.stringify(value)}.`,
  );
}
