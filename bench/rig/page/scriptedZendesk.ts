import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type WebSocket, WebSocketServer } from 'ws';
import { now } from './messageFlow.ts';
import { answerTo, liveData, type WireChannel, type WireMessage } from './wireAccount.ts';

const dist = fileURLToPath(new URL('../../../dist', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Where the sockets of a page without a dashboard go. */
export const BARE_SOCKET = '/bare';

type Frame = {
  readonly id?: unknown;
  readonly sig?: string;
  readonly payload?: {
    readonly query?: string;
    readonly operationName?: string;
    readonly variables?: Readonly<Record<string, unknown>>;
  };
};

/**
 * Zendesk and the proxy in one, by hand and as cheap as can be: serves `dist/` as it is, to an agent who is signed in
 * already, and answers the dashboard's operations from `channels`. Pages of a benchmark's own stand beside it.
 */
export class ScriptedZendesk {
  readonly channels: WireChannel[] = [];
  /** Pages and scripts of the benchmark's own, by path. */
  readonly pages = new Map<string, string>();
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  /** By socket, the id of its subscription to messages. */
  readonly #feeds = new Map<WebSocket, string>();
  readonly #bare = new Set<WebSocket>();
  /** By operation: when (UNIX ms) it was answered first since it was forgotten. */
  readonly #answered = new Map<string, number>();

  private constructor() {
    this.#http = createServer((request, response) => this.#serve(request, response));
    this.#http.on('upgrade', (request, wire, head) => {
      this.#sockets.handleUpgrade(request, wire, head, socket => this.#connect(socket, request.url ?? ''));
    });
  }

  static async start(): Promise<ScriptedZendesk> {
    const zendesk = new ScriptedZendesk();
    zendesk.#http.listen(0, '127.0.0.1');
    await once(zendesk.#http, 'listening');
    return zendesk;
  }

  get origin(): string {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a server on a port.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Sends a message to the dashboard; `isKept` also for those who read the logs later. */
  tell(channel: WireChannel, said: WireMessage, isKept = false): void {
    if (isKept) channel.logs.push(said);
    const data = liveData(channel, said);
    for (const [socket, subscription] of this.#feeds) socket.send(dataFrame(subscription, data));
  }

  /** Sends the same frame to the bare page. */
  tellBare(channel: WireChannel, said: WireMessage): void {
    const text = dataFrame('bare', liveData(channel, said));
    for (const socket of this.#bare) socket.send(text);
  }

  /** Sends the answer of an operation to the bare page. */
  answerBare(operation: string): void {
    const text = JSON.stringify({ id: 'bare', payload: { data: answerTo(operation, this.channels, {}) } });
    this.#answered.set(operation, now());
    for (const socket of this.#bare) socket.send(text);
  }

  /** When (UNIX ms) the operation was answered first since `forgetAnswers`; NaN when it was not. */
  answeredAt(operation: string): number {
    return this.#answered.get(operation) ?? Number.NaN;
  }

  forgetAnswers(): void {
    this.#answered.clear();
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #connect(socket: WebSocket, path: string): void {
    if (path === BARE_SOCKET) this.#bare.add(socket);
    socket.on('close', () => {
      this.#bare.delete(socket);
      this.#feeds.delete(socket);
    });
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => this.#answer(socket, JSON.parse(data.toString())));
  }

  #answer(socket: WebSocket, { id, sig, payload = {} }: Frame): void {
    if (sig === 'PING') {
      socket.send(JSON.stringify({ sig: 'PONG', payload }));
      return;
    }
    const { operationName = '', query = '', variables = {} } = payload;
    if (query.startsWith('subscription')) {
      if (operationName === 'Messages') this.#feeds.set(socket, `feed-${String(id)}`);
      const data = { subscription_id: `${operationName === 'Messages' ? 'feed' : 'quiet'}-${String(id)}` };
      socket.send(JSON.stringify({ id, payload: { data } }));
    } else if (operationName === '') {
      socket.send(JSON.stringify({ id, payload: { data: { success: true } } }));
    } else {
      const text = JSON.stringify({
        id,
        payload: { data: answerTo(operationName, this.channels, variables) },
      });
      if (!this.#answered.has(operationName)) this.#answered.set(operationName, now());
      socket.send(text);
    }
  }

  #serve({ url = '/' }: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(url, this.origin);
    const page = this.pages.get(pathname);
    if (page !== undefined) send(response, typeOf(pathname), page, pathname.endsWith('.js'));
    else if (pathname === '/graphql')
      send(response, TYPES['.json'], JSON.stringify({ data: answerTo('Channels', this.channels, {}) }));
    else if (pathname === '/auth/me')
      send(response, TYPES['.json'], '{"signedIn":true,"subdomain":"bench","mode":"sandbox"}');
    else if (pathname === '/agent-session') send(response, TYPES['.json'], this.#session());
    else this.#sendFile(pathname, response);
  }

  #session(): string {
    const origin = this.origin.replace('http', 'ws');
    return JSON.stringify({ websocket_url: `${origin}/stream/0.1/graphql/abcdef:1` });
  }

  #sendFile(pathname: string, response: ServerResponse): void {
    const file = `${dist}${pathname}`;
    const isFile = extname(pathname) !== '' && !pathname.includes('..') && existsSync(file);
    const path = isFile ? file : `${dist}/index.html`;
    send(response, typeOf(path), readFileSync(path), pathname.startsWith('/assets/'));
  }
}

function dataFrame(subscription: string, data: unknown): string {
  return JSON.stringify({ sig: 'DATA', subscription_id: subscription, payload: { data } });
}

function typeOf(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream';
}

/** `isKept`: the browser need not ask for it again, as the proxy has it for what has a hash in its name. */
function send(
  response: ServerResponse,
  type = 'text/plain',
  body: Buffer | string = '',
  isKept = false,
): void {
  const caching = isKept ? 'public, max-age=31536000, immutable' : 'no-store';
  response.writeHead(200, { 'content-type': type, 'cache-control': caching }).end(body);
}
