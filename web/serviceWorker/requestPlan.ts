/** As much of a request as decides who answers it. */
export type ShellRequest = {
  readonly method: string;
  /** `navigate`: the browser opens a page. */
  readonly mode: string;
  readonly url: string;
};

/**
 * - `page`: the server's; its shell from the cache when the server is out of reach.
 * - `asset`: from the cache, for its name holds a hash of its content; else the server's, and kept.
 * - `file`: the server's, else from the cache.
 * - `server`: not the service worker's business.
 */
export type RequestPlan = 'asset' | 'file' | 'page' | 'server';

/** What the proxy answers itself: nothing of it is ever kept. */
const answeredByProxy = /^\/(?:auth|agent-session|healthz|readyz|metrics)(?:\/|$)/u;

/** Who answers a request of a page on `origin`; `files` are the paths of the shell. */
export function planOf(
  { method, mode, url }: ShellRequest,
  origin: string,
  files: ReadonlySet<string>,
): RequestPlan {
  const address = new URL(url);
  if (method !== 'GET' || address.origin !== origin) return 'server';
  const { pathname } = address;
  if (answeredByProxy.test(pathname)) return 'server';
  if (mode === 'navigate') return 'page';
  if (pathname.startsWith('/assets/')) return 'asset';
  return files.has(pathname) ? 'file' : 'server';
}

/** Whether an answer says that the dashboard's server is away behind what answered. */
export function isOutOfReach(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}
