import { randomBytes } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { assertNever } from './assertNever.ts';
import type { Cancel } from './clock.ts';
import type { ClientFrame, RequestId } from './envelope.ts';
import { answerFrame, dataFrame, decodeFrame, protocolErrorFrame } from './envelope.ts';
import { type Faults, orderedError } from './faults.ts';
import type { FrameTap, LineTap } from './frameTap.ts';
import type { Execution, Outcome, PreparedOperation } from './graphql/execution.ts';
import { outcomeOf, refusalOutcome } from './graphql/execution.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { ApiServices } from './resolvers.ts';
import { rootOf } from './resolvers.ts';
import type { Session, SessionSocket } from './sessions.ts';
import { subscriptionCount } from './sessions.ts';
import { Wire } from './wire.ts';

export interface SocketServices extends ApiServices {
  readonly execution: Execution;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly tap: FrameTap;
}

/** One WebSocket of an agent's session: it answers frames, each when it is done, not in their order. */
export class AgentSocket implements SessionSocket {
  readonly wire: Wire;
  readonly #services: SocketServices;
  readonly #session: Session;
  readonly #tap: LineTap;
  readonly #root: ReturnType<typeof rootOf>;
  readonly #subscriptions = new Map<string, AsyncGenerator<unknown>>();
  #starting = 0;
  #closed = false;
  #cancelIdle: Cancel = () => undefined;
  #lastFrameAt: number;

  constructor(socket: WebSocket, session: Session, services: SocketServices) {
    this.#services = services;
    this.#session = session;
    this.#root = rootOf(services, session);
    this.#lastFrameAt = services.clock.now();
    this.#tap = services.tap.open(session);
    this.wire = new Wire(socket, services.faults, services.clock, this.#tap);
    session.sockets.add(this);
    socket.on('message', (data: RawData) => this.#receive(textOf(data)));
    socket.on('close', () => this.#forget());
    // ws closes the socket itself, with the code that says why.
    socket.on('error', () => undefined);
    this.#watchIdle(services.limits.idleSocketMs);
  }

  get subscriptionCount(): number {
    return this.#subscriptions.size + this.#starting;
  }

  end(reason: string): void {
    this.#forget();
    this.wire.end(reason);
  }

  #receive(text: string): void {
    if (this.#closed) return;
    this.#lastFrameAt = this.#services.clock.now();
    this.#tap.received(text);
    const frame = decodeFrame(text);
    switch (frame.kind) {
      case 'ping':
        this.wire.send({ sig: 'PONG', payload: frame.payload });
        break;
      case 'stop':
        this.#stop(frame);
        break;
      case 'malformed':
        this.wire.send(protocolErrorFrame(frame.id, frame.body));
        break;
      case 'request':
        void this.#answer(frame);
        break;
      default:
        assertNever(frame);
    }
  }

  /** Nothing is awaited before the work starts, so that frames are worked on in the order they came. */
  async #answer({ id, payload }: Extract<ClientFrame, { kind: 'request' }>): Promise<void> {
    const { execution, faults, clock } = this.#services;
    try {
      if (!this.#session.requests.take()) throw this.#rateLimited();
      const operation = execution.prepare(payload);
      const delay = faults.take('delay', operation.rootFields);
      if (delay) await new Promise<void>(resolve => clock.after(delay.ms, resolve));
      await this.#perform(id, operation);
    } catch (error) {
      this.wire.send(answerFrame(id, refusalOutcome(error)));
    }
  }

  async #perform(id: RequestId, operation: PreparedOperation): Promise<void> {
    const { faults, execution } = this.#services;
    if (faults.take('lose-request', operation.rootFields)) return;
    const fault = faults.take('error', operation.rootFields);
    if (fault) throw orderedError(fault);
    if (operation.type === 'subscription') return this.#subscribe(id, operation);

    const afterAnswer: (() => void)[] = [];
    const context = { afterAnswer: (task: () => void) => afterAnswer.push(task) };
    const outcome = await execution.run(operation, this.#root, context);
    this.#write(id, outcome, operation);
    for (const task of afterAnswer) task();
  }

  async #subscribe(id: RequestId, operation: PreparedOperation): Promise<void> {
    const { limits, execution } = this.#services;
    if (subscriptionCount(this.#session) >= limits.subscriptionsPerSession) throw maxSubscriptions(limits);
    this.#starting += 1;
    const started = execution.subscribe(operation, this.#root);
    const stream = await started.finally(() => {
      this.#starting -= 1;
    });
    if (this.#closed) return void stream.return(undefined);
    const subscriptionId = randomBytes(6).toString('hex');
    this.#subscriptions.set(subscriptionId, stream);
    this.#write(id, { ok: true, payload: { data: { subscription_id: subscriptionId } } }, operation);
    for await (const result of stream) {
      this.wire.sendData(dataFrame(subscriptionId, outcomeOf(result)), operation.rootFields);
    }
  }

  #stop({ id, subscriptionId }: Extract<ClientFrame, { kind: 'stop' }>): void {
    const stream = this.#subscriptions.get(subscriptionId);
    this.#subscriptions.delete(subscriptionId);
    void stream?.return(undefined);
    const unknown = `There is no subscription "${subscriptionId}" on this socket.`;
    this.wire.send(stream ? { payload: { data: { success: true } }, id } : protocolErrorFrame(id, unknown));
  }

  #write(id: RequestId, outcome: Outcome, operation: PreparedOperation): void {
    if (this.#services.faults.take('lose-reply', operation.rootFields)) return;
    this.wire.send(answerFrame(id, outcome));
  }

  #watchIdle(ms: number): void {
    const { clock, limits } = this.#services;
    this.#cancelIdle = clock.after(ms, () => {
      const silentFor = clock.now() - this.#lastFrameAt;
      if (silentFor < limits.idleSocketMs) return this.#watchIdle(limits.idleSocketMs - silentFor);
      this.wire.close(1001, 'idle');
    });
  }

  #forget(): void {
    this.#closed = true;
    this.#cancelIdle();
    this.#session.sockets.delete(this);
    for (const stream of this.#subscriptions.values()) void stream.return(undefined);
    this.#subscriptions.clear();
  }

  #rateLimited(): Refusal {
    const { requestsPerMinute } = this.#services.limits;
    return new Refusal(
      'RATE_LIMITED',
      `More than ${requestsPerMinute} requests within a minute. Wait, with growing pauses.`,
    );
  }
}

function maxSubscriptions(limits: Limits): Refusal {
  return new Refusal('MAX_SUB', `A session holds at most ${limits.subscriptionsPerSession} subscriptions.`);
}

/** Text and binary frames alike are read as UTF-8. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString();
}
