import { createRequire } from 'node:module';
import { onTestFinished, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { isRecord, readRecord, readString } from '../lib/decode.ts';

// Packages resolve here as they do for a browser, for which ws has no server: so Node's own way to it.
const ws: typeof import('ws') = createRequire(import.meta.url)('ws');

/** What Zendesk answers to one operation; null for no answer at all. */
export type WireReply = (variables: Readonly<Record<string, unknown>>) => unknown;
type Request = { readonly name: string; readonly variables: Readonly<Record<string, unknown>> };

/** A `ZendeskSocket` that listens. */
export async function startZendesk(
  replies: Readonly<Record<string, WireReply>> = {},
): Promise<ZendeskSocket> {
  const zendesk = new ZendeskSocket(replies);
  await zendesk.listening;
  return zendesk;
}

/**
 * A Zendesk on a real socket, scripted by operation name. The proxy in front of it is a stubbed `fetch`, which
 * gives the sessions out. Both end with the test that makes them.
 */
class ZendeskSocket {
  /** Every operation that came, in order. */
  readonly requests: Request[] = [];
  /** Every request to the proxy, such as `POST /agent-session`. */
  readonly asked: string[] = [];
  readonly #server = new ws.WebSocketServer({ host: '127.0.0.1', port: 0 });
  readonly listening = new Promise(resolve => this.#server.once('listening', resolve));
  readonly #replies = new Map<string, WireReply>();
  #proxy: () => Promise<Response> | Response = () => this.session();

  constructor(replies: Readonly<Record<string, WireReply>>) {
    for (const [name, reply] of Object.entries(replies)) this.reply(name, reply);
    this.#server.on('connection', socket => {
      socket.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') this.#take(socket, data);
      });
    });
    // That of jsdom can't open: it gives jsdom's events to Node's event target.
    vi.stubGlobal('WebSocket', ws.WebSocket);
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      this.asked.push(`${init?.method ?? 'GET'} ${path}`);
      return await this.#proxy();
    });
    onTestFinished(() => this.#close());
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a server on a port.');
    return `ws://127.0.0.1:${address.port}`;
  }

  get socketCount(): number {
    return this.#server.clients.size;
  }

  /** The proxy's answer when it starts a session here. */
  session(): Response {
    return Response.json({ websocket_url: `${this.origin}/stream/0.1/graphql/abcdef:1` });
  }

  /** From now on the proxy answers so. */
  proxyAnswers(reply: () => Promise<Response> | Response): void {
    this.#proxy = reply;
  }

  reply(name: string, reply: WireReply): void {
    this.#replies.set(name, reply);
  }

  /** Sends live data of a subscription of this name. */
  push(subscription: string, data: unknown): void {
    this.#tell({ sig: 'DATA', subscription_id: subscription, payload: { data } });
  }

  /** Zendesk ends the session. */
  endSession(reason: string): void {
    this.#tell({ sig: 'EOS', reason });
  }

  /** All sockets are lost. */
  drop(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  /** No new socket opens any more. */
  refuseSockets(): void {
    this.#server.options.verifyClient = () => false;
  }

  #take(socket: WebSocket, text: string): void {
    const frame: unknown = JSON.parse(text);
    if (!isRecord(frame)) return;
    if (frame['sig'] === 'PING') socket.send(JSON.stringify({ ...frame, sig: 'PONG' }));
    const payload = readRecord(frame, 'payload') ?? {};
    const name = readString(payload, 'operationName');
    if (name === null) return;
    const variables = readRecord(payload, 'variables') ?? {};
    this.requests.push({ name, variables });
    const answer = this.#answer(name, readString(payload, 'query') ?? '', variables);
    if (answer !== null) socket.send(JSON.stringify({ id: frame['id'], payload: answer }));
  }

  #answer(name: string, query: string, variables: Request['variables']): unknown {
    const reply = this.#replies.get(name);
    if (reply !== undefined) return reply(variables);
    return query.startsWith('subscription') ? { data: { subscription_id: name } } : null;
  }

  #tell(frame: unknown): void {
    for (const socket of this.#server.clients) socket.send(JSON.stringify(frame));
  }

  async #close(): Promise<void> {
    vi.unstubAllGlobals();
    this.drop();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
