import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { Background } from './background.ts';
import type { Config } from './config.ts';
import { Metrics } from './metrics.ts';
import { defaultRateLimits, type RateLimits } from './rateLimit.ts';
import { securityHeaderValues } from './securityHeaders.ts';
import { openSharedStore } from './sharedStore.ts';
import { fileListener } from './staticFileListener.ts';
import { loadStaticFiles } from './staticFiles.ts';

export type ServerOptions = {
  config: Config;
  log: Logger;
  /** Folder of the built dashboard. */
  dashboard: string;
  limits?: RateLimits;
  /** Milliseconds that Zendesk has for an answer, 10 000. */
  upstreamTimeout?: number;
};

export type RunningServer = {
  port: number;
  /** The dashboard's origin as browsers see it. */
  publicOrigin: string;
  /** Takes no new connections, lets what runs finish for up to `grace` ms (10 000), then ends. */
  close(grace?: number): Promise<void>;
};

/**
 * Starts the proxy. With port 0 a free one is found, and stands in for the 0 of the public origin.
 *
 * @throws the error of `listen`, such as `EADDRINUSE`.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, dashboard, limits = defaultRateLimits, upstreamTimeout = 10_000 } = options;
  const files = await loadStaticFiles(dashboard);
  const server = createHttpServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
  });
  const port = await listen(server, options.config);
  const publicOrigin = options.config.publicOrigin.replace(/:0$/, `:${port}`);
  const config = { ...options.config, port, publicOrigin };
  const store = config.redisUrl === undefined ? undefined : openSharedStore(config.redisUrl, log);
  const background = new Background();
  const metrics = new Metrics();
  let stopping = false;
  const app = createApp({
    config,
    files,
    log,
    limits,
    upstream: { timeout: upstreamTimeout },
    store,
    background,
    metrics,
  });
  const respond = getRequestListener(app.fetch);
  const { proxyHops } = config;
  const sendFile = fileListener({
    files,
    securityHeaders: securityHeaderValues(config),
    publicOrigin,
    log,
    metrics,
    proxyHops,
  });
  server.on('request', (request, response) => {
    // A connection kept alive would otherwise hold up the end until it times out.
    response.on('close', () => stopping && setImmediate(() => server.closeIdleConnections()));
    if (!sendFile(request, response)) void respond(request, response);
  });
  return {
    port,
    publicOrigin,
    async close(grace = 10_000) {
      stopping = true;
      await closeGently(server, grace);
      await background.settled();
      store?.close();
    },
  };
}

async function listen(server: Server, { port, bindAddress }: Config): Promise<number> {
  server.listen({ port, ...(bindAddress !== undefined && { host: bindAddress }) });
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

async function closeGently(server: Server, grace: number): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const giveUp = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(giveUp);
}
