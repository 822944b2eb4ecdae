import type { MiddlewareHandler } from 'hono';
import type { Config } from './config.ts';
import { isLoopbackHost } from './loopback.ts';

/** react-aria puts one `<style>` into the page, for `touch-action` while pressing. Changes with its version. */
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

const yearInSeconds = 31_536_000;

/** Sets the headers that every answer carries. What is not said to be cacheable is not stored. */
export function securityHeaders(config: Config): MiddlewareHandler {
  const headers = Object.entries(securityHeaderValues(config));
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  };
}

/** Every security header and its value; HSTS only where the dashboard stands on https. */
export function securityHeaderValues({ publicOrigin, zendesk }: Config): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(zendesk.chatApiUrl),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(publicOrigin.startsWith('https:') && {
      // Of the host's other names we know nothing: they are not ours to put on https.
      'Strict-Transport-Security': `max-age=${yearInSeconds}`,
    }),
  };
}

function contentSecurityPolicy(chatApiUrl: URL): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' ${reactAriaStyle}`,
    // Pictures of structured messages, from wherever the agent has them (docs/SECURITY.md).
    "img-src 'self' data: https:",
    `connect-src 'self' ${socketOrigins(chatApiUrl).join(' ')}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    // No text becomes script, nowhere: React and the libraries never ask for it. The one policy (web/lib/workerUrl.ts)
    // lets addresses of this origin name a worker, and nothing else.
    "require-trusted-types-for 'script'",
    'trusted-types switchboard-workers',
  ].join('; ');
}

/**
 * Where Zendesk's sockets may be, for the answer names them: at zopim.com beside the API; on this machine anywhere when
 * the API is here; else on any port of the API's host.
 */
export function socketOrigins({ protocol, hostname, host }: URL): string[] {
  const scheme = protocol === 'https:' ? 'wss' : 'ws';
  if (isLoopbackHost(hostname)) return [`${scheme}://${host}`, 'ws://127.0.0.1:*', 'ws://localhost:*'];
  if (hostname.endsWith('.zopim.com')) return [`${scheme}://${host}`, 'wss://*.zopim.com'];
  return [`${scheme}://${hostname}:*`];
}
