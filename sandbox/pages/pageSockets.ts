import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { whyForeign } from './ownPages.ts';

/** More than this unsent, and a page that does not keep up is cut off; it comes back by itself. */
const MAX_UNSENT_BYTES = 8 * 1024 * 1024;
const ALIVE_EVERY_MS = 15_000;

/** The line to one open page. What the page says is not listened to: it has the control calls for that. */
export interface PageLine {
  /** The page sees `{event, data}`. */
  tell(event: string, data: unknown): void;
  /** Text that is `{event, data}` already. */
  tellText(text: string): void;
  end(): void;
  /** Called once, when the page is gone. */
  onEnd(task: () => void): void;
}

type Serve = (line: PageLine, query: URLSearchParams) => void;

/**
 * WebSockets on which pages hear of news. Not server-sent events: browsers hold no more than six of those
 * to one server, and the seventh tab would wait for ever.
 */
export class PageSockets {
  readonly #routes = new Map<string, Serve>();
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });

  add(path: string, serve: Serve): void {
    this.#routes.set(path, serve);
  }

  /** Answers the server's event `upgrade`; false when the path is none of a page's. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): boolean {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    const serve = this.#routes.get(pathname);
    if (!serve) return false;
    const { host, origin } = request.headers;
    if (whyForeign({ host, origin }) !== null) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return true;
    }
    this.#sockets.handleUpgrade(request, stream, head, socket => {
      socket.on('error', () => undefined);
      const alive = setInterval(() => socket.ping(), ALIVE_EVERY_MS);
      socket.on('close', () => clearInterval(alive));
      const tellText = (text: string) => {
        if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
        else if (socket.readyState === socket.OPEN) socket.send(text);
      };
      serve(
        {
          tell: (event, data) => tellText(JSON.stringify({ event, data })),
          tellText,
          end: () => socket.close(1000),
          onEnd: task => socket.once('close', task),
        },
        searchParams,
      );
    });
    return true;
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }
}
