import { reconnectDelay } from './backoff.ts';
import type { ClientOptions } from './clientTypes.ts';
import { logError } from './runtime.ts';

type Optional = 'webSocketImpl' | 'onEndOfService' | 'generateID' | 'on';

/** The options with their defaults. Timeouts that are switched off are `Infinity`. */
export type Settings = Readonly<Required<Omit<ClientOptions, Optional>> & Pick<ClientOptions, Optional>>;

/** Fills in the defaults that the contract of each option names. */
export function readSettings(options: ClientOptions): Settings {
  return {
    ...options,
    lazy: options.lazy ?? true,
    lazyCloseTimeout: options.lazyCloseTimeout ?? 0,
    onNonLazyError: options.onNonLazyError ?? logError,
    keepAlive: timeout(options.keepAlive, 5_000),
    pongTimeout: timeout(options.pongTimeout, 5_000),
    connectionTimeout: timeout(options.connectionTimeout, 10_000),
    requestTimeout: timeout(options.requestTimeout, 15_000),
    retryAttempts: options.retryAttempts ?? Number.POSITIVE_INFINITY,
    retryWait: options.retryWait ?? (attempt => reconnectDelay(attempt)),
    shouldRetry: options.shouldRetry ?? isRetryable,
    rateLimitRetries: options.rateLimitRetries ?? 5,
  };
}

function timeout(ms: number | undefined, standard: number): number {
  return (ms ?? standard) || Number.POSITIVE_INFINITY;
}

/** As graphql-ws: close events are worth another try; an error is when it says so itself. */
function isRetryable(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  return ('code' in cause && 'reason' in cause) || ('retryable' in cause && cause.retryable === true);
}
