import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { UpstreamError } from './errors.ts';

/** Zendesk's answers are a few hundred bytes; more than this is not an answer. */
const mostBytes = 64 * 1024;

/** Milliseconds before the second try: long enough for a server to come back behind its name, short for a person. */
const repeatWait = { least: 100, most: 300 };

export type UpstreamOptions = {
  /** Milliseconds for the whole exchange, body and second try included. */
  timeout: number;
};

/**
 * When a request may be made a second time. `unsent`: when no connection could be made, so that Zendesk can't have seen
 * it. `lost`: also when the connection broke before the whole answer was there, or a gateway answered in Zendesk's place
 * (502, 503, 504), so that Zendesk may have done what was asked. Never after a timeout: the time is used up.
 */
export type Repeat = 'unsent' | 'lost';

type CallOptions = UpstreamOptions & {
  /** Default `unsent`. */
  repeat?: Repeat;
  /** Longest answer that is read, 64 KiB. */
  mostBytes?: number;
};

export type UpstreamRequest = {
  /** Default GET. */
  method?: 'DELETE' | 'GET' | 'HEAD' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
};

/** An answer of Zendesk's, read to its end. */
export type UpstreamAnswer = {
  status: number;
  /** True from 200 to 299. */
  ok: boolean;
  headers: IncomingHttpHeaders;
  text: string;
};

const kept = new HttpAgent({ keepAlive: true });
const keptTls = new HttpsAgent({ keepAlive: true });

/**
 * Calls Zendesk and reads the whole answer, within bounds of time and size, a second time at the most. Redirects are not
 * followed: a request that carries a secret goes to the configured address or nowhere.
 *
 * @throws {UpstreamError} `UPSTREAM_TIMEOUT`, `UPSTREAM_UNREACHABLE` or `UPSTREAM_BAD_ANSWER`.
 */
export async function fetchUpstream(
  url: string | URL,
  request: UpstreamRequest,
  options: CallOptions,
): Promise<UpstreamAnswer> {
  const deadline = performance.now() + options.timeout;
  const attempt = () => askOnce(new URL(url), request, options, deadline);
  const first = await attempt().catch((error: unknown) => {
    if (!mayRepeat(error, options.repeat)) throw explain(error);
    return undefined;
  });
  if (first && !(options.repeat === 'lost' && isGatewayStatus(first.status))) return first;
  const { least, most } = repeatWait;
  await pause(Math.min(least + Math.random() * (most - least), deadline - performance.now()));
  return attempt().catch((error: unknown) => {
    throw explain(error);
  });
}

/**
 * Node's own request and its events: `fetch`, web streams and abort signals cost several times as much, more than all
 * the rest of a session start.
 */
function askOnce(
  url: URL,
  { method = 'GET', headers, body }: UpstreamRequest,
  { repeat = 'unsent', mostBytes: most = mostBytes, timeout }: CallOptions,
  deadline: number,
): Promise<UpstreamAnswer> {
  const isTls = url.protocol === 'https:';
  const length = body !== undefined && { 'content-length': String(Buffer.byteLength(body)) };
  // A kept connection may be closed by Zendesk as a request goes out: only what may be made again travels on one.
  const agent = repeat === 'lost' ? (isTls ? keptTls : kept) : false;
  return new Promise((resolve, reject) => {
    const send = isTls ? httpsRequest : httpRequest;
    const options = { method, headers: { ...headers, ...length }, agent };
    const request = send(url, options, response => readAnswer(response, most, resolve, reject));
    const timeUp = () => {
      reject(new UpstreamError('UPSTREAM_TIMEOUT', `Zendesk did not answer within ${timeout / 1000} s.`));
      request.destroy();
    };
    const timer = setTimeout(timeUp, Math.max(deadline - performance.now(), 0));
    request.on('error', reject);
    request.on('close', () => {
      clearTimeout(timer);
      reject(new Error('Expected an answer before the connection closed.'));
    });
    // Text leaves in one piece with the head; bytes would be a second one.
    request.end(body);
  });
}

function readAnswer(
  response: IncomingMessage,
  most: number,
  resolve: (answer: UpstreamAnswer) => void,
  reject: (error: Error) => void,
): void {
  const { statusCode: status = 0, headers } = response;
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('error', reject);
  response.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size <= most) return;
    reject(new UpstreamError('UPSTREAM_BAD_ANSWER', `Zendesk's answer is longer than ${most} bytes.`));
    response.destroy();
  });
  response.on('end', () => {
    resolve({
      status,
      ok: status >= 200 && status < 300,
      headers,
      text: Buffer.concat(chunks).toString('utf8'),
    });
  });
}

function mayRepeat(error: unknown, repeat: Repeat = 'unsent'): boolean {
  if (UpstreamError.is(error)) return false;
  return repeat === 'lost' || neverConnected(error);
}

function neverConnected(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
  return typeof code === 'string' && codes.includes(code);
}

function isGatewayStatus(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

function explain(error: unknown): UpstreamError {
  if (UpstreamError.is(error)) return error;
  return new UpstreamError('UPSTREAM_UNREACHABLE', 'Zendesk could not be reached, or broke off its answer.');
}
