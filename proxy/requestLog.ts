import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Metrics } from './metrics.ts';

/** What Hono's contexts carry in this server. */
export type ProxyEnv = { Bindings: HttpBindings; Variables: { requestId: string; log: Logger } };

const secretKeys = new Set([
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'clientSecret',
  'client_secret',
  'code',
  'state',
  'cookie',
  'websocket_url',
  'authorization',
]);

/**
 * The log: JSON lines on stdout. It is only ever given names, numbers and our own sentences; the redaction is the second
 * line of defence, for whoever logs more one day.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    formatters: { log: redact },
    // For the bindings of child logs, which no formatter sees.
    redact: [...secretKeys],
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** At any depth. Pino's own `redact` by wildcards looks only so deep, and costs as much as answering a file. */
function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, redactValue(key, value)]));
}

function redactValue(key: string, value: unknown): unknown {
  if (secretKeys.has(key)) return '[Redacted]';
  if (Array.isArray(value)) return value.map((entry: unknown) => redactValue('', entry));
  // Errors are described by their serializer.
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  return redact({ ...value });
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

const quietRoutes = new Set(['/healthz', '/readyz', '/metrics']);

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The id that a trusted reverse proxy gave (`X-Request-Id`), if it is well-formed; else a new one. */
export function requestIdOf(given: string | string[] | undefined, proxyHops: number): string {
  const isGood = proxyHops > 0 && typeof given === 'string' && /^[\w-]{8,64}$/.test(given);
  return isGood ? given : randomUUID();
}

/**
 * Gives each request an id, a log of its own and one line in it. The line names the route, not the path: queries carry
 * codes, and paths carry visitors.
 */
export function logRequests(log: Logger, metrics: Metrics, proxyHops: number): MiddlewareHandler<ProxyEnv> {
  return async (c, next) => {
    const start = performance.now();
    const requestId = requestIdOf(c.req.header('x-request-id'), proxyHops);
    c.set('requestId', requestId);
    c.set('log', log.child({ requestId }));
    await next();
    c.res.headers.set('X-Request-Id', requestId);
    const { method } = c.req;
    const route = routes.has(c.req.path) ? c.req.path : 'static';
    noteRequest({ requestId, log, metrics, route, method, status: c.res.status, start });
  };
}

type Answered = {
  requestId: string;
  log: Logger;
  metrics: Metrics;
  route: string;
  method: string;
  status: number;
  /** When it came, by `performance.now()`. */
  start: number;
};

/** Counts a request that was answered, and writes its line: at `debug` for probes, and for files that were there. */
export function noteRequest({ requestId, log, metrics, route, method, status, start }: Answered): void {
  const ms = performance.now() - start;
  const known = methods.has(method) ? method : 'other';
  metrics.countRequest(route, known, status, ms / 1000);
  const quiet = quietRoutes.has(route) || (route === 'static' && status < 400);
  log[quiet ? 'debug' : 'info']({ requestId, method: known, route, status, ms: Math.round(ms) }, 'request');
}
