import { UpstreamError } from './errors.ts';

/** Zendesk's answers are a few hundred bytes; more than this is not an answer. */
const mostBytes = 64 * 1024;

export type UpstreamOptions = {
  /** Milliseconds for the whole exchange, body included. */
  timeout: number;
};

/**
 * Calls Zendesk and reads the whole answer, within bounds of time and size. Redirects are not followed: a request that
 * carries a secret goes to the configured address or nowhere.
 *
 * @throws {UpstreamError} `UPSTREAM_TIMEOUT`, `UPSTREAM_UNREACHABLE` or `UPSTREAM_BAD_ANSWER`.
 */
export async function fetchUpstream(
  url: string | URL,
  init: RequestInit,
  options: UpstreamOptions,
): Promise<Response> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeout),
    });
    const text = await readBounded(response);
    return new Response(text === '' ? null : text, {
      status: response.status,
      headers: keptHeaders(response.headers),
    });
  } catch (error) {
    throw explain(error, options);
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes)
      throw new UpstreamError('UPSTREAM_BAD_ANSWER', `Zendesk's answer is longer than ${mostBytes} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function keptHeaders(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => name === 'content-type' || name === 'www-authenticate');
}

function explain(error: unknown, { timeout }: UpstreamOptions): UpstreamError {
  if (UpstreamError.is(error)) return error;
  if (error instanceof Error && error.name === 'TimeoutError')
    return new UpstreamError('UPSTREAM_TIMEOUT', `Zendesk did not answer within ${timeout / 1000} s.`);
  return new UpstreamError('UPSTREAM_UNREACHABLE', 'Zendesk could not be reached, or broke off its answer.');
}
