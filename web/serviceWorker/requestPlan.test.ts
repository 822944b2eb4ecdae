import { describe, expect, it } from 'vitest';
import { isOutOfReach, planOf } from './requestPlan.ts';

const origin = 'https://desk.example';
const files = new Set(['/', '/icon.svg', '/assets/index-1a2b.js']);
const plan = (path: string, mode = 'cors', method = 'GET') =>
  planOf({ method, mode, url: new URL(path, origin).href }, origin, files);

describe('the service worker', () => {
  it.each(['/', '/chats/2.abc', '/settings', '/authors', '/?error=denied'])(
    'answers for the page %s',
    path => {
      expect(plan(path, 'navigate')).toBe('page');
    },
  );

  it.each([
    '/auth/login?return_to=/',
    '/auth/callback?code=1&state=2',
    '/auth/me',
    '/agent-session',
    '/healthz',
    '/readyz',
    '/metrics',
  ])('leaves %s to the proxy, even as a page', path => {
    expect([plan(path), plan(path, 'navigate')]).toEqual(['server', 'server']);
  });

  it('takes hashed files from the cache, and other files of the shell from the server first', () => {
    expect(plan('/assets/index-1a2b.js')).toBe('asset');
    expect(plan('/assets/of-another-version-3c4d.js')).toBe('asset');
    expect(plan('/icon.svg')).toBe('file');
  });

  it('has nothing to do with other methods, other origins and other paths', () => {
    expect(plan('/assets/index-1a2b.js', 'cors', 'POST')).toBe('server');
    expect(plan('/', 'navigate', 'POST')).toBe('server');
    expect(plan('https://elsewhere.example/assets/a.js')).toBe('server');
    expect(plan('/service-worker.js')).toBe('server');
  });

  it('counts a gateway without a server as out of reach, and an error of the server as its answer', () => {
    expect([500, 502, 503, 504, 404, 200].filter(isOutOfReach)).toEqual([502, 503, 504]);
  });
});
