import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breakage, type FakeZendesk, html, inOrder, json, startFakeZendesk } from './testing/fakeZendesk.ts';
import { fetchUpstream } from './upstream.ts';

let zendesk: FakeZendesk;

beforeEach(async () => {
  zendesk = await startFakeZendesk();
});

afterEach(async () => {
  await zendesk.close();
});

const ask = (repeat: 'unsent' | 'lost', timeout = 5000) =>
  fetchUpstream(`${zendesk.url}/graphql/request`, { method: 'POST', body: '{}' }, { timeout, repeat });

const errorName = (asked: Promise<unknown>) =>
  asked.catch((error: { errorName?: string }) => error.errorName);

describe('a call that may be repeated when its answer is lost', () => {
  it.each([
    ['the connection breaks', breakage('nothing')],
    ['half an answer comes', breakage('half')],
    ['a gateway answers 503', html(503)],
    ['a gateway answers 502', html(502)],
  ])('is made once more after %s', async (_, broken) => {
    zendesk.onApi(inOrder(broken, json(200, { data: 'well' })));
    expect(JSON.parse((await ask('lost')).text)).toEqual({ data: 'well' });
    expect(zendesk.received).toHaveLength(2);
  });

  it('is made twice at the most', async () => {
    zendesk.onApi(breakage('nothing'));
    expect(await errorName(ask('lost'))).toBe('UPSTREAM_UNREACHABLE');
    expect(zendesk.received).toHaveLength(2);
    zendesk.onApi(html(503));
    expect((await ask('lost')).status).toBe(503);
    expect(zendesk.received).toHaveLength(4);
  });

  it.each([
    ['an answer, whatever it says', json(500, {}), 500],
    ['a refusal', json(401, {}), 401],
    ['an answer without end', breakage('endless'), 'UPSTREAM_BAD_ANSWER'],
  ])('is made once when it gets %s', async (_, script, outcome) => {
    zendesk.onApi(script);
    const asked = ask('lost').then(({ status }) => status);
    expect(await asked.catch((error: { errorName: string }) => error.errorName)).toBe(outcome);
    expect(zendesk.received).toHaveLength(1);
  });

  it('shares its time between both tries: after a timeout there is no second', async () => {
    zendesk.onApi(breakage('silence'));
    expect(await errorName(ask('lost', 50))).toBe('UPSTREAM_TIMEOUT');
    expect(zendesk.received).toHaveLength(1);
    zendesk.onApi(inOrder(html(503), breakage('silence')));
    expect(await errorName(ask('lost', 500))).toBe('UPSTREAM_TIMEOUT');
    expect(zendesk.received).toHaveLength(3);
  });
});

describe('a call that spends something', () => {
  it.each([
    ['the connection breaks', breakage('nothing')],
    ['half an answer comes', breakage('half')],
  ])('is made once when %s', async (_, script) => {
    zendesk.onApi(script);
    expect(await errorName(ask('unsent'))).toBe('UPSTREAM_UNREACHABLE');
    expect(zendesk.received).toHaveLength(1);
  });

  it('is not repeated for a gateway’s answer', async () => {
    zendesk.onApi(html(503));
    expect((await ask('unsent')).status).toBe(503);
    expect(zendesk.received).toHaveLength(1);
  });

  it('is made once more where nobody listened', async () => {
    const placeholder = createServer().listen(0, '127.0.0.1');
    await once(placeholder, 'listening');
    const address = placeholder.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    placeholder.close();
    await once(placeholder, 'close');
    const late = createServer(socket => socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'));
    let sockets = 0;
    const listenOnceRefused = (message: unknown) => {
      const { socket } = v.parse(v.object({ socket: v.instance(Socket) }), message);
      sockets += 1;
      socket.once('error', () => late.listen(port, '127.0.0.1'));
    };
    subscribe('net.client.socket', listenOnceRefused);
    const answer = await fetchUpstream(`http://127.0.0.1:${port}/`, { method: 'POST' }, { timeout: 5000 });
    unsubscribe('net.client.socket', listenOnceRefused);
    expect([answer.status, sockets]).toEqual([204, 2]);
    late.close();
  });
});

describe('a kept connection', () => {
  it.each([
    ['carries the next call that may be repeated', 'lost', 1],
    ['carries none that spends something: it may be closed at that very moment', 'unsent', 3],
  ] as const)('%s', async (_, repeat, expected) => {
    let sockets = 0;
    const count = () => {
      sockets += 1;
    };
    subscribe('net.client.socket', count);
    for (let call = 0; call < 3; call += 1) expect((await ask(repeat)).status).toBe(200);
    unsubscribe('net.client.socket', count);
    expect(sockets).toBe(expected);
  });
});
