import type { RefusalError } from './envelope.ts';
import { EnvelopeError, ProtocolError } from './errors.ts';

const RECONNECT_FIRST = 1_000;
const RECONNECT_MOST = 10_000;
const RETRY_FIRST = 1_000;
const RETRY_JITTER = 0.25;
/** Zendesk's article: "you can retry three to five times in 30 seconds"; these are retries after the first try. */
const START_RETRIES = 4;
const START_PERIOD = 30_000;

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

/** What one operation has been refused so far. */
export interface RefusalCount {
  rateLimited: number;
  failedStarts: number;
  /** Ms epoch of the first failed start, 0 before. */
  firstFailedStart: number;
}

/** The count of an operation that was never refused. */
export function noRefusals(): RefusalCount {
  return { rateLimited: 0, failedStarts: 0, firstFailedStart: 0 };
}

/** The wait before the next try after RATE_LIMITED, or null when `error` is another or `limit` retries are used. */
export function rateLimitDelay(error: RefusalError, refusals: RefusalCount, limit: number): number | null {
  if (!EnvelopeError.is(error) || error.errorName !== 'RATE_LIMITED') return null;
  return refusals.rateLimited < limit ? retryDelay(refusals.rateLimited++) : null;
}

/**
 * The wait before a subscription is started again after GRAPHQL_SUB_START_ERROR, or null when it is final. A
 * subscription that has lived before (`wasLive`) is started again after a protocol error of the server too, such
 * as the article's "server is unavailable".
 */
export function startDelay(
  error: RefusalError,
  refusals: RefusalCount,
  wasLive: boolean,
  now: number,
): number | null {
  if (!isFailedStart(error, wasLive) || refusals.failedStarts >= START_RETRIES) return null;
  if (refusals.failedStarts === 0) refusals.firstFailedStart = now;
  const delay = retryDelay(refusals.failedStarts++);
  return now + delay - refusals.firstFailedStart <= START_PERIOD ? delay : null;
}

function isFailedStart(error: RefusalError, wasLive: boolean): boolean {
  if (EnvelopeError.is(error)) return error.errorName === 'GRAPHQL_SUB_START_ERROR';
  return wasLive && ProtocolError.is(error) && (error.retryable || error.status === 0);
}
