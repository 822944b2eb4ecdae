import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { addressGroup, clientAddress } from './clientAddress.ts';
import { errorAnswer } from './errors.ts';
import type { SharedStore } from './sharedStore.ts';

/** Requests a minute from one address. */
export type RateLimits = { login: number; agentSession: number };

/** Where requests are counted. `name` keeps the counts of one route apart from another's in a shared store. */
export type RateLimit = {
  name: string;
  perMinute: number;
  proxyHops: number;
  store: SharedStore | undefined;
};

/**
 * Counts requests per client address over a minute, in the shared store, else in this process. Beyond `perMinute` it
 * answers 429, and sends a person who opened the address in a browser to the dashboard, which puts
 * `/?error=rate_limited` into words.
 */
export function limitRate(limit: RateLimit): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const { name, perMinute, proxyHops, store } = limit;
  const limiter =
    store?.rateLimiter(name, perMinute) ?? new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (c, next) => {
    const socketAddress = c.env.incoming.socket.remoteAddress ?? 'unknown';
    const address = clientAddress(socketAddress, c.req.header('x-forwarded-for'), proxyHops);
    const refused = await consume(limiter, addressGroup(address));
    if (!refused) return next();
    if (isNavigation(c)) return c.redirect('/?error=rate_limited');
    const seconds = Math.ceil(refused.msBeforeNext / 1000);
    c.header('Retry-After', String(seconds));
    return errorAnswer(
      c,
      429,
      'RATE_LIMITED',
      `Too many requests from this address. Try again in ${seconds} s.`,
    );
  };
}

function isNavigation(c: Context): boolean {
  return c.req.method === 'GET' && (c.req.header('accept')?.includes('text/html') ?? false);
}

async function consume(limiter: RateLimiterAbstract, address: string): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(address);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}
