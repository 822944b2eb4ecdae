import type { Outcome } from './envelope.ts';
import { EnvelopeError, ProtocolError } from './errors.ts';
import {
  RECONNECT_FIRST,
  RECONNECT_MOST,
  RETRY_FIRST,
  RETRY_JITTER,
  START_PERIOD,
  START_RETRIES,
} from './limits.ts';

/** Gives a number from 0 up to 1, as `Math.random` does. */
export type Random = () => number;

/** The wait before reconnect `attempt` (from 0): at random between 0 and 1 s, doubling to 10 s (full jitter). */
export function reconnectDelay(attempt: number, random: Random = Math.random): number {
  return random() * Math.min(RECONNECT_FIRST * 2 ** attempt, RECONNECT_MOST);
}

/** The wait before retry `retry` (from 0) of a refused operation: 1 s doubling, and up to a quarter more. */
export function retryDelay(retry: number, random: Random = Math.random): number {
  return RETRY_FIRST * 2 ** retry * (1 + RETRY_JITTER * random());
}

/**
 * Counts how often one operation is refused (rule 5). For each refusal it gives the wait in ms before the next try,
 * or null when there is to be none. `wasLive` is given for subscriptions alone, which are also started again after
 * GRAPHQL_SUB_START_ERROR, and if they have lived before after a protocol error, such as the article's "server is
 * unavailable".
 */
export function countRefusals(rateLimitRetries = 5): (outcome: Outcome, wasLive?: boolean) => number | null {
  let count = 0;
  let since = 0;
  return (outcome, wasLive) => {
    const now = Date.now();
    const name = EnvelopeError.is(outcome) ? outcome.errorName : '';
    const isFailedStart =
      wasLive !== undefined && (name === 'GRAPHQL_SUB_START_ERROR' || (wasLive && ProtocolError.is(outcome)));
    const limit = name === 'RATE_LIMITED' ? rateLimitRetries : isFailedStart ? START_RETRIES : 0;
    const delay = retryDelay(count);
    since ||= now;
    count += 1;
    return count > limit || (isFailedStart && now + delay - since > START_PERIOD) ? null : delay;
  };
}
