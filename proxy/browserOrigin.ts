import type { MiddlewareHandler } from 'hono';
import { errorAnswer } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';

/** Characters; the cookie of a sign-in under way has room for it. */
const longestReturnPath = 512;

/**
 * Lets a state-changing request through only when the browser says that a page of this origin made it: `Origin` and
 * `Sec-Fetch-Site`, each right where it is there, and at least one of them there. A request without a cookie acts for
 * no one, so it may be silent: the route tells it that it is not signed in.
 */
export function demandSameOrigin(publicOrigin: string): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const silent = origin === undefined && site === undefined;
    const isOwn = origin === undefined || isOwnOrigin(origin, c.req.header('host'), publicOrigin);
    const right = isOwn && (site ?? 'same-origin') === 'same-origin';
    if (right && !(silent && c.req.header('cookie'))) return next();
    return errorAnswer(c, 403, 'CROSS_ORIGIN', `This request is taken from pages of ${publicOrigin} alone.`);
  };
}

/** This origin, or the same port under another name of this machine, asked for by that name: no other site has that. */
function isOwnOrigin(origin: string, host: string | undefined, publicOrigin: string): boolean {
  if (origin === publicOrigin) return true;
  const { protocol } = new URL(publicOrigin);
  const isAsked = host !== undefined && origin === `${protocol}//${host}` && URL.canParse(origin);
  return isAsked && publicTwin(new URL(origin), publicOrigin) !== undefined;
}

/**
 * The path to return to after a sign-in: `wanted` when it is a path of this origin, else `/`. Never another origin
 * (`//host`, `/\host`, `/..//host`), never a route of the sign-in itself, which would go round in circles.
 */
export function safeReturnPath(wanted: string | undefined, publicOrigin: string): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, publicOrigin)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, publicOrigin);
  if (origin !== publicOrigin || pathname.startsWith('//') || /^\/auth(\/|$)/i.test(pathname)) return '/';
  // As URLs spell it, for that is what the cookie holds: a letter beyond ASCII counts for up to nine.
  const path = pathname + search + hash;
  return path.length > longestReturnPath ? '/' : path;
}

/**
 * The public URL of a page that was opened under another name of this machine, such as 127.0.0.1 for localhost: the
 * sign-in's cookies belong to one name only. Undefined when the page stands where it should. Only names of this machine
 * and the same port count, so that a reverse proxy that rewrites `Host` is not sent in circles.
 */
export function publicTwin(requestUrl: URL, publicOrigin: string): string | undefined {
  const { hostname, port } = new URL(publicOrigin);
  const otherName = requestUrl.hostname !== hostname && requestUrl.port === port;
  if (!otherName || !isLoopbackHost(hostname) || !isLoopbackHost(requestUrl.hostname)) return undefined;
  return publicOrigin + requestUrl.pathname + requestUrl.search;
}
