import * as v from 'valibot';

const RETRY_MS = 1000;
const newsSchema = v.object({ event: v.string(), data: v.unknown() });

export interface NewsSocketOptions {
  /** Path and query, asked for anew at each try. It may wait, and a failure is a failed try. */
  readonly path: () => Promise<string> | string;
  readonly onNews: (event: string, data: unknown) => void;
  readonly onConnected: (connected: boolean) => void;
}

/** A page's line from the sandbox, that comes back by itself, a second after it was lost. */
export class NewsSocket {
  readonly #options: NewsSocketOptions;
  #socket: WebSocket | null = null;

  constructor(options: NewsSocketOptions) {
    this.#options = options;
    void this.#connect();
  }

  /** Lets the line go and asks for the path anew. */
  restart(): void {
    this.#socket?.close();
  }

  async #connect(): Promise<void> {
    try {
      const url = new URL(await this.#options.path(), location.href);
      url.protocol = 'ws:';
      this.#listen(new WebSocket(url));
    } catch {
      this.#retry();
    }
  }

  #listen(socket: WebSocket): void {
    this.#socket = socket;
    socket.addEventListener('open', () => this.#options.onConnected(true));
    socket.addEventListener('message', ({ data }) => {
      const { event, data: news } = v.parse(newsSchema, JSON.parse(String(data)));
      this.#options.onNews(event, news);
    });
    socket.addEventListener('close', () => this.#retry());
  }

  #retry(): void {
    this.#options.onConnected(false);
    setTimeout(() => void this.#connect(), RETRY_MS);
  }
}
