import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AgentClient, at } from './testing/agentClient.ts';
import { eventually, openRoom, type SandboxRoom } from './testing/sandboxRoom.ts';

const DEPARTMENTS = '{ departments { edges { node { id } } } }';
const MESSAGES = 'subscription { message { node { content } } }';

async function expectToLive(client: AgentClient): Promise<void> {
  expect(at(await client.request(DEPARTMENTS), 'payload', 'data')).toBeDefined();
}

/** Two sockets of one session. */
async function twoClients(room: SandboxRoom): Promise<readonly [AgentClient, AgentClient]> {
  const url = await room.startSession();
  return [await room.connect(url), await room.connect(url)];
}

/** Writes raw bytes to the sandbox's port, and resets the connection without a word. */
async function writeAndReset(room: SandboxRoom, text: string): Promise<void> {
  const stream = connect(Number(new URL(room.urls.origin).port), '127.0.0.1');
  stream.on('error', () => undefined);
  await once(stream, 'connect');
  stream.write(text);
  stream.resetAndDestroy();
  await once(stream, 'close');
}

describe('a client that floods', () => {
  it('with requests is told RATE_LIMITED for each, and others are served in between', async () => {
    const room = await openRoom({ limits: { requestsPerMinute: 100 } });
    const flooding = await room.connect();
    const calm = await room.connect(await otherAgentsSession(room));
    for (let id = 0; id < 3_000; id += 1)
      flooding.send({ payload: { query: DEPARTMENTS }, type: 'request', id });
    await expectToLive(calm);
    expect(flooding.frames.length).toBeLessThan(3_000);
    await flooding.frame(frame => frame['id'] === 2_999);
    const refused = flooding.frames.filter(frame => frame['errorCode'] === 429);
    expect(refused.length).toBeGreaterThan(2_800);
    expect(refused.every(frame => at(frame, 'payload', 'errors', 0, 'name') === 'RATE_LIMITED')).toBe(true);
  });

  it('with PINGs gets a PONG for each, and others are served in between', async () => {
    const room = await openRoom();
    const [flooding, calm] = await twoClients(room);
    for (let n = 0; n < 3_000; n += 1) flooding.send({ sig: 'PING', payload: n });
    await expectToLive(calm);
    expect(flooding.frames.length).toBeLessThan(3_000);
    await flooding.frame(frame => frame['payload'] === 2_999);
    expect(flooding.frames).toHaveLength(3_000);
  });

  it('and reads nothing is cut before it fills the memory', async () => {
    const room = await openRoom({ limits: { unreadBytes: 200_000 } });
    const url = await room.startSession();
    const deaf = new WebSocket(url);
    await once(deaf, 'open');
    const calm = await room.connect(url);
    deaf.send(JSON.stringify({ payload: { query: MESSAGES }, type: 'request', id: 1 }));
    await eventually(() => room.control.state().subscriptions).toBe(1);
    deaf.pause();
    const visitorId = room.control.openVisitor();
    for (let n = 0; room.control.state().subscriptions > 0; n += 1) {
      if (n > 2000) throw new Error('Expected the socket to be cut before 200 MB were unread.');
      room.control.write(visitorId, 'x'.repeat(100_000));
      await new Promise(resolve => setImmediate(resolve));
    }
    await expectToLive(calm);
    deaf.terminate();
  });

  it('is cut while frozen, too', async () => {
    const room = await openRoom({ limits: { unreadBytes: 50_000 } });
    const client = await room.connect();
    await client.subscribe(MESSAGES);
    await room.call('/__sandbox/faults', { kind: 'freeze' });
    const visitorId = room.control.openVisitor();
    for (let n = 0; n < 60; n += 1) room.control.write(visitorId, 'x'.repeat(1000));
    expect(await client.closed()).toBe(1006);
  });
});

describe('a client that sends nonsense', () => {
  it.each([
    [
      'a PING that nests deeper than the stack',
      `{"sig":"PING","payload":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    ],
    [
      'a type that nests deeper than the stack',
      `{"id":1,"type":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    ],
    ['half a megabyte of one type', JSON.stringify({ id: 1, type: 'x'.repeat(500_000) })],
    ['a query that is no text', JSON.stringify({ id: 1, type: 'request', payload: { query: [1] } })],
  ])('as %s is answered by a short protocol error', async (_what, text) => {
    const client = await (await openRoom()).connect();
    client.sendText(text);
    const frame = await client.frame(() => true);
    expect(frame).toMatchObject({ errorCode: 400, payload: { body: expect.any(String) } });
    expect(JSON.stringify(frame).length).toBeLessThan(2000);
    await expectToLive(client);
  });

  it('as a very long name is answered by a short error', async () => {
    const client = await (await openRoom()).connect();
    const answer = await client.request(`{ ${'x'.repeat(500_000)} }`);
    expect(answer).toMatchObject({ errorCode: 400, payload: { errors: [{ name: 'GRAPHQL_EXEC_ERROR' }] } });
    expect(JSON.stringify(answer).length).toBeLessThan(2000);
  });

  it('as bytes that are no WebSocket frame is cut off alone', async () => {
    const room = await openRoom();
    const url = await room.startSession();
    const calm = await room.connect(url);
    const { pathname, port } = new URL(url);
    const stream = connect(Number(port), '127.0.0.1');
    stream.on('error', () => undefined);
    stream.write(
      `GET ${pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    await once(stream, 'data');
    stream.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0x00]));
    stream.resume();
    await once(stream, 'close');
    await expectToLive(calm);
  });

  it.each([
    [
      'an upgrade to nowhere',
      'GET /nowhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ],
    [
      'an upgrade without a key',
      'GET /stream/0.1/graphql/a:1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ],
    [
      'a path that cannot be decoded',
      'GET /stream/%E0%A4%A HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    ],
    ['no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n'],
    ['half a body', 'POST /graphql/request HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"que'],
  ])('as %s and goes away at once leaves the sandbox alive', async (_what, text) => {
    const room = await openRoom();
    for (let round = 0; round < 20; round += 1) await writeAndReset(room, text);
    await expectToLive(await room.connect());
  });

  it('gets a status for an upgrade to nowhere', async () => {
    const room = await openRoom();
    const nowhere = room.urls.origin.replace('http', 'ws');
    await expect(AgentClient.open(`${nowhere}/stream/0.2/graphql/a:1`)).rejects.toThrow(/404/);
  });
});

/** A session of the second demo agent, so that limits of the first one's do not count. */
async function otherAgentsSession(room: SandboxRoom): Promise<string> {
  return room.startSession(await room.accessTokenOf(room.control.state().agents[1]?.id ?? ''));
}
