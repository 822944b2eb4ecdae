import { decodeFrame } from './decode.ts';
import type { Emitter } from './emitter.ts';
import { encodePing } from './encode.ts';
import type { ServerFrame } from './envelope.ts';
import { Heartbeat, type HeartbeatHooks, type HeartbeatOptions } from './heartbeat.ts';
import { Timer } from './runtime.ts';
import type { WebSocketLike } from './webSocket.ts';

const OPEN = 1;

/** Times in milliseconds; `Infinity` is never. */
export interface ConnectionOptions extends HeartbeatOptions {
  readonly connectionTimeout: number;
}

/** Who uses the socket. */
export interface ConnectionHooks {
  opened(): void;
  received(frame: ServerFrame): void;
  /** The socket is over, with its close event or one of the same shape. Called once, and last. */
  lost(closeEvent: unknown): void;
}

/** The shape of a browser's close event, where the client itself gave a socket up. */
export interface GivenUp {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/**
 * The life of one socket, from its making to its loss. When it is over, by the server, by time or by `leave`,
 * nothing that the old socket still does is heard.
 */
export class SocketConnection implements HeartbeatHooks {
  readonly socket: WebSocketLike;
  /** Ms epoch of the last frame, undefined before the first. */
  heardAt: number | undefined;
  /** Ms epoch at which it opened. */
  openedAt: number | undefined;
  readonly #hooks: ConnectionHooks;
  readonly #emitter: Emitter;
  readonly #heartbeat: Heartbeat;
  readonly #opening = new Timer();
  #over = false;

  constructor(socket: WebSocketLike, options: ConnectionOptions, emitter: Emitter, hooks: ConnectionHooks) {
    this.socket = socket;
    this.#emitter = emitter;
    this.#hooks = hooks;
    this.#heartbeat = new Heartbeat(options, this);
    this.#opening.set(options.connectionTimeout, () => this.giveUp(4408, 'Connection timeout'));
    socket.onopen = () => this.#opened();
    socket.onmessage = (event: { readonly data: unknown }) => this.#received(event.data);
    socket.onerror = (event: unknown) => emitter.emit('error', event);
    socket.onclose = (event: unknown) => this.#end(event);
  }

  get isOpen(): boolean {
    return this.socket.readyState === OPEN;
  }

  /** Makes sure that it still lives: without any frame within `ms` it is given up. */
  probe(ms: number): void {
    if (this.openedAt !== undefined) this.#heartbeat.probe(ms);
  }

  /** Leaves the socket with a proper close, whose event it gives; `lost` is not called. */
  leave(): GivenUp {
    const event = { code: 1000, reason: 'Normal Closure', wasClean: true };
    this.#detach();
    this.socket.close(event.code, event.reason);
    return event;
  }

  /** Leaves a socket that can't be trusted to close; `lost` is called. */
  giveUp(code: number, reason: string): void {
    if (this.#over) return;
    this.#end({ code, reason, wasClean: false } satisfies GivenUp);
    if (this.socket.terminate) this.socket.terminate();
    else this.socket.close(code, reason);
  }

  /** Asks for a sign of life. */
  ping(): void {
    if (!this.isOpen) return;
    const payload = Date.now();
    this.socket.send(encodePing(payload));
    this.#emitter.emit('ping', false, payload);
  }

  /** None came. */
  dead(): void {
    this.giveUp(4408, 'No sign of life');
  }

  #opened(): void {
    this.#opening.clear();
    this.openedAt = Date.now();
    this.#heartbeat.start();
    this.#hooks.opened();
  }

  #received(data: unknown): void {
    this.heardAt = Date.now();
    this.#heartbeat.hear();
    this.#hooks.received(decodeFrame(data));
  }

  #end(closeEvent: unknown): void {
    if (this.#over) return;
    this.#detach();
    this.#hooks.lost(closeEvent);
  }

  #detach(): void {
    this.#over = true;
    this.#opening.clear();
    this.#heartbeat.stop();
    this.socket.onopen = null;
    this.socket.onmessage = null;
    this.socket.onclose = null;
    // `ws` throws in the open when an error finds no listener: closing a socket that is still connecting gives one.
    this.socket.onerror = () => undefined;
  }
}
