import { noRefusals, type RefusalCount, rateLimitDelay, startDelay } from './backoff.ts';
import { readSubscriptionId } from './decode.ts';
import type { EncodedPayload } from './encode.ts';
import type { Outcome, RefusalError, RequestId, SubscriptionId, WireResult } from './envelope.ts';
import { ProtocolError, RequestTimeoutError } from './errors.ts';
import { HeldData } from './heldData.ts';
import type { OpenSink } from './openSink.ts';
import { Timer } from './runtime.ts';

export interface SubscriptionTableOptions {
  /** Sends a start under a new id, or gives null when no socket is open. */
  readonly send: (payload: EncodedPayload) => RequestId | null;
  /** Sends a stop under a new id, or gives null when no socket is open. */
  readonly stop: (subscriptionId: SubscriptionId) => RequestId | null;
  /** A subscription, or the wait for an answer that nobody wants any more, ended. */
  readonly settled: () => void;
  /** Whatever lived before a gap lives again; nothing before `since` (ms epoch) is missing. */
  readonly restarted: (since: number) => void;
  readonly requestTimeout: number;
  readonly rateLimitRetries: number;
}

/** Where a subscription stands: without a socket, asked for, running, or refused and before its next try. */
type Phase =
  | { readonly name: 'waiting' }
  | { readonly name: 'starting'; readonly start: Start }
  | { readonly name: 'live'; readonly id: SubscriptionId }
  | { readonly name: 'refused'; readonly retry: Timer };

/** One subscription on the wire, for all the sinks that asked for the same. */
interface Subscription {
  readonly key: string;
  readonly payload: EncodedPayload;
  /** Replaced, never changed, so that it can be walked while sinks come and go. */
  sinks: readonly OpenSink[];
  phase: Phase;
  refusals: RefusalCount;
  wasLive: boolean;
}

/** A start whose answer is awaited. Without a subscription it is only to be stopped when that comes (rule 4). */
interface Start {
  subscription: Subscription | null;
  /** Its time is over: the socket is not kept open for it. */
  overdue: boolean;
  readonly timer: Timer;
}

const WAITING: Phase = { name: 'waiting' };

/** Subscriptions from their first sink to their last, over any number of sockets (rules 2, 4 and 5). */
export class SubscriptionTable {
  readonly #options: SubscriptionTableOptions;
  readonly #byKey = new Map<string, Subscription>();
  readonly #starts = new Map<RequestId, Start>();
  readonly #live = new Map<SubscriptionId, Subscription>();
  readonly #stops = new Map<RequestId, SubscriptionId>();
  readonly #held = new HeldData();
  #gapSince: number | undefined;

  constructor(options: SubscriptionTableOptions) {
    this.#options = options;
  }

  /** What needs a socket: subscriptions, and starts that are to be stopped as soon as they are answered. */
  get size(): number {
    const unwanted = [...this.#starts.values()].filter(
      start => start.subscription === null && !start.overdue,
    );
    return this.#byKey.size + unwanted.length;
  }

  /** Joins the subscription of the same `key`, or starts one. The answer unsubscribes. */
  add(key: string, payload: EncodedPayload, sink: OpenSink): () => void {
    const subscription = this.#byKey.get(key) ?? this.#create(key, payload);
    subscription.sinks = [...subscription.sinks, sink];
    this.#start(subscription);
    return () => this.#unsubscribe(subscription, sink);
  }

  /** A socket is open: starts every subscription, in the order of the calls. */
  opened(): void {
    for (const subscription of [...this.#byKey.values()]) this.#start(subscription);
  }

  /** The socket went; nothing before `since` (ms epoch) is missing. */
  lost(since: number): void {
    for (const { timer } of this.#starts.values()) timer.clear();
    this.#starts.clear();
    this.#live.clear();
    this.#stops.clear();
    this.#held.clear();
    for (const subscription of this.#byKey.values()) {
      if (subscription.phase.name === 'refused') subscription.phase.retry.clear();
      if (subscription.wasLive) this.#gapSince ??= since;
      subscription.phase = WAITING;
    }
  }

  /** False when neither a start nor a stop has this id. */
  answered(id: RequestId, outcome: Outcome): boolean {
    const start = this.#starts.get(id);
    if (start === undefined) return this.#stops.delete(id);
    const { subscription } = start;
    const subscriptionId = outcome instanceof Error ? null : readSubscriptionId(outcome);
    if (subscription === null) {
      if (subscriptionId !== null) this.#stop(subscriptionId);
    } else if (outcome instanceof Error) this.#retryOrEnd(subscription, outcome);
    else if (subscriptionId === null) this.#endUnstarted(subscription, outcome);
    else this.#goLive(subscription, subscriptionId);
    start.timer.clear();
    this.#starts.delete(id);
    if (this.#starts.size === 0) this.#held.clear();
    this.#options.settled();
    return true;
  }

  /** False when no subscription has this id, or can still turn out to have it. */
  received(subscriptionId: SubscriptionId, outcome: Outcome): boolean {
    const subscription = this.#live.get(subscriptionId);
    if (subscription === undefined) {
      // On its way when the stop was sent, or before the answer that names its subscription.
      if ([...this.#stops.values()].includes(subscriptionId)) return true;
      return this.#starts.size > 0 && this.#held.hold(subscriptionId, outcome);
    }
    if (outcome instanceof Error) this.#interrupt(subscription, subscriptionId, outcome);
    else for (const sink of subscription.sinks) sink.next(outcome);
    return true;
  }

  /** Ends every subscription with an error, or completes it when there is none. */
  endAll(error?: unknown): void {
    this.lost(Date.now());
    for (const subscription of [...this.#byKey.values()]) this.#end(subscription, error);
  }

  #create(key: string, payload: EncodedPayload): Subscription {
    const subscription: Subscription = {
      key,
      payload,
      sinks: [],
      phase: WAITING,
      refusals: noRefusals(),
      wasLive: false,
    };
    this.#byKey.set(key, subscription);
    return subscription;
  }

  #start(subscription: Subscription): void {
    if (subscription.phase.name !== 'waiting') return;
    const id = this.#options.send(subscription.payload);
    if (id === null) return;
    const start: Start = { subscription, overdue: false, timer: new Timer() };
    start.timer.set(this.#options.requestTimeout, () => this.#overdue(start));
    this.#starts.set(id, start);
    subscription.phase = { name: 'starting', start };
  }

  /** No answer came. Should it still come, the subscription of its own that it names is stopped. */
  #overdue(start: Start): void {
    const { subscription } = start;
    start.subscription = null;
    start.overdue = true;
    if (subscription === null) {
      this.#options.settled();
      return;
    }
    subscription.phase = WAITING;
    if (subscription.wasLive) this.#start(subscription);
    else this.#end(subscription, new RequestTimeoutError('an answer', true, true));
  }

  #goLive(subscription: Subscription, id: SubscriptionId): void {
    subscription.phase = { name: 'live', id };
    subscription.refusals = noRefusals();
    subscription.wasLive = true;
    this.#live.set(id, subscription);
    for (const outcome of this.#held.take(id)) this.received(id, outcome);
    this.#tellRestarted();
  }

  /** Rule 1: errors of the execution are a result, also where they keep a subscription from starting. */
  #endUnstarted(subscription: Subscription, result: WireResult): void {
    const { errors } = result;
    if (errors !== undefined) for (const sink of subscription.sinks) sink.next(result);
    this.#end(subscription, errors === undefined ? new ProtocolError(NO_SUBSCRIPTION_ID) : undefined);
  }

  /** An error came in place of data. */
  #interrupt(subscription: Subscription, id: SubscriptionId, error: RefusalError): void {
    this.#gapSince ??= Date.now();
    this.#stop(id);
    this.#retryOrEnd(subscription, error);
  }

  #retryOrEnd(subscription: Subscription, error: RefusalError): void {
    const { refusals, wasLive } = subscription;
    const delay =
      rateLimitDelay(error, refusals, this.#options.rateLimitRetries) ??
      startDelay(error, refusals, wasLive, Date.now());
    if (delay === null) {
      this.#end(subscription, error);
      return;
    }
    const retry = new Timer();
    retry.set(delay, () => {
      subscription.phase = WAITING;
      this.#start(subscription);
    });
    subscription.phase = { name: 'refused', retry };
  }

  #unsubscribe(subscription: Subscription, sink: OpenSink): void {
    if (!sink.close()) return;
    subscription.sinks = subscription.sinks.filter(({ isOpen }) => isOpen);
    if (subscription.sinks.length === 0) this.#end(subscription);
  }

  #end(subscription: Subscription, error?: unknown): void {
    const { phase, sinks } = subscription;
    if (this.#byKey.get(subscription.key) === subscription) this.#byKey.delete(subscription.key);
    subscription.phase = WAITING;
    if (phase.name === 'live') this.#stop(phase.id);
    if (phase.name === 'starting') phase.start.subscription = null;
    if (phase.name === 'refused') phase.retry.clear();
    for (const sink of sinks) sink.end(error);
    this.#tellRestarted();
    this.#options.settled();
  }

  /** Data that is still on its way is ignored until the stop is answered. */
  #stop(subscriptionId: SubscriptionId): void {
    this.#live.delete(subscriptionId);
    const id = this.#options.stop(subscriptionId);
    if (id !== null) this.#stops.set(id, subscriptionId);
  }

  #tellRestarted(): void {
    if (this.#gapSince === undefined) return;
    const lived = [...this.#byKey.values()].filter(({ wasLive }) => wasLive);
    if (lived.some(({ phase }) => phase.name !== 'live')) return;
    const since = this.#gapSince;
    this.#gapSince = undefined;
    if (lived.length > 0) this.#options.restarted(since);
  }
}

const NO_SUBSCRIPTION_ID = 'Expected an answer with a subscription_id, got none.';
