import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { Queue } from './queue.ts';

/** A frame from the client, as far as these tests look into it. */
export interface ReceivedFrame {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly sig?: unknown;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A Zendesk that says only what a test tells it to, on a real socket of a free port. PINGs are answered. */
export class ScriptedServer {
  readonly url: string;
  /** Every connection so far. */
  readonly connections: ScriptedConnection[] = [];
  /** False: sockets are refused during the handshake. */
  accepts = true;
  readonly #server: WebSocketServer;
  readonly #arrivals = new Queue<ScriptedConnection>();

  private constructor(server: WebSocketServer) {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('Expected a port, got none.');
    this.url = `ws://127.0.0.1:${address.port}/session`;
    this.#server = server;
    server.options.verifyClient = () => this.accepts;
    server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
      const connection = new ScriptedConnection(socket, request.url ?? '');
      this.connections.push(connection);
      this.#arrivals.put(connection);
    });
  }

  static async listen(): Promise<ScriptedServer> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    return new ScriptedServer(server);
  }

  /** The next connection that no test has taken yet. */
  connection(): Promise<ScriptedConnection> {
    return this.#arrivals.take();
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** The server's end of one socket. */
export class ScriptedConnection {
  readonly path: string;
  /** Every frame so far but PINGs. */
  readonly frames: ReceivedFrame[] = [];
  pings = 0;
  answersPings = true;
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #arrivals = new Queue<ReceivedFrame>();

  constructor(socket: WebSocket, path: string) {
    this.#socket = socket;
    this.path = path;
    this.closed = once(socket, 'close').then(([code]) => Number(code));
    socket.on('message', (data: Buffer) => this.#received(JSON.parse(data.toString())));
    socket.on('error', () => undefined);
  }

  /** The next frame that no test has taken yet. */
  frame(): Promise<ReceivedFrame> {
    return this.#arrivals.take();
  }

  /** Sends a frame; text goes as it is. */
  send(frame: unknown): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  answer(to: ReceivedFrame, data: unknown): void {
    this.send({ payload: { data }, id: to.id });
  }

  refuse(to: ReceivedFrame, errorCode: number, name: string): void {
    this.send({ errorCode, payload: { errors: [{ name, message: `${name}!`, UUID: 'u-1' }] }, id: to.id });
  }

  data(subscriptionId: string, data: unknown): void {
    this.send({ payload: { data }, sig: 'DATA', subscription_id: subscriptionId });
  }

  /** Answers the next frame, which starts a subscription, with this id. */
  async started(subscriptionId: string): Promise<ReceivedFrame> {
    const frame = await this.frame();
    this.answer(frame, { subscription_id: subscriptionId });
    return frame;
  }

  /** Cuts the line: the client sees code 1006. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Nothing is read or answered any more, and nothing is closed. */
  freeze(): void {
    this.#socket.pause();
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  #received(frame: ReceivedFrame): void {
    if (frame.sig === 'PING') {
      this.pings += 1;
      if (this.answersPings) this.send({ sig: 'PONG', payload: frame.payload });
      return;
    }
    this.frames.push(frame);
    this.#arrivals.put(frame);
  }
}
