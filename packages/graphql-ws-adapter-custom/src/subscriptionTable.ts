import type { Refusals } from './backoff.ts';
import { readSubscriptionId } from './decode.ts';
import type { EncodedPayload } from './encode.ts';
import type { Outcome, RefusalError, SubscriptionId, WireResult } from './envelope.ts';
import { ProtocolError, RequestTimeoutError } from './errors.ts';
import type { OpenSink } from './openSink.ts';
import { Timer } from './runtime.ts';

export interface SubscriptionTableOptions {
  /** Sends a start; false when no socket is open. `answered` is called at most once, and never after a loss. */
  readonly send: (payload: EncodedPayload, answered: (outcome: Outcome) => void) => boolean;
  /** Sends a stop; false when no socket is open. */
  readonly stop: (subscriptionId: SubscriptionId, answered: () => void) => boolean;
  /** A subscription, or the wait for an answer that nobody wants any more, ended. */
  readonly settled: () => void;
  /** Whatever lived before a gap lives again; nothing before `since` (ms epoch) is missing. */
  readonly restarted: (since: number) => void;
  readonly countRefusals: () => Refusals;
  readonly requestTimeout: number;
}

/**
 * One subscription on the wire, for all the sinks that asked for the same. It is live when it has an `id`; before,
 * `timer` runs while its start is awaited, or until the next one; without either it waits for a socket.
 */
interface Subscription {
  readonly key: string;
  readonly payload: EncodedPayload;
  /** Replaced, never changed, so that it can be walked while sinks come and go. */
  sinks: readonly OpenSink[];
  id: SubscriptionId | undefined;
  timer: Timer | undefined;
  refusals: Refusals;
  wasLive: boolean;
}

/** A server that sends more than this before it answers is broken: memory has a bound. */
const MOST_HELD = 10_000;

/** Subscriptions from their first sink to their last, over any number of sockets (rules 2, 4 and 5). */
export class SubscriptionTable {
  readonly #options: SubscriptionTableOptions;
  readonly #byKey = new Map<string, Subscription>();
  /** Starts whose answer is awaited, also of subscriptions that are over: those are stopped then (rule 4). */
  readonly #starts = new Set<Timer>();
  /** Null for one whose stop was not answered yet: its data may still be on the way. */
  readonly #live = new Map<SubscriptionId, Subscription | null>();
  /** Data whose subscription is not known yet, because its answer is still on the way (rule 2). */
  #held: (readonly [SubscriptionId, Outcome])[] = [];
  #gapSince: number | undefined;

  constructor(options: SubscriptionTableOptions) {
    this.#options = options;
  }

  /** What needs a socket, in no certain unit: 0 when nothing does. */
  get size(): number {
    return this.#byKey.size + this.#starts.size;
  }

  /** Joins the subscription of the same `key`, or starts one. The answer unsubscribes. */
  add(key: string, payload: EncodedPayload, sink: OpenSink): () => void {
    const subscription = this.#byKey.get(key) ?? {
      key,
      payload,
      sinks: [],
      id: undefined,
      timer: undefined,
      refusals: this.#options.countRefusals(),
      wasLive: false,
    };
    this.#byKey.set(key, subscription);
    subscription.sinks = [...subscription.sinks, sink];
    this.#start(subscription);
    return () => {
      if (!sink.close()) return;
      subscription.sinks = subscription.sinks.filter(({ isOpen }) => isOpen);
      if (subscription.sinks.length === 0) this.#end(subscription);
    };
  }

  /** A socket is open: starts every subscription, in the order of the calls. */
  opened(): void {
    for (const subscription of [...this.#byKey.values()]) this.#start(subscription);
  }

  /** The socket went; nothing before `since` (ms epoch) is missing. */
  lost(since: number): void {
    for (const timer of this.#starts) timer.clear();
    this.#starts.clear();
    this.#live.clear();
    this.#held = [];
    for (const subscription of this.#byKey.values()) {
      subscription.timer?.clear();
      subscription.timer = subscription.id = undefined;
      if (subscription.wasLive) this.#gapSince ??= since;
    }
  }

  /** False when no subscription has this id, or can still turn out to have it. */
  received(id: SubscriptionId, outcome: Outcome): boolean {
    const subscription = this.#live.get(id);
    if (subscription === undefined)
      return this.#starts.size > 0 && this.#held.length < MOST_HELD && this.#held.push([id, outcome]) > 0;
    if (subscription === null) return true;
    if (outcome instanceof Error) this.#interrupt(subscription, id, outcome);
    else for (const sink of subscription.sinks) sink.next(outcome);
    return true;
  }

  /** Ends every subscription with an error, or completes it when there is none. */
  endAll(error?: unknown): void {
    this.lost(Date.now());
    for (const subscription of [...this.#byKey.values()]) this.#end(subscription, error);
  }

  #start(subscription: Subscription): void {
    if (subscription.id !== undefined || subscription.timer !== undefined) return;
    const timer = new Timer();
    const answered = (outcome: Outcome): void => this.#answered(subscription, timer, outcome);
    if (!this.#options.send(subscription.payload, answered)) return;
    this.#starts.add(timer);
    subscription.timer = timer;
    timer.set(this.#options.requestTimeout, () => this.#overdue(subscription, timer));
  }

  #answered(subscription: Subscription, timer: Timer, outcome: Outcome): void {
    timer.clear();
    this.#starts.delete(timer);
    const id = outcome instanceof Error ? null : readSubscriptionId(outcome);
    if (subscription.timer !== timer) {
      if (id !== null) this.#stop(id);
    } else {
      subscription.timer = undefined;
      if (outcome instanceof Error) this.#retryOrEnd(subscription, outcome);
      else if (id === null) this.#endUnstarted(subscription, outcome);
      else this.#goLive(subscription, id);
    }
    if (this.#starts.size === 0) this.#held = [];
    this.#options.settled();
  }

  /** No answer came. Should it still come, the subscription of its own that it names is stopped. */
  #overdue(subscription: Subscription, timer: Timer): void {
    this.#starts.delete(timer);
    if (subscription.timer === timer) {
      subscription.timer = undefined;
      if (subscription.wasLive) this.#start(subscription);
      else this.#end(subscription, new RequestTimeoutError('an answer', true, true));
    }
    this.#options.settled();
  }

  #goLive(subscription: Subscription, id: SubscriptionId): void {
    subscription.id = id;
    subscription.refusals = this.#options.countRefusals();
    subscription.wasLive = true;
    this.#live.set(id, subscription);
    for (const [heldId, outcome] of this.#held.splice(0)) this.received(heldId, outcome);
    this.#tellRestarted();
  }

  /** Rule 1: errors of the execution are a result, also where they keep a subscription from starting. */
  #endUnstarted(subscription: Subscription, result: WireResult): void {
    const { errors } = result;
    if (errors) for (const sink of subscription.sinks) sink.next(result);
    this.#end(subscription, errors ? undefined : new ProtocolError('Expected a subscription_id, got none.'));
  }

  /** An error came in place of data. */
  #interrupt(subscription: Subscription, id: SubscriptionId, error: RefusalError): void {
    this.#gapSince ??= Date.now();
    subscription.id = undefined;
    this.#stop(id);
    this.#retryOrEnd(subscription, error);
  }

  #retryOrEnd(subscription: Subscription, error: RefusalError): void {
    const delay = subscription.refusals.startDelay(error, subscription.wasLive);
    if (delay === null) {
      this.#end(subscription, error);
      return;
    }
    subscription.timer = new Timer();
    subscription.timer.set(delay, () => {
      subscription.timer = undefined;
      this.#start(subscription);
    });
  }

  #end(subscription: Subscription, error?: unknown): void {
    const { key, id, timer, sinks } = subscription;
    if (this.#byKey.get(key) === subscription) this.#byKey.delete(key);
    subscription.id = subscription.timer = undefined;
    if (id !== undefined) this.#stop(id);
    if (timer !== undefined && !this.#starts.has(timer)) timer.clear();
    for (const sink of sinks) sink.end(error);
    this.#tellRestarted();
    this.#options.settled();
  }

  /** Data that is still on its way is ignored until the stop is answered. */
  #stop(id: SubscriptionId): void {
    this.#live.set(id, null);
    const forget = (): void => {
      this.#live.delete(id);
    };
    if (!this.#options.stop(id, forget)) forget();
  }

  #tellRestarted(): void {
    const since = this.#gapSince;
    const lived = [...this.#byKey.values()].filter(({ wasLive }) => wasLive);
    if (since === undefined || lived.some(({ id }) => id === undefined)) return;
    this.#gapSince = undefined;
    if (lived.length > 0) this.#options.restarted(since);
  }
}
