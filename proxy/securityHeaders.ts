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
function securityHeaderValues({ publicOrigin, zendesk }: Config): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(zendesk.chatApiUrl),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(publicOrigin.startsWith('https:') && {
      'Strict-Transport-Security': `max-age=${yearInSeconds}; includeSubDomains`,
    }),
  };
}

function contentSecurityPolicy(chatApiUrl: URL): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' ${reactAriaStyle}`,
    "img-src 'self' data: https:",
    `connect-src 'self' ${socketOrigins(chatApiUrl).join(' ')}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Where Zendesk's sockets may be: beside its API; anywhere on this machine when the API is here. */
export function socketOrigins(chatApiUrl: URL): string[] {
  const own = `${chatApiUrl.protocol === 'https:' ? 'wss' : 'ws'}://${chatApiUrl.host}`;
  if (isLoopbackHost(chatApiUrl.hostname)) return [own, 'ws://127.0.0.1:*', 'ws://localhost:*'];
  return chatApiUrl.hostname.endsWith('.zopim.com') ? [own, 'wss://*.zopim.com'] : [own];
}
