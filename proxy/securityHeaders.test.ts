import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { socketOrigins } from './securityHeaders.ts';
import { type FakeZendesk, startFakeZendesk } from './testing/fakeZendesk.ts';
import { signIn, startTestProxy } from './testing/testProxy.ts';

let zendesk: FakeZendesk;

beforeEach(async () => {
  zendesk = await startFakeZendesk();
});

afterEach(() => zendesk.close());

const everywhere = [
  '/',
  '/auth/login',
  '/auth/callback',
  '/auth/me',
  '/agent-session',
  '/healthz',
  '/assets/none.js',
];

describe('every answer', () => {
  it('forbids scripts, frames and connections that are not the dashboard’s own', async () => {
    const proxy = await startTestProxy(zendesk);
    for (const path of everywhere) {
      const { headers } = await proxy.browser().get(path);
      const policy = headers.get('content-security-policy')?.split('; ') ?? [];
      expect(policy, path).toEqual([
        "default-src 'self'",
        "script-src 'self'",
        expect.stringMatching(/^style-src 'self' 'sha256-[\w+/]{43}='$/),
        "img-src 'self' data: https:",
        `connect-src 'self' ${zendesk.url.replace('http', 'ws')} ws://127.0.0.1:* ws://localhost:*`,
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types switchboard-workers',
      ]);
      expect(Object.fromEntries(headers), path).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      });
      expect(headers.has('strict-transport-security'), path).toBe(false);
    }
    await proxy.close();
  });

  it('demands https for good where the dashboard is on https, and binds its cookies to the host', async () => {
    const proxy = await startTestProxy(zendesk, { env: { PUBLIC_URL: 'https://chat.example.com' } });
    const browser = proxy.browser();
    await signIn(browser, zendesk);
    const started = await browser.post('/agent-session');
    expect(started.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect([...browser.cookies.keys()]).toEqual([
      '__Host-switchboard-session',
      '__Host-switchboard-agent-session',
    ]);
    for (const cookie of started.headers.getSetCookie()) {
      expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    }
    expect((await browser.get('/agent-session')).status).toBe(200);
    await proxy.close();
  });
});

describe('socketOrigins', () => {
  it.each([
    ['https://chat-api.zopim.com/graphql/request', ['wss://chat-api.zopim.com', 'wss://*.zopim.com']],
    ['https://chat.example.com/graphql', ['wss://chat.example.com:*']],
    ['https://chat.example.com:8443/graphql', ['wss://chat.example.com:*']],
    ['http://chat.example.com/graphql', ['ws://chat.example.com:*']],
    [
      'http://127.0.0.1:4100/graphql/request',
      ['ws://127.0.0.1:4100', 'ws://127.0.0.1:*', 'ws://localhost:*'],
    ],
  ])('of %s are %j', (url, origins) => {
    expect(socketOrigins(new URL(url))).toEqual(origins);
  });
});
