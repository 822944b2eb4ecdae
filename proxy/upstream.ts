import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
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
  headers?: HeadersInit;
  body?: string | URLSearchParams;
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
): Promise<Response> {
  const signal = AbortSignal.timeout(options.timeout);
  const attempt = () => fetchOnce(url, request, { ...options, signal });
  try {
    const first = await attempt().catch((error: unknown) => {
      if (!mayRepeat(error, options.repeat)) throw error;
      return undefined;
    });
    if (first && !(options.repeat === 'lost' && isGatewayStatus(first.status))) return first;
    const { least, most } = repeatWait;
    await pause(least + Math.random() * (most - least), undefined, { signal });
    return await attempt();
  } catch (error) {
    throw explain(error, signal.aborted, options);
  }
}

/** Node's own request, for `fetch` costs three times as much: more than all the rest of a session start. */
async function fetchOnce(
  url: string | URL,
  { method = 'GET', headers, body }: UpstreamRequest,
  { repeat = 'unsent', mostBytes: most = mostBytes, signal }: CallOptions & { signal: AbortSignal },
): Promise<Response> {
  const { protocol } = new URL(url);
  const bytes = body === undefined ? undefined : Buffer.from(String(body));
  const options = {
    method,
    headers: {
      ...Object.fromEntries(new Headers(headers)),
      ...(bytes && { 'content-length': bytes.byteLength }),
    },
    signal,
    // A kept connection may be closed by Zendesk as a request goes out: only what may be made again travels on one.
    agent: repeat === 'lost' ? (protocol === 'https:' ? keptTls : kept) : false,
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.on('error', reject).end(bytes);
  });
  const text = await readBounded(response, most);
  return new Response(text === '' ? null : text, {
    status: response.statusCode ?? 0,
    headers: keptHeaders(response),
  });
}

async function readBounded(response: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.byteLength;
    // Leaving the loop destroys the connection.
    if (size > most)
      throw new UpstreamError('UPSTREAM_BAD_ANSWER', `Zendesk's answer is longer than ${most} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function keptHeaders({ headers }: IncomingMessage): [string, string][] {
  return (['content-type', 'www-authenticate'] as const).flatMap(name => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value]];
  });
}

function mayRepeat(error: unknown, repeat: Repeat = 'unsent'): boolean {
  if (UpstreamError.is(error) || (error instanceof Error && error.name === 'AbortError')) return false;
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

function explain(error: unknown, isTimeUp: boolean, { timeout }: UpstreamOptions): UpstreamError {
  if (UpstreamError.is(error)) return error;
  if (isTimeUp)
    return new UpstreamError('UPSTREAM_TIMEOUT', `Zendesk did not answer within ${timeout / 1000} s.`);
  return new UpstreamError('UPSTREAM_UNREACHABLE', 'Zendesk could not be reached, or broke off its answer.');
}
