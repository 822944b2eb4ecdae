import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { SandboxApp } from './app.ts';
import { limitBodies } from './bodyLimits.ts';
import type { ChannelIds } from './channelIds.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { Control } from './control.ts';
import { createControl } from './control.ts';
import { addControlEndpoint } from './controlEndpoint.ts';
import { createFaultLevers } from './faultLevers.ts';
import { Faults } from './faults.ts';
import { FrameTap } from './frameTap.ts';
import { addGraphiql } from './graphiql/graphiqlEndpoint.ts';
import { Execution } from './graphql/execution.ts';
import { loadSchema } from './graphql/schema.ts';
import { keepHouse } from './housekeeping.ts';
import { addHttpEndpoint } from './httpEndpoint.ts';
import type { Limits } from './limits.ts';
import { DEFAULT_LIMITS, RateLimit } from './limits.ts';
import { demandLoopback, HOST } from './loopback.ts';
import { TokenBook } from './oauth/tokenBook.ts';
import { addOauth } from './oauth.ts';
import { ownPagesOnly } from './pages/ownPages.ts';
import { PageSockets } from './pages/pageSockets.ts';
import { addSandboxPage } from './sandbox-page/sandboxPageEndpoint.ts';
import { decodeScenario } from './scenarios/decodeScenario.ts';
import { startPlay } from './scenarios/director.ts';
import { scenarioNamed } from './scenarios/scenarios.ts';
import { Sessions, UNEXPECTED_STATE } from './sessions.ts';
import { SharedFeeds } from './sharedFeeds.ts';
import { StreamEndpoint } from './streamEndpoint.ts';
import { addVisitorPage } from './visitor-page/visitorEndpoint.ts';
import { foundWorld } from './world/founding.ts';
import type { Routing, World } from './world/model.ts';
import { agentsOf } from './world/model.ts';
import { WorldStore } from './worldStore.ts';

export interface SandboxOptions {
  /** 0, the default, picks a free one. */
  readonly port?: number;
  /** The same seed brings the same visitors; default 1. */
  readonly seed?: number;
  /** A file in `scenarios/`, without its ending, or what such a file holds; default `quiet`. */
  readonly scenario?: string | Readonly<Record<string, unknown>>;
  /** In place of the scenario's: see README, "Scenarios". */
  readonly routing?: Routing | undefined;
  /** See README, "The model"; default `per-session`. */
  readonly channelIds?: ChannelIds | undefined;
  /** See README, "Limits"; those that are not given keep their default. */
  readonly limits?: Partial<Limits>;
  /** `127.0.0.1` or `localhost`, the default. There is no other choice, and asking for one says why. */
  readonly host?: string;
  /** The machine's by default; tests bring one that they can move. */
  readonly clock?: Clock;
}

export interface SandboxUrls {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Where startAgentSession goes. */
  readonly api: string;
  readonly authorize: string;
  readonly token: string;
  /** The visitor's side, a page. */
  readonly visitor: string;
  /** What the control calls begin with. */
  readonly control: string;
}

export interface Sandbox {
  readonly urls: SandboxUrls;
  readonly control: Control;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox on 127.0.0.1.
 * @throws Error for an unknown scenario or another host, and the system's own (`EADDRINUSE`) when the port is taken
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = systemClock, seed = 1, host = HOST } = options;
  demandLoopback(host);
  const { scenario: wanted = 'quiet' } = options;
  const scenario = typeof wanted === 'string' ? scenarioNamed(wanted) : decodeScenario('own', wanted);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const found = (before?: World) =>
    foundWorld(scenario, seed, { at: clock.now(), routing: options.routing, before });
  const store = new WorldStore(found());
  const sessions = new Sessions(limits, clock, options.channelIds ?? 'per-session');
  const tokens = new TokenBook(clock, () => firstDemoAgent(store));
  const faults = new Faults();
  const schema = loadSchema();
  const execution = new Execution(schema, limits);
  const feeds = new SharedFeeds(store, execution, limits);
  const requests = new RateLimit(limits.httpRequestsPerMinute, clock);
  const tap = new FrameTap(clock);

  const app: SandboxApp = new Hono();
  limitBodies(app, limits);
  const answer = getRequestListener(app.fetch);
  const server = createServer((request, response) => void answer(request, response));
  const socketOrigin = () => `ws://${HOST}:${portOf(server)}`;
  const api = {
    store,
    sessions,
    tokens,
    clock,
    execution,
    faults,
    limits,
    tap,
    feeds,
    requests,
    socketOrigin,
  };
  const stream = new StreamEndpoint(api);
  const pageSockets = new PageSockets();
  server.on('upgrade', (request, socket, head) => {
    if (!pageSockets.upgrade(request, socket, head)) stream.upgrade(request, socket, head);
  });
  app.use('/__sandbox/*', ownPagesOnly());
  const levers = createFaultLevers({
    faults,
    clock,
    wires: () => stream.wires,
    endSessions: reason => sessions.endAll(reason),
  });
  const play = () => startPlay(store, clock, scenario, seed);
  let stopPlay = play();
  const forgetPages = addVisitorPage(app, { store, clock, sockets: pageSockets });
  const reset = () => {
    stopPlay();
    faults.clear();
    levers.release();
    sessions.endAll(UNEXPECTED_STATE);
    forgetPages();
    store.replace(found(store.world));
    stopPlay = play();
  };
  const control = createControl({ store, sessions, faults, levers, clock, reset });
  addHttpEndpoint(app, api);
  addOauth(app, api);
  addControlEndpoint(app, control);
  addGraphiql(app, socketOrigin);
  addSandboxPage(app, { control, tap, sockets: pageSockets, schema });
  const stopHousekeeping = keepHouse(store, clock);

  await listening(server, options.port ?? 0);
  return {
    urls: urlsAt(`http://${HOST}:${portOf(server)}`),
    control,
    close() {
      stopPlay();
      stopHousekeeping();
      feeds.close();
      stream.close();
      pageSockets.close();
      return closed(server);
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The sandbox does not listen on a port.');
  return address.port;
}

function urlsAt(origin: string): SandboxUrls {
  return {
    origin,
    api: `${origin}/graphql/request`,
    authorize: `${origin}/oauth2/chat/authorizations/new`,
    token: `${origin}/oauth2/chat/token`,
    visitor: `${origin}/visitor`,
    control: `${origin}/__sandbox`,
  };
}

function firstDemoAgent(store: WorldStore): string {
  const first = agentsOf(store.world).find(agent => agent.canSignIn);
  if (!first) throw new Error('The scenario has no agent to sign in as.');
  return first.id;
}
