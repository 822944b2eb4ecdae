import { randomUUID } from 'node:crypto';
import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { ErrorAnswer } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { noteRequest } from './requestLog.ts';

/** Milliseconds for a client to take its refusal: closing at once would reset the connection and lose it. */
const lingerTime = 1000;

type Refusal = { status: 400 | 408 | 413 | 431; name: string; message: string };

/** By the code of what Node's parser says; all else is {@link badRequest}. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    name: 'HEADERS_TOO_LARGE',
    message: 'Address and headers may have 16 KiB. Delete this site’s cookies, or shorten the address.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, name: 'TOO_LARGE', message: 'The body is too large.' },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    name: 'REQUEST_TIMEOUT',
    message: 'The request did not come to its end in time.',
  },
};

const badRequest: Refusal = { status: 400, name: 'BAD_REQUEST', message: 'This is no request of HTTP/1.1.' };

type Parts = { securityHeaders: Readonly<Record<string, string>>; log: Logger; metrics: Metrics };

/**
 * Answers what no route can answer, for Node's parser refuses it: broken requests, headers without end, clients that
 * never finish. They get the same headers and the same JSON as all others, are counted and logged.
 */
export function answerMalformed(server: Server, parts: Parts): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  // Nothing but 100-continue is known; what cannot be met is passed over, as RFC 9110 allows (10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', (error: Error & { code?: string }, socket) => {
    const before = answers.get(socket);
    const isAnswering = before?.headersSent === true && !before.writableFinished;
    if (error.code === 'ECONNRESET' || isAnswering) return void socket.destroy();
    if (!socket.writable) return;
    socket.end(refusalBytes(refusals[error.code ?? ''] ?? badRequest, parts));
    const linger = setTimeout(() => socket.destroy(), lingerTime);
    socket.on('close', () => clearTimeout(linger));
  });
}

/** The answer to a request that HTTP allows and no URL can be made of, such as one with a broken `Host`. */
export function malformedAnswer(parts: Parts): Response {
  const { status, headers, body } = describe(badRequest, parts);
  return new Response(body, { status, headers });
}

function refusalBytes(refusal: Refusal, parts: Parts): string {
  const { status, headers, body } = describe(refusal, parts);
  const lines = Object.entries({
    ...headers,
    Connection: 'close',
    'Content-Length': Buffer.byteLength(body),
  });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines.map(line => line.join(': '))];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function describe({ status, name, message }: Refusal, { securityHeaders, log, metrics }: Parts) {
  const requestId = randomUUID();
  noteRequest({ requestId, log, metrics, route: 'malformed', method: '', status, start: performance.now() });
  const headers = {
    ...securityHeaders,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json',
    'X-Request-Id': requestId,
  };
  const answer: ErrorAnswer = { error: { name, message, uuid: null } };
  return { status, headers, body: JSON.stringify(answer) };
}
