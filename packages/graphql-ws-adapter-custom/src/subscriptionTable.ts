import type { countRefusals } from './backoff.ts';
import { readSubscriptionId } from './decode.ts';
import type { EncodedPayload } from './encode.ts';
import type { Outcome, SubscriptionId } from './envelope.ts';
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
  readonly countRefusals: () => ReturnType<typeof countRefusals>;
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
  delayAfter: ReturnType<typeof countRefusals>;
  wasLive: boolean;
}

/** A server that sends more than this before it answers is broken: memory has a bound. */
const MOST_HELD = 10_000;

/** Subscriptions from their first sink to their last, over any number of sockets (rules 2, 4 and 5). */
export interface SubscriptionTable {
  /** Whether nothing needs a socket: neither a subscription nor a start that is to be stopped once it is answered. */
  isEmpty(): boolean;
  /** Joins the subscription of the same `key`, or starts one. The answer unsubscribes. */
  add(key: string, payload: EncodedPayload, sink: OpenSink): () => void;
  /** A socket is open: starts every subscription, in the order of the calls. */
  opened(): void;
  /** The socket went; nothing before `since` (ms epoch) is missing. */
  lost(since: number): void;
  /** False when no subscription has this id, or can still turn out to have it. */
  received(id: SubscriptionId, outcome: Outcome): boolean;
  /** Ends every subscription with an error, or completes it when there is none. */
  endAll(error?: unknown): void;
}

export function createSubscriptionTable(options: SubscriptionTableOptions): SubscriptionTable {
  const { settled, countRefusals, requestTimeout } = options;
  const byKey = new Map<string, Subscription>();
  /** Starts whose answer is awaited, also of subscriptions that are over: those are stopped then (rule 4). */
  const starts = new Set<Timer>();
  /** Null for one whose stop was not answered yet: its data may still be on the way. */
  const live = new Map<SubscriptionId, Subscription | null>();
  /** Data whose subscription is not known yet, because its answer is still on the way (rule 2). */
  let held: (readonly [SubscriptionId, Outcome])[] = [];
  let gapSince: number | undefined;

  function start(subscription: Subscription): void {
    if (subscription.id !== undefined || subscription.timer) return;
    const timer = new Timer();
    if (!options.send(subscription.payload, outcome => answered(subscription, timer, outcome))) return;
    starts.add(timer);
    subscription.timer = timer;
    timer.set(requestTimeout, () => overdue(subscription, timer));
  }

  function answered(subscription: Subscription, timer: Timer, outcome: Outcome): void {
    timer.clear();
    starts.delete(timer);
    const id = outcome instanceof Error ? null : readSubscriptionId(outcome);
    if (subscription.timer !== timer) {
      if (id !== null) stop(id);
    } else {
      subscription.timer = undefined;
      if (id !== null) goLive(subscription, id);
      else endOrRetry(subscription, outcome);
    }
    if (starts.size === 0) held = [];
    settled();
  }

  /** No answer came. Should it still come, the subscription of its own that it names is stopped. */
  function overdue(subscription: Subscription, timer: Timer): void {
    starts.delete(timer);
    if (subscription.timer === timer) {
      subscription.timer = undefined;
      if (subscription.wasLive) start(subscription);
      else end(subscription, new RequestTimeoutError('an answer', true, true));
    }
    settled();
  }

  function goLive(subscription: Subscription, id: SubscriptionId): void {
    subscription.id = id;
    subscription.delayAfter = countRefusals();
    subscription.wasLive = true;
    live.set(id, subscription);
    for (const [heldId, outcome] of held.splice(0)) received(heldId, outcome);
    tellRestarted();
  }

  /** It did not start, or an error came in place of data. */
  function endOrRetry(subscription: Subscription, outcome: Outcome): void {
    const delay = subscription.delayAfter(outcome, subscription.wasLive);
    if (delay !== null) {
      subscription.timer = new Timer();
      subscription.timer.set(delay, () => {
        subscription.timer = undefined;
        start(subscription);
      });
    } else if (outcome instanceof Error) end(subscription, outcome);
    else if (outcome.errors) {
      // Rule 1: errors of the execution are a result, also where they keep a subscription from starting.
      for (const sink of subscription.sinks) sink.next(outcome);
      end(subscription);
    } else end(subscription, new ProtocolError('Expected a subscription_id, got none.'));
  }

  function received(id: SubscriptionId, outcome: Outcome): boolean {
    const subscription = live.get(id);
    if (subscription === undefined)
      return starts.size > 0 && held.length < MOST_HELD && held.push([id, outcome]) > 0;
    if (subscription === null) return true;
    if (outcome instanceof Error) {
      gapSince ??= Date.now();
      subscription.id = undefined;
      stop(id);
      endOrRetry(subscription, outcome);
    } else for (const sink of subscription.sinks) sink.next(outcome);
    return true;
  }

  function end(subscription: Subscription, error?: unknown): void {
    const { key, id, timer, sinks } = subscription;
    if (byKey.get(key) === subscription) byKey.delete(key);
    subscription.id = subscription.timer = undefined;
    if (id !== undefined) stop(id);
    if (timer && !starts.has(timer)) timer.clear();
    for (const sink of sinks) sink.end(error);
    tellRestarted();
    settled();
  }

  /** Data that is still on its way is ignored until the stop is answered. */
  function stop(id: SubscriptionId): void {
    const forget = (): void => {
      live.delete(id);
    };
    live.set(id, null);
    if (!options.stop(id, forget)) forget();
  }

  function tellRestarted(): void {
    const since = gapSince;
    const lived = [...byKey.values()].filter(({ wasLive }) => wasLive);
    if (since === undefined || lived.some(({ id }) => id === undefined)) return;
    gapSince = undefined;
    if (lived.length > 0) options.restarted(since);
  }

  function lost(since: number): void {
    for (const timer of starts) timer.clear();
    starts.clear();
    live.clear();
    held = [];
    for (const subscription of byKey.values()) {
      subscription.timer?.clear();
      subscription.timer = subscription.id = undefined;
      if (subscription.wasLive) gapSince ??= since;
    }
  }

  return {
    isEmpty: () => byKey.size + starts.size === 0,
    add(key, payload, sink) {
      const subscription: Subscription = byKey.get(key) ?? {
        key,
        payload,
        sinks: [],
        id: undefined,
        timer: undefined,
        delayAfter: countRefusals(),
        wasLive: false,
      };
      byKey.set(key, subscription);
      subscription.sinks = [...subscription.sinks, sink];
      start(subscription);
      return () => {
        if (!sink.close()) return;
        subscription.sinks = subscription.sinks.filter(({ isOpen }) => isOpen());
        if (subscription.sinks.length === 0) end(subscription);
      };
    },
    opened() {
      for (const subscription of [...byKey.values()]) start(subscription);
    },
    lost,
    received,
    endAll(error) {
      lost(Date.now());
      for (const subscription of [...byKey.values()]) end(subscription, error);
    },
  };
}
