import type { Context, MiddlewareHandler } from 'hono';

const LOCAL_NAMES: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** The headers by which a browser tells from where a request comes. */
interface Provenance {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/**
 * Why a request must come from a website that the sandbox has nothing to do with; null when it need not.
 * Programs send no Origin, and may call. A host that is not this machine's is a website whose name was
 * made to point here (DNS rebinding): to the browser it would be the same origin.
 */
export function whyForeign({ host = '', origin }: Provenance): string | null {
  const name = host.replace(/:\d+$/, '');
  if (!LOCAL_NAMES.includes(name)) return `The host must be one of ${LOCAL_NAMES.join(', ')}, not "${name}".`;
  if (origin !== undefined && origin !== `http://${host}`)
    return `Pages of ${origin} may not call the sandbox.`;
  return null;
}

/**
 * Refuses with 403 and `{error}` what other websites send. What a browser posts must be JSON besides (415):
 * forms, which need no permission of ours, can't be.
 */
export function ownPagesOnly(): MiddlewareHandler {
  return async (c, next) => {
    const foreign = whyForeign({ host: c.req.header('Host'), origin: c.req.header('Origin') });
    if (foreign !== null) return c.json({ error: foreign }, 403);
    if (isBrowserPost(c) && !/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) {
      return c.json({ error: 'A page must send its body as application/json.' }, 415);
    }
    return next();
  };
}

function isBrowserPost(c: Context): boolean {
  return c.req.method === 'POST' && c.req.header('Origin') !== undefined;
}
