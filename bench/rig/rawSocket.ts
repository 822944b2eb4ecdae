import type { WebSocketConstructor, WebSocketLike } from 'graphql-ws-adapter-custom';
import WebSocket from 'ws';

/** What is asked: the payload of a request. */
export interface RawPayload {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * The limit: a WebSocket, JSON.parse, a switch, and maps from ids to who waits. It checks nothing, retries nothing
 * and trusts the server.
 */
export class RawSocket {
  readonly socket: WebSocketLike;
  readonly #answers = new Map<string, (data: unknown) => void>();
  readonly #sinks = new Map<string, (data: unknown) => void>();
  #lastId = 0;

  private constructor(socket: WebSocketLike) {
    this.socket = socket;
    socket.onmessage = ({ data }: { readonly data: string }) => this.#received(data);
  }

  static open(url: string, Socket: WebSocketConstructor = WebSocket): Promise<RawSocket> {
    const raw = new RawSocket(new Socket(url));
    return new Promise((resolve, reject) => {
      raw.socket.onopen = () => resolve(raw);
      raw.socket.onerror = () => reject(new Error('Expected a socket to open.'));
    });
  }

  request(payload: RawPayload): Promise<unknown> {
    return new Promise(resolve => this.#ask(payload, resolve));
  }

  /** Resolves when the answer has come. */
  subscribe(payload: RawPayload, deliver: (data: unknown) => void): Promise<void> {
    return new Promise(resolve =>
      this.#ask(payload, data => {
        this.#sinks.set(Object(data).subscription_id, deliver);
        resolve();
      }),
    );
  }

  #ask(payload: RawPayload, answered: (data: unknown) => void): void {
    this.#lastId += 1;
    const id = String(this.#lastId);
    this.#answers.set(id, answered);
    this.socket.send(JSON.stringify({ type: 'request', id, payload }));
  }

  #received(text: string): void {
    const frame = JSON.parse(text);
    switch (frame.sig) {
      case 'DATA':
        this.#sinks.get(frame.subscription_id)?.(frame.payload.data);
        break;
      case undefined:
        this.#answers.get(frame.id)?.(frame.payload.data);
        this.#answers.delete(frame.id);
        break;
      default:
        throw new Error(`Expected data or an answer, got ${frame.sig}.`);
    }
  }
}
