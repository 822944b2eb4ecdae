import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Metrics } from './metrics.ts';

/** What Hono's contexts carry in this server. */
export type ProxyEnv = { Bindings: HttpBindings; Variables: { requestId: string; log: Logger } };

/**
 * The log: JSON lines on stdout. It is only ever given names, numbers and our own sentences; the redaction is the second
 * line of defence, for whoever logs more one day.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const secretKeys = [
    'accessToken',
    'access_token',
    'refreshToken',
    'refresh_token',
    'clientSecret',
    'client_secret',
    'code',
    'state',
    'cookie',
  ];
  const options = {
    level,
    redact: [...secretKeys, 'websocket_url', 'authorization'].flatMap(key => [key, `*.${key}`, `*.*.${key}`]),
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** An error without its message, its cause and its other fields: these may repeat what a request or Zendesk said. */
function describeError(error: unknown): { type: string; stack: string[] } {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const stack = error.stack?.split('\n').filter(line => /^\s+at /.test(line)) ?? [];
  return { type: error.name, stack: stack.map(line => line.trim()) };
}

const routes = new Set([
  '/auth/login',
  '/auth/callback',
  '/auth/me',
  '/auth/refresh',
  '/auth/logout',
  '/agent-session',
  '/healthz',
  '/readyz',
  '/metrics',
]);

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Gives each request an id (the `X-Request-Id` of a reverse proxy that is trusted, else a new one), a log of its own and
 * one line in it. The line names the route, not the path: queries carry codes, and paths carry visitors.
 */
export function logRequests(log: Logger, metrics: Metrics, proxyHops: number): MiddlewareHandler<ProxyEnv> {
  return async (c, next) => {
    const start = performance.now();
    const given = proxyHops > 0 ? c.req.header('x-request-id') : undefined;
    const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    c.set('log', log.child({ requestId }));
    await next();
    c.res.headers.set('X-Request-Id', requestId);
    const ms = performance.now() - start;
    const route = routes.has(c.req.path) ? c.req.path : 'static';
    const method = methods.has(c.req.method) ? c.req.method : 'other';
    metrics.countRequest(route, method, c.res.status, ms / 1000);
    const quiet = route === '/healthz' || route === '/readyz' || route === '/metrics';
    c.var.log[quiet ? 'debug' : 'info'](
      { method, route, status: c.res.status, ms: Math.round(ms) },
      'request',
    );
  };
}
