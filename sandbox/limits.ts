import type { Clock } from './clock.ts';

/** Zendesk publishes that there are limits, not their numbers: all of these are ours. */
export interface Limits {
  /** Requests a minute in one session, default 600. PING and stop_subscription are free. */
  readonly requestsPerMinute: number;
  /** Requests a minute over HTTP, from all clients together, default 6 000. */
  readonly httpRequestsPerMinute: number;
  /** Live subscriptions in one session, default 20. */
  readonly subscriptionsPerSession: number;
  /** Sessions that one agent may start in a minute, default 60. */
  readonly sessionsPerMinute: number;
  /** A socket without any frame from the client for this long is closed; ms, default 90 000. */
  readonly idleSocketMs: number;
  /** The largest frame, and the largest body over HTTP; bytes, default 1 MiB. */
  readonly frameBytes: number;
  /** What a client has not read yet. A socket that leaves more unread is cut; bytes, default 16 MiB. */
  readonly unreadBytes: number;
  /** Levels of fields in a query, default 15. */
  readonly queryDepth: number;
  /** Fields of a query, aliases and fragments counted, default 500. */
  readonly queryFields: number;
  /** Rows of all connections in one answer together, default 100 000. */
  readonly rowsPerAnswer: number;
  /** The same for one event of a subscription, default 2 000. */
  readonly rowsPerEvent: number;
}

export const DEFAULT_LIMITS: Limits = {
  requestsPerMinute: 600,
  httpRequestsPerMinute: 6_000,
  subscriptionsPerSession: 20,
  sessionsPerMinute: 60,
  idleSocketMs: 90_000,
  frameBytes: 1024 * 1024,
  unreadBytes: 16 * 1024 * 1024,
  queryDepth: 15,
  queryFields: 500,
  rowsPerAnswer: 100_000,
  rowsPerEvent: 2_000,
};

/**
 * Limits as a program is given them: `requestsPerMinute=60 idleSocketMs=1000`, parted by commas or blanks.
 * @throws Error that names what is wrong, and the limits that there are
 */
export function limitsFrom(text: string): Partial<Limits> {
  const parts = text.split(/[\s,]+/).filter(part => part !== '');
  const wrong = parts.filter(part => !isLimit(part));
  if (wrong.length === 0) return Object.fromEntries(parts.map(entryOf));
  throw new Error(
    `Not a limit: ${wrong.join(', ')}. Expected name=number, with one of: ${Object.keys(DEFAULT_LIMITS).join(', ')}.`,
  );
}

function entryOf(part: string): readonly [name: string, value: number] {
  const [name = '', value = ''] = part.split('=');
  return [name, Number(value)];
}

function isLimit(part: string): boolean {
  const [name, value] = entryOf(part);
  return Object.hasOwn(DEFAULT_LIMITS, name) && Number.isSafeInteger(value) && value > 0;
}

const MINUTE = 60_000;

/** A bucket that holds `perMinute` tokens and fills up evenly within a minute. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute;
    this.#clock = clock;
    this.#tokens = perMinute;
    this.#filledAt = clock.now();
  }

  /** False when the minute's share is used up. */
  take(): boolean {
    const now = this.#clock.now();
    const refill = ((now - this.#filledAt) / MINUTE) * this.#perMinute;
    this.#tokens = Math.min(this.#perMinute, this.#tokens + refill);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
