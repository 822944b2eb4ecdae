import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { precompressFolder } from '../../scripts/precompress.mjs';
import { type FakeZendesk, startFakeZendesk } from '../testing/fakeZendesk.ts';
import { startTestProxy, type TestProxy } from '../testing/testProxy.ts';

const index = '<!doctype html><title>Switchboard</title>';
const script = 'console.log("hello");\n'.repeat(100);
const icon = `<svg xmlns="http://www.w3.org/2000/svg">${'<path d="M0 0h24v24H0z"/>'.repeat(50)}</svg>`;
const picture = new Uint8Array(4096);
const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let zendesk: FakeZendesk;
let proxy: TestProxy;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-dashboard-'));
  await mkdir(join(folder, 'dist/assets'), { recursive: true });
  const files: Record<string, string | Uint8Array> = {
    'outside.txt': 'not for the public',
    'dist/index.html': index,
    'dist/icon.svg': icon,
    'dist/assets/app-1a2b.js': script,
    'dist/assets/app-1a2b.js.map': script,
    'dist/assets/style-1a2b.css': script,
    'dist/assets/tiny-1a2b.js': 'f()',
    'dist/assets/picture-1a2b.png': picture,
    'dist/app.webmanifest': JSON.stringify({ description: script }),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await precompressFolder(join(folder, 'dist'));
  zendesk = await startFakeZendesk();
  proxy = await startTestProxy(zendesk, { dashboard: join(folder, 'dist') });
});

afterAll(async () => {
  await proxy.close();
  await zendesk.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => proxy.browser().get(path, headers);

describe('a page of the dashboard', () => {
  it.each([
    '/',
    '/index.html',
    '/chats/2.abcdefghijklmn',
    '/chats/a..b',
    '/settings',
    '/authors',
    '/metricsof',
  ])('%s is answered with index.html, asked for anew each time', async path => {
    const answer = await get(path, page);
    expect([answer.status, await answer.text()]).toEqual([200, index]);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['*/*', 'text/html', 'text/*;q=0.5, */*;q=0.1'])('is given to what accepts %s', async accept => {
    const answer = await get('/chats/2.abc?panel=visitor', { accept });
    expect([answer.status, await answer.text()]).toEqual([200, index]);
  });

  it('is given to what does not say what it accepts', async () => {
    const { statusCode, headers } = await rawGet('/chats/2.abc', {});
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('opened under another name of this machine moves to where signing in works', async () => {
    const { statusCode, headers } = await rawGet('/chats/a?b=c', { ...page, 'sec-fetch-mode': 'navigate' });
    expect([statusCode, headers.location]).toEqual([307, `${proxy.publicOrigin}/chats/a?b=c`]);
  });
});

/** Sends what fetch would change: a path that is not tidy, the headers that only browsers may set. */
function rawGet(path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxy.url);
    const sent = request({ hostname, port, path, headers }, response => {
      response.resume();
      resolve(response);
    });
    sent.on('error', reject).end();
  });
}

describe('what is not there', () => {
  it.each([
    ['a file', '/assets/gone-3c4d.js', page],
    ['a file of another folder', '/old/app.js', page],
    ['an image', '/favicon.ico', page],
    ['what is asked for as JSON', '/chats/2.abc', { accept: 'application/json' }],
    ['what is asked for as a picture', '/chats/2.abc', { accept: 'image/avif,image/webp' }],
    ['a page of another kind', '/nothing.html', page],
    ['below a route', '/agent-session/1', page],
    ['below a probe', '/healthz/', page],
    ['a route of the sign-in', '/auth/nothing', page],
    ['a folder', '/assets/', page],
    ['a source map', '/assets/app-1a2b.js.map', page],
    ['a compressed twin', '/assets/app-1a2b.js.br', page],
    ['a compressed twin', '/assets/app-1a2b.js.gz', page],
  ])('%s is answered with 404', async (_, path, headers) => {
    const answer = await get(path, headers);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { name: 'NOT_FOUND' } });
  });

  it.each([
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '//outside.txt',
    '/../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%2E./etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/assets/..%5c..%5cetc%5cpasswd',
    '/.env',
    '/.git/config',
    '/chats/.hidden',
    '/.well-known/security',
  ])('the way out of the folder, or to what is hidden, by %s is answered with 404', async path => {
    expect((await rawGet(path, page)).statusCode).toBe(404);
  });

  it('is said so when the dashboard was not built', async () => {
    const unbuilt = await startTestProxy(zendesk);
    const answer = await unbuilt.browser().get('/', page);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { name: 'NOT_BUILT' } });
    await unbuilt.close();
  });
});

describe('a file', () => {
  it('whose name holds its hash may be kept for ever', async () => {
    const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': 'identity' });
    expect(await answer.text()).toBe(script);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1, br;q=0', 'gzip'],
    ['gzip;q=1.0, br;q=0.9', 'gzip'],
    ['GZIP ; Q=0.5 , BR ; Q=0.8', 'br'],
    ['br;q=0.001', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['*;q=0, gzip', 'gzip'],
    ['*;q=0', null],
    ['gzip;q=0.5, identity', null],
    ['gzip;q=0.5, identity;q=0.5', 'gzip'],
    ['identity;q=0.5, gzip;q=1', 'gzip'],
    ['gzip;q=2, br;q=-1', null],
    ['gzip;q=0.000, br;q=0.000', null],
    ['x-gzip-like, brotli', null],
    ['identity', null],
    ['zstd', null],
  ])('for %j is sent as %s', async (accepted, encoding) => {
    const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': accepted });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    expect(Number(answer.headers.get('content-length')) < script.length / 5).toBe(encoding !== null);
    expect(await answer.text()).toBe(script);
  });

  it.each([
    ['/icon.svg', 'br'],
    ['/assets/style-1a2b.css', 'br'],
    ['/app.webmanifest', 'br'],
    ['/assets/tiny-1a2b.js', null],
    ['/assets/picture-1a2b.png', null],
  ])('%s is sent as %s: only text of some length gains by it', async (path, encoding) => {
    const answer = await get(path, { 'accept-encoding': 'br, gzip' });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe(encoding && 'Accept-Encoding');
  });

  it('has a tag of its own for each encoding', async () => {
    const tags = new Set<string | null>();
    for (const accepted of ['br', 'gzip', 'identity'])
      tags.add((await get('/icon.svg', { 'accept-encoding': accepted })).headers.get('etag'));
    expect(tags.size).toBe(3);
  });

  it('that the browser has is not sent again', async () => {
    const plain = { 'accept-encoding': 'identity' };
    const { headers } = await get('/icon.svg', plain);
    const etag = headers.get('etag') ?? '';
    expect(etag).toBe(`"${createHash('sha256').update(icon).digest('base64url').slice(0, 22)}"`);
    for (const known of [etag, `"other", W/${etag}`, '*']) {
      const again = await get('/icon.svg', { ...plain, 'if-none-match': known });
      expect([again.status, await again.text()], known).toEqual([304, '']);
    }
    for (const unknown of ['"other"', etag.replace(/"$/, '-br"')])
      expect((await get('/icon.svg', { ...plain, 'if-none-match': unknown })).status, unknown).toBe(200);
  });

  it.each([
    ['bytes=0-9', 206, `bytes 0-9/${script.length}`, script.slice(0, 10)],
    ['bytes=2190-', 206, `bytes 2190-2199/${script.length}`, script.slice(2190)],
    ['bytes=2190-9999', 206, `bytes 2190-2199/${script.length}`, script.slice(2190)],
    ['bytes=-10', 206, `bytes 2190-2199/${script.length}`, script.slice(-10)],
    ['bytes=-99999', 206, `bytes 0-2199/${script.length}`, script],
    ['bytes=2200-', 416, `bytes */${script.length}`, ''],
    ['bytes=-0', 416, `bytes */${script.length}`, ''],
    ['bytes=9-0', 200, null, script],
    ['bytes=-', 200, null, script],
    ['bytes=0-1,4-5', 200, null, script],
    ['lines=0-9', 200, null, script],
    ['bytes=x', 200, null, script],
  ])('asked for %s is answered with %s, %s', async (range, status, contentRange, body) => {
    const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': 'identity', range });
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
      status,
      contentRange,
      body,
    ]);
  });

  it('is continued only while it is the same', async () => {
    const plain = { 'accept-encoding': 'identity' };
    const etag = (await get('/icon.svg', plain)).headers.get('etag') ?? '';
    for (const [ifRange, status] of [
      [etag, 206],
      ['"other"', 200],
      [`W/${etag}`, 200],
    ] as const) {
      const answer = await get('/icon.svg', { ...plain, range: 'bytes=5-9', 'if-range': ifRange });
      expect(answer.status, ifRange).toBe(status);
    }
  });

  it('carries the security headers and a request id, and is counted and logged', async () => {
    const before = proxy.logLines.length;
    const { headers } = await get('/assets/app-1a2b.js');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const requestId = headers.get('x-request-id') ?? 'none';
    const lines = proxy.logLines.slice(before).map(line => JSON.parse(line));
    expect(lines).toEqual([
      expect.objectContaining({ requestId, route: 'static', method: 'GET', status: 200 }),
    ]);
    expect(await (await get('/metrics')).text()).toMatch(
      /requests_total\{route="static",method="GET",status="200"\} \d/,
    );
  });

  it('is described, not sent, on HEAD; and takes no other method', async () => {
    const head = await proxy.browser().send('HEAD', '/assets/app-1a2b.js', { 'accept-encoding': 'identity' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      `${script.length}`,
      '',
    ]);
    const put = await proxy.browser().send('PUT', '/assets/app-1a2b.js', {}, 'x');
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
