import {
  type Client,
  type ClientEvent,
  type ClientEventListener,
  type ClientState,
  ConnectionLostError,
  type ExecutionResult,
  RequestTimeoutError,
  type Sink,
  type SubscribePayload,
} from 'graphql-ws-adapter-custom';
import { assertNever } from '../lib/assertNever.ts';
import { iterateOver } from './iterateOver.ts';
import type { OwnerMessage, TabEvent, TabMessage } from './protocol.ts';
import { TabEvents } from './tabEvents.ts';
import { fromWire } from './wireError.ts';

/** What the owner says to a client of a tab. */
export type ClientMessage = Extract<OwnerMessage, { readonly kind: 'event' | 'next' | 'error' | 'complete' }>;

type Operation = {
  readonly payload: SubscribePayload;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly sink: Sink<ExecutionResult<unknown>>;
  /** The present owner has it. */
  isPosted: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/** How long (ms) an operation waits for an owner who could take it, as the adapter's own wait for a socket. */
const PATIENCE = 15_000;

/**
 * A tab's client: the adapter's, in all that Apollo's link and the desk see of it, at the other end of a port. The owner
 * may change under it. Its subscriptions and queries are then asked anew, and notice nothing; of a mutation that the
 * last owner had, nobody knows whether it was sent.
 */
export class PortClient implements Client {
  readonly #post: (message: TabMessage) => void;
  readonly #events = new TabEvents();
  readonly #operations = new Map<number, Operation>();
  #state: ClientState = { status: 'connecting' };
  #hasOwner = false;
  #nextId = 1;

  /** `post` is called only while there is an owner. */
  constructor(post: (message: TabMessage) => void) {
    this.#post = post;
  }

  on = <E extends ClientEvent>(event: E, listener: ClientEventListener<E>): (() => void) =>
    this.#events.on(event, listener);

  subscribe<Data = Record<string, unknown>, Extensions = unknown>(
    payload: SubscribePayload,
    sink: Sink<ExecutionResult<Data, Extensions>>,
  ): () => void {
    return this.#run(payload, {
      // The caller names the shape of the data, as with every client of this shape.
      next: (result: ExecutionResult<never, never>) => sink.next(result),
      error: error => sink.error(error),
      complete: () => sink.complete(),
    });
  }

  iterate<Data = Record<string, unknown>, Extensions = unknown>(
    payload: SubscribePayload,
  ): AsyncIterableIterator<ExecutionResult<Data, Extensions>> {
    return iterateOver(sink => this.subscribe<Data, Extensions>(payload, sink));
  }

  request<Data = Record<string, unknown>, Extensions = unknown>(
    payload: SubscribePayload,
  ): Promise<ExecutionResult<Data, Extensions>> {
    if (kindOf(payload.query) === 'subscription')
      return Promise.reject(new TypeError('Expected a query or a mutation, got a subscription.'));
    return new Promise((resolve, reject) => {
      this.subscribe<Data, Extensions>(payload, { next: resolve, error: reject, complete: () => undefined });
    });
  }

  getState(): ClientState {
    return this.#state;
  }

  resume(): void {
    if (this.#hasOwner) this.#post({ kind: 'resume' });
  }

  terminate(): void {
    if (this.#hasOwner) this.#post({ kind: 'terminate' });
  }

  dispose(): void {
    if (this.#state.status === 'disposed') return;
    const running = [...this.#operations.values()];
    this.#operations.clear();
    this.#hasOwner = false;
    this.#enter({ status: 'disposed' });
    for (const { kind, sink, timer, isPosted } of running) {
      clearTimeout(timer);
      if (kind === 'subscription') sink.complete();
      else sink.error(new ConnectionLostError('The page lets go of its connection.', isPosted));
    }
  }

  /** There is an owner, whose own client stands so: gives it all that is under way. */
  ownerCame(state: ClientState): void {
    if (this.#state.status === 'disposed') return;
    this.#hasOwner = true;
    for (const [id, operation] of this.#operations) this.#give(id, operation);
    if (state.status === 'open') {
      this.#events.emit('connecting', false);
      this.#enter(state);
      this.#events.emit('opened', undefined);
      this.#events.emit('connected', undefined, undefined, false);
    } else this.#enter(state);
  }

  /** The owner is gone, and with it whatever it was doing. */
  ownerWent(): void {
    if (!this.#hasOwner || this.#state.status === 'disposed') return;
    this.#hasOwner = false;
    const wasOpen = this.#state.status === 'open';
    for (const [id, operation] of [...this.#operations]) {
      if (!operation.isPosted) continue;
      operation.isPosted = false;
      if (operation.kind !== 'mutation') continue;
      this.#operations.delete(id);
      operation.sink.error(new ConnectionLostError('The owner of the connection is gone.', true));
    }
    this.#enter({ status: 'connecting' });
    if (wasOpen) this.#events.emit('closed', { code: 1006, reason: '', wasClean: false });
  }

  /** Takes what the owner says. */
  take(message: ClientMessage): void {
    switch (message.kind) {
      case 'event':
        this.#hear(message.event);
        break;
      case 'next':
        this.#operations.get(message.id)?.sink.next(message.result);
        break;
      case 'error':
        this.#end(message.id)?.sink.error(fromWire(message.error));
        break;
      case 'complete':
        this.#end(message.id)?.sink.complete();
        break;
      default:
        assertNever(message);
    }
  }

  #run(payload: SubscribePayload, sink: Sink<ExecutionResult<never, never>>): () => void {
    const id = this.#nextId;
    this.#nextId += 1;
    const operation: Operation = {
      payload,
      kind: kindOf(payload.query),
      sink,
      isPosted: false,
      timer: undefined,
    };
    this.#operations.set(id, operation);
    if (this.#hasOwner) this.#give(id, operation);
    else if (operation.kind !== 'subscription')
      operation.timer = setTimeout(() => this.#giveUp(id), PATIENCE);
    return () => {
      const ended = this.#end(id);
      if (ended?.isPosted === true) this.#post({ kind: 'unsubscribe', id });
    };
  }

  #give(id: number, operation: Operation): void {
    if (operation.isPosted) return;
    clearTimeout(operation.timer);
    operation.isPosted = true;
    const { query, variables, operationName } = operation.payload;
    this.#post({ kind: 'subscribe', id, payload: { query, variables, operationName } });
  }

  #giveUp(id: number): void {
    this.#end(id)?.sink.error(new RequestTimeoutError(false, true));
  }

  #end(id: number): Operation | undefined {
    const operation = this.#operations.get(id);
    clearTimeout(operation?.timer);
    this.#operations.delete(id);
    return operation;
  }

  #hear(event: TabEvent): void {
    switch (event.name) {
      case 'connecting':
        this.#events.emit('connecting', event.isRetry);
        break;
      case 'connected':
        this.#events.emit('opened', undefined);
        this.#events.emit('connected', undefined, undefined, event.isRetry);
        break;
      case 'closed':
        this.#events.emit('closed', { code: event.code, reason: event.reason, wasClean: event.wasClean });
        break;
      case 'eos':
        this.#events.emit('eos', event.reason);
        break;
      case 'restarted':
        this.#events.emit('restarted', { since: event.since });
        break;
      case 'state':
        this.#enter(event.state);
        break;
      default:
        assertNever(event);
    }
  }

  #enter(state: ClientState): void {
    this.#state = state;
    this.#events.emit('state', state);
  }
}

/** The kind of a printed document's one operation: its keyword begins a line. */
function kindOf(query: string): Operation['kind'] {
  const [keyword] = /^\s*(?:subscription|mutation)\b/mu.exec(query) ?? [];
  return keyword === undefined ? 'query' : keyword.trim() === 'mutation' ? 'mutation' : 'subscription';
}
