import { countRefusals } from './backoff.ts';
import { readSubscriptionId } from './decode.ts';
import type { EncodedPayload } from './encode.ts';
import type { Outcome, SubscriptionId } from './envelope.ts';
import { ProtocolError, RequestTimeoutError } from './errors.ts';
import { MOST_HELD, START_PERIOD } from './limits.ts';
import type { OpenSink } from './openSink.ts';
import { after } from './runtime.ts';

export interface SubscriptionTableOptions {
  /** Sends a start; false when no socket is open. `answered` is called at most once, and never after a loss. */
  readonly send: (payload: EncodedPayload, answered: (outcome: Outcome) => void) => boolean;
  /** Sends a stop, if a socket is open. `answered` is called at most once, and never after a loss. */
  readonly stop: (subscriptionId: SubscriptionId, answered: () => void) => void;
  /** A subscription, or the wait for an answer that nobody wants any more, ended. */
  readonly settled: () => void;
  /** Whatever lived before a gap lives again; nothing before `since` (ms epoch) is missing. */
  readonly restarted: (since: number) => void;
  readonly rateLimitRetries: number | undefined;
  readonly requestTimeout: number;
}

/** One subscription on the wire, for all the sinks that asked for the same. */
interface Subscription {
  /** Null before its first start is answered; then whether data comes. */
  isLive: boolean | null;
  join(sink: OpenSink): () => void;
  /** Starts it, if it waits for a socket. */
  start(): void;
  lost(since: number): void;
  received(outcome: Outcome): void;
  end(error?: unknown): void;
}

/** Subscriptions from their first sink to their last, over any number of sockets (rules 2, 4 and 5). */
export interface SubscriptionTable {
  /** How much needs a socket: subscriptions, and starts that are not answered yet (rule 4). */
  size(): number;
  /** Joins the subscription of the same payload, or starts one. The answer unsubscribes. */
  add(payload: EncodedPayload, sink: OpenSink): () => void;
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
  const { rateLimitRetries, requestTimeout } = options;
  const byPayload = new Map<string, Subscription>();
  /** The timers of starts whose answer is awaited, also of subscriptions that are over (rule 4). */
  const starts = new Set<() => void>();
  /** Null for one whose stop was not answered yet: its data may still be on the way. */
  const byId = new Map<SubscriptionId, Subscription | null>();
  /** Data whose subscription is not known yet, because its answer is still on the way (rule 2). */
  let held: (readonly [SubscriptionId, Outcome])[] = [];
  /** Since when those that live again had missed something; told when no other is left to restart. */
  let gapSince = Infinity;

  function create(payload: EncodedPayload): Subscription {
    /** Replaced, never changed, so that it can be walked while sinks come and go. */
    let sinks: readonly OpenSink[] = [];
    let id: SubscriptionId | undefined;
    /** Of the start that is awaited, or of the wait before the next. */
    let cancelTimer: (() => void) | undefined;
    let delayAfter = countRefusals(rateLimitRetries);
    /** When it last ceased to be live, ms epoch; 0 before. */
    let lostAt = 0;

    function start(): void {
      if (id !== undefined || cancelTimer) return;
      const cancel = after(requestTimeout, () => {
        // Should the answer still come, the subscription of its own that it names is stopped.
        if (finish()) {
          if (subscription.isLive === null) end(new RequestTimeoutError(true, true));
          else start();
        }
        settled();
      });
      const finish = (): boolean => {
        cancel();
        starts.delete(cancel);
        const isWanted = cancelTimer === cancel;
        if (isWanted) cancelTimer = undefined;
        return isWanted;
      };
      cancelTimer = cancel;
      starts.add(cancel);
      const isSent = options.send(payload, outcome => {
        const isWanted = finish();
        const answeredId = outcome instanceof Error ? null : readSubscriptionId(outcome);
        if (isWanted) {
          if (answeredId === null) endOrRetry(outcome);
          else goLive(answeredId);
        } else if (answeredId !== null) stop(answeredId);
        settled();
      });
      if (!isSent) finish();
    }

    function goLive(liveId: SubscriptionId): void {
      id = liveId;
      if (lostAt) gapSince = Math.min(gapSince, lostAt);
      subscription.isLive = true;
      byId.set(id, subscription);
      for (const [heldId, outcome] of held.splice(0)) received(heldId, outcome);
      tellRestarted();
    }

    /** It did not start, or an error came in place of data. */
    function endOrRetry(outcome: Outcome): void {
      const delay = delayAfter(outcome, subscription.isLive !== null);
      if (delay !== null) {
        cancelTimer = after(delay, () => {
          cancelTimer = undefined;
          start();
        });
      } else if (outcome instanceof Error) end(outcome);
      else if (outcome.errors) {
        // Rule 1: errors of the execution are a result, also where they keep a subscription from starting.
        for (const sink of sinks) sink.next(outcome);
        end();
      } else end(new ProtocolError('Expected a subscription_id.'));
    }

    function lose(since: number): void {
      id = undefined;
      // The wait before a retry goes on.
      if (cancelTimer && starts.has(cancelTimer)) cancelTimer = undefined;
      if (!subscription.isLive) return;
      subscription.isLive = false;
      // One that ceases again and again is refused as if it had never started (rule 5).
      if (since - lostAt > START_PERIOD) delayAfter = countRefusals(rateLimitRetries);
      lostAt = since;
    }

    function end(error?: unknown): void {
      if (byPayload.get(payload.text) === subscription) byPayload.delete(payload.text);
      if (id !== undefined) stop(id);
      if (cancelTimer && !starts.has(cancelTimer)) cancelTimer();
      cancelTimer = id = undefined;
      for (const sink of sinks) sink.end(error);
      tellRestarted();
      settled();
    }

    const subscription: Subscription = {
      isLive: null,
      join(sink) {
        sinks = [...sinks, sink];
        start();
        return () => {
          if (!sink.close()) return;
          sinks = sinks.filter(({ isOpen }) => isOpen());
          if (sinks.length === 0) end();
        };
      },
      start,
      lost: lose,
      received(outcome) {
        if (outcome instanceof Error) {
          if (id !== undefined) stop(id);
          lose(Date.now());
          endOrRetry(outcome);
        } else for (const sink of sinks) sink.next(outcome);
      },
      end,
    };
    byPayload.set(payload.text, subscription);
    return subscription;
  }

  /** Data that is still on its way is ignored until the stop is answered. */
  function stop(id: SubscriptionId): void {
    byId.set(id, null);
    options.stop(id, () => {
      if (byId.get(id) === null) byId.delete(id);
    });
  }

  function received(id: SubscriptionId, outcome: Outcome): boolean {
    const subscription = byId.get(id);
    if (subscription === undefined)
      return starts.size > 0 && held.length < MOST_HELD && held.push([id, outcome]) > 0;
    subscription?.received(outcome);
    return true;
  }

  function tellRestarted(): void {
    const since = gapSince;
    const states = [...byPayload.values()].map(({ isLive }) => isLive);
    if (states.includes(false)) return;
    gapSince = Infinity;
    if (since < Infinity && states.includes(true)) options.restarted(since);
  }

  function lost(since: number): void {
    for (const subscription of byPayload.values()) subscription.lost(since);
    for (const cancel of starts) cancel();
    starts.clear();
    byId.clear();
    held = [];
  }

  /** Data is held only while an answer is awaited. */
  function settled(): void {
    if (starts.size === 0) held = [];
    options.settled();
  }

  return {
    size: () => byPayload.size + starts.size,
    add: (payload, sink) => (byPayload.get(payload.text) ?? create(payload)).join(sink),
    opened() {
      for (const subscription of [...byPayload.values()]) subscription.start();
    },
    lost,
    received,
    endAll(error) {
      lost(Date.now());
      for (const subscription of [...byPayload.values()]) subscription.end(error);
    },
  };
}
