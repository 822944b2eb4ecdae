import { type ClientOptions, createClient, type WebSocketLike } from 'graphql-ws-adapter-custom';
import { envelope } from '../server/dialects.ts';
import { SUBSCRIBE_MESSAGES } from '../workload.ts';
import { VirtualTime } from './virtualTime.ts';

export type Fleet = {
  readonly agents: number;
  /** Milliseconds for which Zendesk answers nobody. Its sessions do not survive that. */
  readonly outage: number;
  /** Session starts that Zendesk takes in a second, the rest it refuses. */
  readonly capacity: number;
  /** The adapter's own when left out. */
  readonly retryWait?: NonNullable<ClientOptions['retryWait']>;
};

export type Comeback = {
  /** Calls of startAgentSession in each second after the loss; those that failed too. */
  readonly callsASecond: readonly number[];
  /** Milliseconds from the end of the outage until every agent has data again. */
  readonly allLiveAfter: number;
};

/**
 * Real clients of the adapter, each an agent's, on a simulated Zendesk and simulated time. All lose it at the same
 * moment; afterwards every one of them needs a new agent session. Answers take 20 to 80 ms. The heartbeat is off, for
 * here a socket that goes says so.
 */
export async function comeBack({ agents, outage, capacity, retryWait }: Fleet): Promise<Comeback> {
  const time = new VirtualTime();
  time.install(20_260_101);
  const zendesk = new SimulatedZendesk(time, capacity);
  zendesk.hasLimit = false;
  const live = new Set<number>();
  const clients = Array.from({ length: agents }, (_, agent) => {
    const client = createClient({
      url: () => zendesk.startSession(),
      webSocketImpl: socketsOf(zendesk),
      keepAlive: 0,
      // As the dashboard has it: what passes is tried again.
      shouldRetry: () => true,
      ...(retryWait && { retryWait }),
    });
    client.on('closed', () => live.delete(agent));
    const deliver = () => void live.add(agent);
    client.subscribe(SUBSCRIBE_MESSAGES, {
      next: deliver,
      error: () => undefined,
      complete: () => undefined,
    });
    return client;
  });
  await time.run(() => live.size === agents);
  zendesk.hasLimit = true;
  const lostAt = time.now;
  zendesk.fail();
  time.after(outage, () => zendesk.recover());
  await time.run(() => live.size === agents && zendesk.isUp);
  const allLiveAfter = time.now - lostAt - outage;
  for (const client of clients) client.dispose();
  const callsASecond: number[] = [];
  for (const at of zendesk.calls) {
    const second = Math.floor((at - lostAt) / 1_000);
    if (at >= lostAt) callsASecond[second] = (callsASecond[second] ?? 0) + 1;
  }
  return { callsASecond: Array.from(callsASecond, calls => calls ?? 0), allLiveAfter };
}

/** Starts sessions and opens their sockets, or refuses both. A session lives as long as Zendesk stays up. */
class SimulatedZendesk {
  isUp = true;
  hasLimit = true;
  /** When each call of startAgentSession came, failed ones too. */
  readonly calls: number[] = [];
  readonly sockets = new Set<SimulatedSocket>();
  readonly #time: VirtualTime;
  readonly #capacity: number;
  #era = 0;
  #second = 0;
  #takenInSecond = 0;

  constructor(time: VirtualTime, capacity: number) {
    this.#time = time;
    this.#capacity = capacity;
  }

  fail(): void {
    this.isUp = false;
    this.#era += 1;
    for (const socket of this.sockets) socket.lose();
    this.sockets.clear();
  }

  recover(): void {
    this.isUp = true;
  }

  startSession(): Promise<string> {
    this.calls.push(this.#time.now);
    const isTaken = this.isUp && this.#take();
    return new Promise((resolve, reject) => {
      this.soon(() => {
        if (isTaken) resolve(`wss://zendesk.invalid/${this.#era}`);
        else reject(new Error('Expected an agent session, got status 502.'));
      });
    });
  }

  isAlive(url: string): boolean {
    return this.isUp && url.endsWith(`/${this.#era}`);
  }

  soon(run: () => void): void {
    this.#time.after(20 + 60 * Math.random(), run);
  }

  #take(): boolean {
    const second = Math.floor(this.#time.now / 1_000);
    if (second !== this.#second) this.#takenInSecond = 0;
    this.#second = second;
    this.#takenInSecond += 1;
    return !this.hasLimit || this.#takenInSecond <= this.#capacity;
  }
}

class SimulatedSocket implements WebSocketLike {
  readyState = 0;
  onopen: ((event: unknown) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onclose: ((event: unknown) => void) | null = null;
  readonly #zendesk: SimulatedZendesk;

  constructor(url: string, zendesk: SimulatedZendesk) {
    this.#zendesk = zendesk;
    zendesk.soon(() => {
      if (this.readyState !== 0) return;
      if (!zendesk.isAlive(url)) return this.lose();
      this.readyState = 1;
      zendesk.sockets.add(this);
      this.onopen?.({});
    });
  }

  send(text: string): void {
    for (const answer of envelope.answer(JSON.parse(text)))
      this.#zendesk.soon(() => this.readyState === 1 && this.onmessage?.({ data: answer }));
  }

  close(): void {
    this.readyState = 3;
    this.#zendesk.sockets.delete(this);
  }

  lose(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code: 1006, reason: '', wasClean: false });
  }
}

function socketsOf(zendesk: SimulatedZendesk): new (url: string) => WebSocketLike {
  return class extends SimulatedSocket {
    constructor(url: string) {
      super(url, zendesk);
    }
  };
}
