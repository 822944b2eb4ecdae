import { reconnectDelay } from './backoff.ts';
import type { ClientOptions, EndOfServiceDecision } from './clientTypes.ts';
import { decideEndOfService } from './endOfService.ts';
import { logError } from './runtime.ts';

/** The options with their defaults. Timeouts that are switched off are `Infinity`. */
export interface Settings {
  readonly url: ClientOptions['url'];
  readonly lazy: boolean;
  readonly lazyCloseTimeout: number;
  readonly onNonLazyError: (errorOrCloseEvent: unknown) => void;
  readonly webSocketImpl: ClientOptions['webSocketImpl'];
  readonly keepAlive: number;
  readonly pongTimeout: number;
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly retryAttempts: number;
  readonly retryWait: (attempt: number) => Promise<void> | number;
  readonly shouldRetry: (errorOrCloseEvent: unknown) => boolean;
  readonly rateLimitRetries: number;
  /** `inRow`: how many sessions ended before this one, each within a minute of the next. */
  readonly onEndOfService: (
    reason: string,
    inRow: number,
  ) => EndOfServiceDecision | Promise<EndOfServiceDecision>;
}

/** Fills in the defaults that the contract of each option names. */
export function readSettings(options: ClientOptions): Settings {
  return {
    url: options.url,
    lazy: options.lazy ?? true,
    lazyCloseTimeout: options.lazyCloseTimeout ?? 0,
    onNonLazyError: options.onNonLazyError ?? logError,
    webSocketImpl: options.webSocketImpl,
    keepAlive: timeout(options.keepAlive ?? 5_000),
    pongTimeout: timeout(options.pongTimeout ?? 5_000),
    connectionTimeout: timeout(options.connectionTimeout ?? 10_000),
    requestTimeout: timeout(options.requestTimeout ?? 15_000),
    retryAttempts: options.retryAttempts ?? Number.POSITIVE_INFINITY,
    retryWait: options.retryWait ?? (attempt => reconnectDelay(attempt)),
    shouldRetry: options.shouldRetry ?? isRetryable,
    rateLimitRetries: options.rateLimitRetries ?? 5,
    onEndOfService: options.onEndOfService ?? decideEndOfService,
  };
}

function timeout(ms: number): number {
  return ms > 0 ? ms : Number.POSITIVE_INFINITY;
}

/** As graphql-ws: close events are worth another try; an error is when it says so itself. */
function isRetryable(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  return ('code' in cause && 'reason' in cause) || ('retryable' in cause && cause.retryable === true);
}
