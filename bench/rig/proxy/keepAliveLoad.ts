import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type LoadOptions = {
  readonly port: number;
  /** Connections, each with one request under way at a time. */
  readonly connections: number;
  /** How many requests are sent altogether. */
  readonly requests: number;
  /** The bytes of request number `n`. Requests of one `kind` are answered with equally many bytes. */
  readonly request: (n: number) => { readonly bytes: string; readonly kind: string };
  /** How many bytes answer a request of this kind. */
  readonly answerLength: (kind: string) => number;
};

export type LoadResult = {
  readonly seconds: number;
  /** Milliseconds of each request. */
  readonly latencies: readonly number[];
};

/**
 * Sends requests over kept connections and counts the bytes of the answers, without parsing them: a client that did
 * more would be slower than nginx, and so measure itself. Every answer must begin with 200 and be as long as it was
 * found to be before ({@link askOnce}).
 */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: options.connections }, () => open(options.port)));
  const latencies: number[] = [];
  let sent = 0;
  const take = () => (sent < options.requests ? options.request(sent++) : undefined);
  const start = performance.now();
  await Promise.all(sockets.map(socket => drive(socket, options, take, latencies)));
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  return { seconds, latencies };
}

/** Sends one request that asks to close, and gives the whole answer as latin1 text. */
export async function askOnce(port: number, bytes: string): Promise<string> {
  const socket = await open(port);
  socket.setEncoding('latin1');
  let text = '';
  socket.write(bytes);
  for await (const chunk of socket) {
    text += chunk;
    if (text.length >= announcedLength(text)) break;
  }
  socket.destroy();
  return text;
}

function announcedLength(text: string): number {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return Number.POSITIVE_INFINITY;
  const length = /^content-length: (\d+)/im.exec(text.slice(0, headEnd))?.[1];
  if (length === undefined) throw new Error(`Expected a Content-Length, got ${text.slice(0, headEnd)}`);
  return headEnd + 4 + Number(length);
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await once(socket, 'connect');
  return socket;
}

function drive(
  socket: Socket,
  { answerLength }: LoadOptions,
  take: () => { bytes: string; kind: string } | undefined,
  latencies: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = 0;
    let isFirstChunk = true;
    let sentAt = 0;
    const next = () => {
      const request = take();
      if (request === undefined) return resolve();
      missing = answerLength(request.kind);
      isFirstChunk = true;
      sentAt = performance.now();
      socket.write(request.bytes, 'latin1');
    };
    socket.on('data', chunk => {
      const head = isFirstChunk ? chunk.toString('latin1', 0, 12) : '';
      missing -= chunk.byteLength;
      if ((isFirstChunk && head !== 'HTTP/1.1 200') || missing < 0)
        return reject(
          new Error(`Expected 200 and the known length, got "${head}", ${-missing} bytes too many.`),
        );
      isFirstChunk = false;
      if (missing > 0) return;
      latencies.push(performance.now() - sentAt);
      next();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('Expected the connection to be kept, it was closed.')));
    next();
  });
}
