import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { clientAddress } from './clientAddress.ts';
import { errorAnswer } from './errors.ts';

/** Requests a minute from one address. An office of a thousand agents may share one, and sign in at nine o'clock. */
export type RateLimits = { login: number; agentSession: number };
export const defaultRateLimits: RateLimits = { login: 300, agentSession: 600 };

/** Counts requests per client address over a minute, in this process, and answers 429 beyond `perMinute`. */
export function limitRate(
  perMinute: number,
  proxyHops: number,
): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (c, next) => {
    const socketAddress = c.env.incoming.socket.remoteAddress ?? 'unknown';
    const address = clientAddress(socketAddress, c.req.header('x-forwarded-for'), proxyHops);
    const refused = await consume(limiter, address);
    if (!refused) return next();
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

async function consume(limiter: RateLimiterMemory, address: string): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(address);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}
