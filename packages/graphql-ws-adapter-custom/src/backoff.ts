import type { Outcome } from './envelope.ts';
import { EnvelopeError, ProtocolError } from './errors.ts';

const SECOND = 1_000;
const RECONNECT_MOST = 10 * SECOND;
const RETRY_JITTER = 0.25;
/** Zendesk's article: "you can retry three to five times in 30 seconds"; these are retries after the first try. */
const START_RETRIES = 4;
const START_PERIOD = 30 * SECOND;

/** Gives a number from 0 up to 1, as `Math.random` does. */
export type Random = () => number;

/** The wait before reconnect `attempt` (from 0): at random between 0 and 1 s, doubling to 10 s (full jitter). */
export function reconnectDelay(attempt: number, random: Random = Math.random): number {
  return random() * Math.min(SECOND * 2 ** attempt, RECONNECT_MOST);
}

/** The wait before retry `retry` (from 0) of a refused operation: 1 s doubling, and up to a quarter more. */
export function retryDelay(retry: number, random: Random = Math.random): number {
  return SECOND * 2 ** retry * (1 + RETRY_JITTER * random());
}

/** What one operation has been refused so far (rule 5). */
export class Refusals {
  readonly #limit: number;
  #rateLimited = 0;
  #failedStarts = 0;
  /** Ms epoch of the first failed start. */
  #since = 0;

  /** `limit`: how often it may be sent again after RATE_LIMITED. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The wait in ms before it is sent again after RATE_LIMITED; null when it is not to be. */
  delay(outcome: Outcome): number | null {
    const isRateLimited = EnvelopeError.is(outcome) && outcome.errorName === 'RATE_LIMITED';
    return isRateLimited && this.#rateLimited < this.#limit ? retryDelay(this.#rateLimited++) : null;
  }

  /**
   * The same for a subscription, which is started again after GRAPHQL_SUB_START_ERROR too. One that has lived before
   * (`wasLive`) also is after a protocol error of the server, such as the article's "server is unavailable".
   */
  startDelay(outcome: Outcome, wasLive: boolean): number | null {
    if (!isFailedStart(outcome, wasLive)) return this.delay(outcome);
    const now = Date.now();
    if (this.#failedStarts === 0) this.#since = now;
    const delay = retryDelay(this.#failedStarts);
    this.#failedStarts += 1;
    return this.#failedStarts <= START_RETRIES && now + delay - this.#since <= START_PERIOD ? delay : null;
  }
}

function isFailedStart(outcome: Outcome, wasLive: boolean): boolean {
  if (EnvelopeError.is(outcome)) return outcome.errorName === 'GRAPHQL_SUB_START_ERROR';
  return wasLive && ProtocolError.is(outcome) && (outcome.retryable || outcome.status === 0);
}
