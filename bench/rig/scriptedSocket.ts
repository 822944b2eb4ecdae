import type { WebSocketLike } from 'graphql-ws-adapter-custom';
import { type Dialect, envelope, transport } from './server/dialects.ts';

/** A WebSocket whose server is in this process: what is measured on it is the client alone. */
export class ScriptedSocket implements WebSocketLike {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  /** The open sockets, by their URL. */
  static readonly all = new Map<string, ScriptedSocket>();

  readyState = 0;
  onopen: ((event: unknown) => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onclose: ((event: unknown) => void) | null = null;
  readonly #dialect: Dialect;
  #subscriptionId: string | null = null;

  /** The path of `url` says which protocol the server speaks. */
  constructor(url: string) {
    this.#dialect = new URL(url).pathname.startsWith('/envelope/') ? envelope : transport;
    ScriptedSocket.all.set(url, this);
    setTimeout(() => {
      this.readyState = 1;
      this.onopen?.({});
    });
  }

  send(text: string): void {
    const frame = JSON.parse(text);
    this.#subscriptionId ??= this.#dialect.startedBy(frame);
    for (const answer of this.#dialect.answer(frame)) setTimeout(() => this.onmessage?.({ data: answer }));
  }

  close(): void {
    this.readyState = 3;
  }

  /** The frame of an event of the subscription that was started on this socket. */
  data(data: unknown): string {
    return this.#dialect.data(this.#subscriptionId ?? '', data);
  }
}
