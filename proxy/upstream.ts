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

/**
 * Calls Zendesk and reads the whole answer, within bounds of time and size, a second time at the most. Redirects are not
 * followed: a request that carries a secret goes to the configured address or nowhere.
 *
 * @throws {UpstreamError} `UPSTREAM_TIMEOUT`, `UPSTREAM_UNREACHABLE` or `UPSTREAM_BAD_ANSWER`.
 */
export async function fetchUpstream(
  url: string | URL,
  init: RequestInit,
  options: CallOptions,
): Promise<Response> {
  const signal = AbortSignal.timeout(options.timeout);
  const attempt = () => fetchOnce(url, { ...init, redirect: 'manual', signal }, options);
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

async function fetchOnce(url: string | URL, init: RequestInit, options: CallOptions): Promise<Response> {
  const response = await fetch(url, init);
  const text = await readBounded(response, options.mostBytes ?? mostBytes);
  return new Response(text === '' ? null : text, {
    status: response.status,
    headers: keptHeaders(response.headers),
  });
}

async function readBounded(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most)
      throw new UpstreamError('UPSTREAM_BAD_ANSWER', `Zendesk's answer is longer than ${most} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function keptHeaders(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => name === 'content-type' || name === 'www-authenticate');
}

function mayRepeat(error: unknown, repeat: Repeat = 'unsent'): boolean {
  if (UpstreamError.is(error) || (error instanceof Error && error.name === 'TimeoutError')) return false;
  return repeat === 'lost' || neverConnected(error);
}

/** Node's `fetch` hides what happened in the cause of its TypeError. */
function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
  return typeof code === 'string' && [...codes, 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
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
