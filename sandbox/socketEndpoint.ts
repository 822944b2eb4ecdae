import { randomBytes } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { assertNever } from './assertNever.ts';
import type { Cancel } from './clock.ts';
import type { ClientFrame, DataBody, RequestId } from './envelope.ts';
import { answerFrame, dataBody, dataFrameText, decodeFrame, protocolErrorFrame } from './envelope.ts';
import { freezeFor } from './faultLevers.ts';
import { DEFAULT_DELAY_MS, type Faults, orderedError } from './faults.ts';
import type { FrameTap, LineTap } from './frameTap.ts';
import type { Execution, Outcome, PreparedOperation } from './graphql/execution.ts';
import { refusalOutcome } from './graphql/execution.ts';
import { RowBudget } from './graphql/rowBudget.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { ApiServices, RequestContext } from './resolvers.ts';
import { rootOf } from './resolvers.ts';
import type { Session, SessionSocket } from './sessions.ts';
import { subscriptionCount } from './sessions.ts';
import type { SharedFeeds } from './sharedFeeds.ts';
import { Wire } from './wire.ts';

export interface SocketServices extends ApiServices {
  readonly execution: Execution;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly tap: FrameTap;
  readonly feeds: SharedFeeds;
}

/** One WebSocket of an agent's session: it answers frames, each when it is done, not in their order. */
export class AgentSocket implements SessionSocket {
  readonly wire: Wire;
  readonly #services: SocketServices;
  readonly #session: Session;
  readonly #tap: LineTap;
  readonly #root: ReturnType<typeof rootOf>;
  /** What ends each, by its id. */
  readonly #subscriptions = new Map<string, () => void>();
  #closed = false;
  #hasEnded = false;
  #cancelIdle: Cancel = () => undefined;
  #lastFrameAt: number;

  constructor(socket: WebSocket, session: Session, services: SocketServices) {
    this.#services = services;
    this.#session = session;
    this.#root = rootOf(services, session);
    this.#lastFrameAt = services.clock.now();
    this.#tap = services.tap.open(session);
    this.wire = new Wire(socket, services, this.#tap);
    session.sockets.add(this);
    socket.on('message', (data: RawData) => this.#take(bytesOf(data)));
    socket.on('close', () => this.#forget());
    // ws closes the socket itself, with the code that says why.
    socket.on('error', () => undefined);
    this.#watchIdle(services.limits.idleSocketMs);
  }

  get subscriptionCount(): number {
    return this.#subscriptions.size;
  }

  end(reason: string): void {
    this.#hasEnded = true;
    this.#forget();
    this.wire.end(reason);
  }

  /** Text and binary frames alike are read as UTF-8. */
  #take(bytes: Buffer): void {
    if (this.#closed) return;
    const { frameBytes } = this.#services.limits;
    if (bytes.length > frameBytes) {
      const body = `The frame has ${bytes.length} bytes; expected at most ${frameBytes}.`;
      this.wire.send(protocolErrorFrame(null, body, 413));
      this.wire.close(1009, 'frame too large');
    } else {
      const text = bytes.toString();
      this.wire.onThaw(() => this.#receive(text));
    }
  }

  #receive(text: string): void {
    if (this.#closed) return;
    this.#lastFrameAt = this.#services.clock.now();
    this.#tap.received(text);
    try {
      this.#handle(decodeFrame(text));
    } catch (error) {
      // JSON may nest deeper than the stack reaches. One frame must not end the sandbox.
      const why = error instanceof Error ? error.message : String(error);
      this.wire.send(protocolErrorFrame(null, `The frame could not be handled: ${why}.`));
    }
  }

  #handle(frame: ClientFrame): void {
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
        this.#answer(frame);
        break;
      default:
        assertNever(frame);
    }
  }

  /** Nothing is awaited, so that frames are worked on in the order they came; but a delayed one is late. */
  #answer({ id, payload }: Extract<ClientFrame, { kind: 'request' }>): void {
    const { execution, faults, clock } = this.#services;
    this.#orRefuse(id, () => {
      if (!this.#session.requests.take()) throw this.#rateLimited();
      const operation = execution.prepare(payload);
      const begin = () => this.#orRefuse(id, () => this.#strikeLine(id, operation));
      const delay = faults.take('delay', operation.rootFields);
      if (delay) clock.after(delay.ms ?? DEFAULT_DELAY_MS, begin);
      else begin();
    });
  }

  #orRefuse(id: RequestId, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.wire.send(answerFrame(id, refusalOutcome(error)));
    }
  }

  /** Faults of the line that wait for this request; it is not carried out when they break the line. */
  #strikeLine(id: RequestId, operation: PreparedOperation): void {
    const { faults, clock, sessions } = this.#services;
    const { rootFields } = operation;
    if (this.#hasEnded) return;
    const isDropped = faults.take('drop-socket', rootFields) !== null;
    const eos = isDropped ? null : faults.take('eos', rootFields);
    if (isDropped) this.wire.drop();
    if (eos) sessions.end(this.#session, eos.reason);
    if (isDropped || eos) return;
    if (faults.take('garbage', rootFields)) this.wire.sendGarbage();
    const freeze = faults.take('freeze', rootFields);
    if (freeze) freezeFor(this.wire, freeze.ms, clock);
    this.wire.onThaw(() => this.#orRefuse(id, () => this.#perform(id, operation)));
  }

  #perform(id: RequestId, operation: PreparedOperation): void {
    const { faults } = this.#services;
    if (faults.take('lose-request', operation.rootFields)) return;
    const fault = faults.take('error', operation.rootFields);
    if (fault) this.wire.send(answerFrame(id, orderedError(fault)));
    else if (operation.type === 'subscription') this.#subscribe(id, operation);
    else this.#run(id, operation);
  }

  #run(id: RequestId, operation: PreparedOperation): void {
    const { execution, limits } = this.#services;
    const afterAnswer: (() => void)[] = [];
    const context: RequestContext = {
      rows: new RowBudget(limits.rowsPerAnswer),
      round: this.#session.round,
      afterAnswer: task => afterAnswer.push(task),
    };
    const outcome = execution.run(operation, this.#root, context);
    this.#write(id, outcome, operation);
    for (const task of afterAnswer) task();
  }

  #subscribe(id: RequestId, operation: PreparedOperation): void {
    const { limits, feeds } = this.#services;
    if (this.#closed) return;
    if (subscriptionCount(this.#session) >= limits.subscriptionsPerSession) throw maxSubscriptions(limits);
    const subscriptionId = randomBytes(6).toString('hex');
    const deliver = (body: DataBody) => this.#deliver(subscriptionId, body, operation);
    this.#subscriptions.set(subscriptionId, feeds.join(operation, { session: this.#session, deliver }));
    this.#write(id, { ok: true, payload: { data: { subscription_id: subscriptionId } } }, operation);
  }

  #deliver(subscriptionId: string, body: DataBody, { rootFields }: PreparedOperation): void {
    const fault = this.#services.faults.take('data-error', rootFields);
    const sent = fault ? dataBody(orderedError(fault)) : body;
    this.wire.sendData(dataFrameText(subscriptionId, sent), rootFields);
  }

  #stop({ id, subscriptionId }: Extract<ClientFrame, { kind: 'stop' }>): void {
    const leave = this.#subscriptions.get(subscriptionId);
    this.#subscriptions.delete(subscriptionId);
    leave?.();
    const unknown = `There is no subscription "${subscriptionId}" on this socket.`;
    this.wire.send(leave ? { payload: { data: { success: true } }, id } : protocolErrorFrame(id, unknown));
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
    for (const leave of this.#subscriptions.values()) leave();
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

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
