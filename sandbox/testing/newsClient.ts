import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { at, textAt } from './agentClient.ts';

/** A page's line, for tests: what comes, one after the other, as [event, data]. */
export class NewsClient {
  readonly #socket: WebSocket;
  readonly #news: [string, unknown][] = [];
  #wake: () => void = () => undefined;
  #isClosed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString());
      this.#news.push([textAt(message, 'event'), at(message, 'data')]);
      this.#wake();
    });
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  /** A client that is connected, and closes with the test. Rejects when it is refused. */
  static async open(origin: string, path: string, headers: Record<string, string> = {}): Promise<NewsClient> {
    const socket = new WebSocket(origin.replace('http:', 'ws:') + path, { headers });
    onTestFinished(() => socket.close());
    const client = new NewsClient(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  /** @throws Error when the line has ended before */
  async next(): Promise<[string, unknown]> {
    for (;;) {
      const first = this.#news.shift();
      if (first) return first;
      if (this.#isClosed) throw new Error('The line has ended.');
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  /** The data of the next news with this name that fits; others are passed over. */
  async nextOf(name: string, fits: (data: unknown) => boolean = () => true): Promise<unknown> {
    for (;;) {
      const [event, data] = await this.next();
      if (event === name && fits(data)) return data;
    }
  }

  close(): void {
    this.#socket.close();
  }
}
