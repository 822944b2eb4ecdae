import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Session } from './sessions.ts';
import { UNEXPECTED_STATE } from './sessions.ts';
import type { SocketServices } from './socketEndpoint.ts';
import { AgentSocket } from './socketEndpoint.ts';
import { Wire } from './wire.ts';

const STREAM_PATH = /^\/stream\/0\.1\/graphql\/([^/:]+):([^/:]+)$/;
/** Up to this many times the limit a frame is read, so that the answer can say what is wrong with it. */
const READ_BEYOND_LIMIT = 4;

/**
 * Takes WebSockets at `/stream/0.1/graphql/{session_id}:{client_id}`. A URL that belongs to no session
 * gets EOS `unexpected session state`; another path is refused with 404.
 */
export class StreamEndpoint {
  readonly #services: SocketServices;
  readonly #sockets: WebSocketServer;
  readonly #wires = new Set<Wire>();

  constructor(services: SocketServices) {
    this.#services = services;
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: READ_BEYOND_LIMIT * services.limits.frameBytes,
      // One frame of each socket in turn: a client that sends a flood keeps no other waiting.
      allowSynchronousEvents: false,
    });
  }

  /** One for each socket that is open now. */
  get wires(): readonly Wire[] {
    return [...this.#wires];
  }

  /** Cuts every socket. */
  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  /** Answers the server's event `upgrade`. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const [, sessionId, clientId] = STREAM_PATH.exec(percentDecoded(request.url ?? '')) ?? [];
    if (sessionId === undefined || clientId === undefined) refuse(stream, '404 Not Found');
    else if (this.#services.faults.take('refuse-connections')) refuse(stream, '503 Service Unavailable');
    else {
      this.#sockets.handleUpgrade(request, stream, head, socket => {
        const session = this.#services.sessions.find(sessionId, clientId);
        if (session) this.#accept(socket, session);
        else this.#turnAway(socket);
      });
    }
  }

  #accept(socket: WebSocket, session: Session): void {
    const { wire } = new AgentSocket(socket, session, this.#services);
    this.#wires.add(wire);
    socket.on('close', () => this.#wires.delete(wire));
  }

  #turnAway(socket: WebSocket): void {
    socket.on('error', () => undefined);
    new Wire(socket, this.#services, this.#services.tap.open(null)).end(UNEXPECTED_STATE);
  }
}

/** Some clients percent-encode the colon. */
function percentDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function refuse(stream: Duplex, status: string): void {
  // The client may be gone already, and nobody else listens for that.
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
