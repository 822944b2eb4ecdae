import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { Background } from './background.ts';
import type { Config } from './config.ts';
import { watchConnections } from './connections.ts';
import { answerMalformed, malformedAnswer } from './malformedRequests.ts';
import { Metrics } from './metrics.ts';
import type { RateLimits } from './rateLimit.ts';
import { securityHeaderValues } from './securityHeaders.ts';
import { openSharedStore } from './sharedStore.ts';
import { fileListener } from './staticFileListener.ts';
import { loadStaticFiles } from './staticFiles.ts';

export type ServerOptions = {
  config: Config;
  log: Logger;
  /** Folder of the built dashboard. */
  dashboard: string;
  /** Instead of those of the configuration. */
  limits?: RateLimits;
  /** Milliseconds that Zendesk has for an answer, 10 000. */
  upstreamTimeout?: number;
  clientTimes?: ClientTimes;
};

/** Milliseconds that a client has, so that slow ones can't hold connections for ever. */
export type ClientTimes = {
  /** For the head of a request. */
  head: number;
  /** In which neither side sent anything, while a request is answered. */
  silence: number;
};

/** Longer silence than both tries of a refresh and of a session start may take together. */
const defaultClientTimes: ClientTimes = { head: 10_000, silence: 60_000 };

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
  const { log, dashboard, limits = options.config.rateLimits, upstreamTimeout = 10_000 } = options;
  const files = await loadStaticFiles(dashboard);
  const server = createBoundedServer(options.clientTimes ?? defaultClientTimes);
  const connections = watchConnections(server);
  const port = await listen(server, options.config);
  const publicOrigin = options.config.publicOrigin.replace(/:0$/, `:${port}`);
  const config = { ...options.config, port, publicOrigin };
  const store = config.redisUrl === undefined ? undefined : openSharedStore(config.redisUrl, log);
  const background = new Background();
  const metrics = new Metrics();
  const securityHeaders = securityHeaderValues(config);
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
  const malformed = { securityHeaders, log, metrics };
  answerMalformed(server, malformed);
  const respond = getRequestListener(app.fetch, {
    // HTTP/1.0 knows no Host, and some balancers probe with it.
    hostname: new URL(publicOrigin).host,
    errorHandler: () => malformedAnswer(malformed),
  });
  const { proxyHops } = config;
  const sendFile = fileListener({ files, securityHeaders, publicOrigin, log, metrics, proxyHops });
  server.on('request', (request, response) => {
    if (!sendFile(request, response)) void respond(request, response);
  });
  return {
    port,
    publicOrigin,
    async close(grace = 10_000) {
      await connections.close(grace);
      await background.settled();
      store?.close();
    },
  };
}

function createBoundedServer({ head, silence }: ClientTimes): Server {
  const server = createHttpServer({
    headersTimeout: head,
    requestTimeout: 3 * head,
    // Node looks every 30 s unless told, and until then the two above are no bounds.
    connectionsCheckingInterval: 1000,
    // Longer than balancers keep theirs (nginx and AWS: 60 s), so that it is they who close.
    keepAliveTimeout: 65_000,
  });
  server.timeout = silence;
  return server;
}

async function listen(server: Server, { port, bindAddress }: Config): Promise<number> {
  server.listen({ port, ...(bindAddress !== undefined && { host: bindAddress }) });
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
