import { Hono, type MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { Background } from './background.ts';
import type { Config } from './config.ts';
import { createCookies } from './cookies.ts';
import { errorAnswer } from './errors.ts';
import { Metrics } from './metrics.ts';
import { createOAuth } from './oauth.ts';
import type { RateLimits } from './rateLimit.ts';
import { logRequests, type ProxyEnv } from './requestLog.ts';
import { agentSessionRoutes } from './routes/agentSession.ts';
import { authRoutes } from './routes/auth.ts';
import { dashboardRoutes } from './routes/dashboard.ts';
import { operationsRoutes } from './routes/operations.ts';
import { securityHeaders } from './securityHeaders.ts';
import type { SharedStore } from './sharedStore.ts';
import { SignInKeeper } from './signInKeeper.ts';
import type { StaticFiles } from './staticFiles.ts';
import { TokenRefresh } from './tokenRefresh.ts';
import type { UpstreamOptions } from './upstream.ts';

/** No route takes a body; one that is this small and says so is passed over out of politeness. */
const mostBodyBytes = 1024;

const allowedMethods = {
  '/auth/login': 'GET, HEAD',
  '/auth/callback': 'GET, HEAD',
  '/auth/me': 'GET, HEAD',
  '/auth/refresh': 'POST',
  '/auth/logout': 'POST',
  '/agent-session': 'GET, HEAD, POST',
  '/healthz': 'GET, HEAD',
  '/readyz': 'GET, HEAD',
  '/metrics': 'GET, HEAD',
} as const;

export type AppParts = {
  config: Config;
  files: StaticFiles;
  log: Logger;
  limits: RateLimits;
  upstream: UpstreamOptions;
  /** What replicas share; left out, each is on its own. */
  store?: SharedStore | undefined;
  /** Takes the work that goes on after an answer. */
  background?: Background;
  /** Left out, nobody else counts. */
  metrics?: Metrics;
};

/** The whole proxy, without a socket: middleware, routes, and an answer for all else. */
export function createApp(parts: AppParts): Hono<ProxyEnv> {
  const { config, files, log, limits, upstream, store } = parts;
  const { background = new Background(), metrics = new Metrics() } = parts;
  const cookies = createCookies(config);
  const oauth = createOAuth(config.zendesk, `${config.publicOrigin}/auth/callback`, upstream);
  const { timeout } = upstream;
  const tokens = new TokenRefresh({ oauth, store, secrets: config.sessionSecrets, timeout });
  const keeper = new SignInKeeper({ cookies, metrics, tokens });
  const app = new Hono<ProxyEnv>();

  app.use(logRequests(log, metrics, config.proxyHops));
  app.use(securityHeaders(config));
  app.use(refuseBodies);
  app.route(
    '/',
    authRoutes({ config, cookies, keeper, metrics, oauth, limits, store, background, upstream }),
  );
  app.route('/', agentSessionRoutes({ config, cookies, keeper, metrics, limits, store, upstream }));
  app.route('/', operationsRoutes({ chatApiUrl: config.zendesk.chatApiUrl, metrics, store }));
  for (const [path, methods] of Object.entries(allowedMethods)) refuseOtherMethods(app, path, methods);
  app.route('/', dashboardRoutes(files, config.publicOrigin));
  refuseOtherMethods(app, '*', 'GET, HEAD');
  app.onError((error, c) => {
    c.var.log.error({ err: error }, 'unexpected error');
    return errorAnswer(
      c,
      500,
      'INTERNAL_ERROR',
      `This is a defect of the server. Request ${c.var.requestId}.`,
    );
  });
  return app;
}

/** By the headers alone: to look at the body costs as much as half of a session start. */
const refuseBodies: MiddlewareHandler = (c, next) => {
  const isSmall = Number(c.req.header('content-length') ?? 0) <= mostBodyBytes;
  if (isSmall && c.req.header('transfer-encoding') === undefined) return next();
  const message = `A body may have ${mostBodyBytes} bytes at the most, and must say how many it has.`;
  return Promise.resolve(errorAnswer(c, 413, 'TOO_LARGE', message));
};

/** Stands behind the routes of `path`, so it sees the methods that none of them took. */
function refuseOtherMethods(app: Hono<ProxyEnv>, path: string, allowed: string): void {
  app.all(path, c => {
    c.header('Allow', allowed);
    return errorAnswer(c, 405, 'METHOD_NOT_ALLOWED', `This path takes ${allowed}.`);
  });
}
