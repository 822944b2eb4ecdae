import type { ClientOptions } from './clientTypes.ts';
import { decodeFrame } from './decode.ts';
import type { Emitter } from './emitter.ts';
import { encodePing } from './encode.ts';
import type { ServerFrame } from './envelope.ts';
import { createHeartbeat, type HeartbeatOptions } from './heartbeat.ts';
import { after } from './runtime.ts';
import type { WebSocketLike } from './webSocket.ts';

export type ConnectionOptions = HeartbeatOptions & Pick<ClientOptions, 'connectionTimeout'>;

/** Who uses the socket. */
export interface ConnectionHooks {
  opened(): void;
  received(frame: ServerFrame): void;
  /**
   * The socket is over, with its close event or one of the same shape. Called once, and last. `heardAt`: ms epoch of
   * its last frame, 0 when none came.
   */
  lost(closeEvent: unknown, heardAt: number): void;
}

/** The shape of a browser's close event, where the client itself gave a socket up. */
export interface GivenUp {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** One socket. When it is over, nothing that it still does is heard. */
export interface SocketConnection {
  readonly socket: WebSocketLike;
  /** False when it is not open; nothing is made then. False, too, when it throws, and it is given up. */
  send(makeFrame: () => string): boolean;
  /** Makes sure that it still lives: without any frame within `ms`, by default `pongTimeout`, it is given up. */
  probe(ms?: number): void;
  /** Leaves the socket with a proper close, whose event it gives; `lost` is not called. */
  leave(): GivenUp;
  /** Leaves a socket that can't be trusted to close; `lost` is called. */
  giveUp(code: number, reason: string): void;
}

/** Watches over the life of one socket, from its making to its loss: by the server, by time or by `leave`. */
export function watchSocket(
  socket: WebSocketLike,
  options: ConnectionOptions,
  emitter: Emitter,
  hooks: ConnectionHooks,
): SocketConnection {
  const heartbeat = createHeartbeat(options, ping, dead);
  const { connectionTimeout = 10_000 } = options;
  const stopOpening = after(connectionTimeout || Infinity, dead);
  let heardAt = 0;

  /** 1 is OPEN in every WebSocket. */
  const isOpen = (): boolean => socket.readyState === 1;

  function ping(): void {
    const payload = Date.now();
    if (send(() => encodePing(payload))) emitter.emit('ping', false, payload);
  }

  function send(makeFrame: () => string): boolean {
    if (!isOpen()) return false;
    const frame = makeFrame();
    const isSent = emitter.attempt(() => {
      socket.send(frame);
      return true;
    });
    if (!isSent) dead();
    return isSent ?? false;
  }

  function dead(): void {
    giveUp(4408, 'No sign of life');
  }

  function detach(): void {
    stopOpening();
    heartbeat.stop();
    socket.onopen = socket.onmessage = socket.onclose = null;
    // `ws` throws in the open when an error finds no listener: closing a socket that is still connecting gives one.
    socket.onerror = () => undefined;
  }

  function end(closeEvent: unknown): void {
    detach();
    hooks.lost(closeEvent, heardAt);
  }

  function giveUp(code: number, reason: string): void {
    end({ code, reason, wasClean: false } satisfies GivenUp);
    if (socket.terminate) socket.terminate();
    else socket.close(code, reason);
  }

  socket.onopen = () => {
    stopOpening();
    heartbeat.start();
    hooks.opened();
  };
  socket.onmessage = ({ data }: { readonly data: unknown }) => {
    heardAt = Date.now();
    heartbeat.hear();
    hooks.received(decodeFrame(data));
  };
  socket.onerror = (event: unknown) => emitter.emit('error', event);
  socket.onclose = end;

  return {
    socket,
    send,
    probe(ms) {
      if (isOpen()) heartbeat.probe(ms);
    },
    leave() {
      detach();
      socket.close(1000);
      return { code: 1000, reason: '', wasClean: true };
    },
    giveUp,
  };
}
