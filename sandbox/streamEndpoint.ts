import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Session } from './sessions.ts';
import { UNEXPECTED_STATE } from './sessions.ts';
import type { SocketServices } from './socketEndpoint.ts';
import { AgentSocket } from './socketEndpoint.ts';
import { Wire } from './wire.ts';

const STREAM_PATH = /^\/stream\/0\.1\/graphql\/([^/:]+):([^/:]+)$/;
const MAX_FRAME_BYTES = 1024 * 1024;

/**
 * Takes WebSockets at `/stream/0.1/graphql/{session_id}:{client_id}`. A URL that belongs to no session
 * gets EOS `unexpected session state`; another path is refused with 404.
 */
export class StreamEndpoint {
  readonly #services: SocketServices;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  readonly #wires = new Set<Wire>();

  constructor(services: SocketServices) {
    this.#services = services;
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
    const { faults, clock, tap } = this.#services;
    socket.on('error', () => undefined);
    new Wire(socket, faults, clock, tap.open(null)).end(UNEXPECTED_STATE);
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
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
