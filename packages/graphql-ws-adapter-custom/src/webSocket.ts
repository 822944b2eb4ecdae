/**
 * The part of a WebSocket that the client uses: a browser's, `ws`'s, or one of your own. Handlers are typed by
 * `never` so that every implementation's own event types fit.
 */
export interface WebSocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  /** `ws` only: ends the socket without waiting for the other side. */
  terminate?: () => void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

declare const WebSocket: WebSocketConstructor | undefined;

/** Opens a socket with `implementation`, by default the global WebSocket of the moment. Node 20 has none. */
export function openWebSocket(
  url: string,
  Socket: WebSocketConstructor | undefined = typeof WebSocket === 'undefined' ? undefined : WebSocket,
): WebSocketLike {
  if (Socket) return new Socket(url);
  throw new TypeError('Expected webSocketImpl.');
}
