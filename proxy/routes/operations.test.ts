import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { json } from '../testing/fakeZendesk.ts';
import { setUpProxy } from '../testing/setUpProxy.ts';
import { signIn } from '../testing/testProxy.ts';

const here = setUpProxy();

describe('GET /healthz', () => {
  it('answers as long as the process lives, whatever Zendesk does', async () => {
    here.zendesk.onApi(json(500, {}));
    const answer = await here.proxy.browser().get('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('GET /readyz', () => {
  it('answers 200 when Zendesk answers at all, and asks it once for many probes', async () => {
    here.zendesk.onApi(json(405, {}));
    for (const _ of [1, 2, 3]) expect((await here.proxy.browser().get('/readyz')).status).toBe(200);
    expect(here.zendesk.received).toHaveLength(1);
  });

  it('answers 503 when there is no way to Zendesk', async () => {
    const nowhere = await here.start({ env: { ZENDESK_CHAT_API_URL: 'http://127.0.0.1:1/' } });
    const answer = await nowhere.browser().get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { ready: false, reason: 'Zendesk does not answer.' },
    ]);
  });
});

describe('GET /metrics', () => {
  it('counts requests by route, upstream errors by name and failed sign-ins by code', async () => {
    const browser = here.proxy.browser();
    await browser.get('/auth/callback?error=access_denied');
    await signIn(browser, here.zendesk, '/chats/2.visitor');
    here.zendesk.onApi(json(403, { errors: [{ name: 'FORBIDDEN', message: 'no', UUID: 'u' }] }));
    await browser.post('/agent-session');
    here.zendesk.onApi(json(403, { errors: [{ name: 'Made_up', message: 'no', UUID: 'u' }] }));
    await browser.post('/agent-session');
    await browser.get('/chats/2.visitor', { accept: 'text/html' });
    const answer = await browser.get('/metrics');
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = (await answer.text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'switchboard_http_requests_total{route="/agent-session",method="POST",status="502"} 2',
        'switchboard_http_requests_total{route="static",method="GET",status="404"} 1',
        'switchboard_http_request_duration_seconds_count{route="/agent-session"} 2',
        'switchboard_http_request_duration_seconds_bucket{route="/agent-session",le="+Inf"} 2',
        'switchboard_upstream_errors_total{name="FORBIDDEN"} 1',
        'switchboard_upstream_errors_total{name="other"} 1',
        'switchboard_sign_in_errors_total{code="access_denied"} 1',
      ]),
    );
    expect(lines.join()).not.toContain('2.visitor');
  });
});

describe('any route', () => {
  it.each([
    ['POST', '/auth/login', 'GET, HEAD'],
    ['DELETE', '/auth/callback', 'GET, HEAD'],
    ['GET', '/auth/logout', 'POST'],
    ['PUT', '/agent-session', 'GET, HEAD, POST'],
    ['OPTIONS', '/agent-session', 'GET, HEAD, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['POST', '/metrics', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
  ])('answers %s %s with 405 and what it takes', async (method, path, allowed) => {
    const answer = await here.proxy.browser().send(method, path, {});
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
  });

  it('does not take a large body, announced or not', async () => {
    const announced = await here.proxy.browser().send('POST', '/agent-session', {}, 'x'.repeat(2000));
    expect(announced.status).toBe(413);
    const chunk = `3e8\r\n${'x'.repeat(1000)}\r\n`;
    const head =
      'POST /auth/logout HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
    expect(await rawRequest(`${head}${chunk.repeat(3)}0\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 /);
  });

  it.each([
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no host, as HTTP/1.0 has none', 'GET /healthz HTTP/1.0\r\n\r\n', 200],
    [
      'an expectation that nobody knows',
      'GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n',
      200,
    ],
    [
      'another server’s address',
      'GET http://evil.example/healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      200,
    ],
    ['a broken escape', 'GET /%zz%E0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    [
      'a cookie of nonsense',
      'GET /auth/me HTTP/1.1\r\nHost: a\r\nCookie: ;;=;a==%zz\r\nConnection: close\r\n\r\n',
      200,
    ],
  ])('answers %s as HTTP does, and lives on', async (_, bytes, status) => {
    expect(await rawRequest(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await here.proxy.browser().get('/healthz')).status).toBe(200);
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      400,
      'BAD_REQUEST',
    ],
    [
      'a length and pieces',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'BAD_REQUEST',
    ],
    [
      'a host that is none',
      'GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      400,
      'BAD_REQUEST',
    ],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'a header without end',
      `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
  ])('answers %s in the words of all other errors, and counts it', async (_, bytes, status, name) => {
    const [head = '', body = ''] = (await rawRequest(bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const answer = body.startsWith('{') ? body : (body.split('\r\n')[1] ?? '');
    expect(JSON.parse(answer)).toEqual({ error: { name, message: expect.any(String), uuid: null } });
    expect(head).toMatch(/^content-type: application\/json$/im);
    expect(head).toMatch(/^content-security-policy: default-src 'self';/im);
    expect(head).toMatch(/^cache-control: no-store$/im);
    const requestId = /^x-request-id: (\S+)$/im.exec(head)?.[1] ?? 'none';
    expect(here.proxy.logLines.filter(line => line.includes(requestId))).toHaveLength(1);
    expect(await (await here.proxy.browser().get('/metrics')).text()).toContain(
      `switchboard_http_requests_total{route="malformed",method="other",status="${status}"} 1`,
    );
  });

  it('does not wait for a client that never ends its request', async () => {
    const impatient = await here.start({ clientTimes: { head: 100, silence: 60_000 } });
    const answer = await rawRequest('GET /healthz HTTP/1.1\r\nHo', impatient.url);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"REQUEST_TIMEOUT"');
  });

  it('lets go of a client that takes nothing of its answer', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-large-'));
    await writeFile(join(folder, 'large.bin'), new Uint8Array(32 * 1024 * 1024));
    const impatient = await here.start({ dashboard: folder, clientTimes: { head: 10_000, silence: 100 } });
    const accepted = new Promise<Socket>(resolve => {
      const take = (message: unknown) => {
        unsubscribe('net.server.socket', take);
        resolve(v.parse(v.object({ socket: v.instance(Socket) }), message).socket);
      };
      subscribe('net.server.socket', take);
    });
    const client = connect(Number(new URL(impatient.url).port), '127.0.0.1').pause();
    client.write('GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(await accepted, 'close');
    client.destroy();
    await rm(folder, { recursive: true });
  });

  async function rawRequest(bytes: string, url = here.proxy.url): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(bytes);
    return text(socket);
  }

  it('says which request it was, and believes a reverse proxy’s id only where there is one', async () => {
    const given = { 'x-request-id': 'edge-12345678' };
    const trusting = await here.start({ env: { TRUST_PROXY: '1' } });
    expect((await trusting.browser().get('/healthz', given)).headers.get('x-request-id')).toBe(
      'edge-12345678',
    );
    expect((await here.proxy.browser().get('/healthz', given)).headers.get('x-request-id')).toMatch(
      /^[\da-f-]{36}$/,
    );
  });
});

describe('stopping', () => {
  it('lets a request that runs finish', async () => {
    const own = await here.start();
    const browser = own.browser();
    await signIn(browser, here.zendesk);
    const asked = new Promise<() => void>(resolve => {
      const answer = json(200, { data: { startAgentSession: here.zendesk.session } });
      here.zendesk.onApi((response, request) => resolve(() => answer(response, request)));
    });
    const started = browser.post('/agent-session');
    const answerNow = await asked;
    const closed = own.close(10_000);
    answerNow();
    const answer = await started;
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    await closed;
    await expect(browser.get('/healthz')).rejects.toThrow();
  });

  it('does not wait for connections that nobody has asked anything on', async () => {
    const own = await here.start();
    const unused = connect(Number(new URL(own.url).port), '127.0.0.1');
    await once(unused, 'connect');
    // The server has accepted it before it answers one that came later.
    await own.browser().get('/healthz');
    await Promise.all([own.close(3_600_000), once(unused, 'close')]);
  });
});
