import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { limitsFrom } from './limits.ts';
import { type AgentClient, at, textAt } from './testing/agentClient.ts';
import { openRoom } from './testing/sandboxRoom.ts';

const DEPARTMENTS = '{ departments { edges { node { id } } } }';
const MESSAGES = 'subscription { message { node { content } } }';
const MIB = 1024 * 1024;

const execError = (message: RegExp) => ({
  errorCode: 400,
  payload: {
    errors: [
      { name: 'GRAPHQL_EXEC_ERROR', message: expect.stringMatching(message), UUID: expect.any(String) },
    ],
  },
});
const nested = (levels: number) => `${'{ a '.repeat(levels)}${'}'.repeat(levels)}`;
const nestedChannels = (times: number) =>
  `{ channels { edges { node { ${'logs { edges { node { ... on Message { channel { '.repeat(times)} id ${'} } } } }'.repeat(times)} } } } }`;
const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: __typename`).join(' ')} }`;
const bomb = (levels: number) =>
  `{ ...F0 } ${Array.from({ length: levels }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F${levels} on Query { __typename }`;

/** Another session of the room still gets its answers. */
async function expectToLive(client: AgentClient): Promise<void> {
  expect(at(await client.request(DEPARTMENTS), 'payload', 'data')).toBeDefined();
}

describe('requests a minute', () => {
  it('answer RATE_LIMITED beyond them, and give new ones with time', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock, limits: { requestsPerMinute: 2 } });
    const client = await room.connect();
    const answers = [];
    for (let sent = 0; sent < 3; sent += 1) answers.push(await client.request(DEPARTMENTS));
    expect(answers.map(answer => answer['errorCode'])).toEqual([undefined, undefined, 429]);
    expect(answers[2]).toMatchObject({
      payload: {
        errors: [{ name: 'RATE_LIMITED', message: expect.any(String), UUID: expect.any(String) }],
      },
    });
    clock.advance(30_000);
    await expectToLive(client);
  });

  it('count for each session alone, and PING and stop not at all', async () => {
    const room = await openRoom({ clock: manualClock(), limits: { requestsPerMinute: 2 } });
    const client = await room.connect();
    const subscriptionId = await client.subscribe(MESSAGES);
    await expectToLive(client);
    client.send({ sig: 'PING', payload: 1 });
    await client.frame(frame => frame['sig'] === 'PONG');
    client.send({ payload: { subscription_id: subscriptionId }, type: 'stop_subscription', id: 'stop' });
    expect(await client.frame(frame => frame['id'] === 'stop')).toMatchObject({
      payload: { data: { success: true } },
    });
    expect(await client.request(DEPARTMENTS)).toMatchObject({ errorCode: 429 });
    await expectToLive(await room.connect());
  });

  it('are counted over HTTP too', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock, limits: { httpRequestsPerMinute: 1 } });
    await room.startSession();
    const query = 'mutation { startAgentSession(access_token: "sandbox-token") { session_id } }';
    expect(await room.call('/graphql/request', { query })).toMatchObject({
      status: 429,
      body: { errors: [{ name: 'RATE_LIMITED', message: expect.stringMatching(/1 requests over HTTP/) }] },
    });
    clock.advance(60_000);
    await room.startSession();
  });
});

describe('sessions and subscriptions', () => {
  it('answer MAX_SUB beyond the subscriptions of a session, over all its sockets', async () => {
    const room = await openRoom({ limits: { subscriptionsPerSession: 2 } });
    const url = await room.startSession();
    const [one, two] = [await room.connect(url), await room.connect(url)];
    const first = await one.subscribe(MESSAGES);
    await two.subscribe(MESSAGES);
    expect(await one.request(MESSAGES)).toMatchObject({
      errorCode: 403,
      payload: { errors: [{ name: 'MAX_SUB' }] },
    });
    one.send({ payload: { subscription_id: first }, type: 'stop_subscription', id: 's' });
    await one.frame(frame => frame['id'] === 's');
    expect(textAt(await two.request(MESSAGES), 'payload', 'data', 'subscription_id')).not.toBe('');
  });

  it('answer RATE_LIMITED beyond the sessions that an agent may start in a minute', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock, limits: { sessionsPerMinute: 1 } });
    await room.startSession();
    const query = 'mutation { startAgentSession(access_token: "sandbox-token") { session_id } }';
    expect(await room.call('/graphql/request', { query })).toMatchObject({
      status: 429,
      body: { errors: [{ name: 'RATE_LIMITED' }] },
    });
    clock.advance(60_000);
    await room.startSession();
  });

  it('close a socket that is idle for as long as was set', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock, limits: { idleSocketMs: 5000 } });
    const client = await room.connect();
    clock.advance(4999);
    await expectToLive(client);
    clock.advance(5000);
    expect(await client.closed()).toBe(1001);
  });
});

describe('a query that asks for too much', () => {
  it.each([
    ['16 levels', nested(16), /16 levels deep; expected at most 15/],
    ['thousands of levels', nested(1000), /1000 levels deep/],
    ['more levels than are read', nested(100_000), /nests deeper/],
    ['501 aliases', aliases(501), /501 fields.*at most 500/],
    ['2^40 fields in fragments', bomb(40), /fields, aliases and fragments counted/],
    [
      'lists within lists',
      `{ departments(first: ${'['.repeat(4000)}1) { edges { cursor } } }`,
      /nests deeper/,
    ],
  ])('is refused: %s', async (_what, query, message) => {
    const room = await openRoom();
    const client = await room.connect();
    expect(await client.request(query)).toMatchObject(execError(message));
    const overHttp = await room.call('/graphql/request', { query });
    expect(overHttp).toMatchObject({ status: 400, body: execError(message).payload });
    await expectToLive(client);
  });

  it('is carried out at the very limit', async () => {
    const client = await (await openRoom()).connect();
    expect(at(await client.request(aliases(500)), 'payload', 'data', 'a499')).toBe('Query');
    expect(at(await client.request(nestedChannels(2)), 'payload', 'data', 'channels')).toBeDefined();
    expect(await client.request(nestedChannels(3))).toMatchObject(execError(/16 levels deep/));
  });

  it('is refused as a whole when its rows multiply, within moments', async () => {
    const room = await openRoom({ limits: { rowsPerAnswer: 5000 } });
    const client = await room.connect();
    const visitorId = room.control.openVisitor();
    for (let n = 0; n < 100; n += 1) room.control.write(visitorId, `line ${n}`);
    expect(await client.request(nestedChannels(2))).toMatchObject(
      execError(/rows of connections.*first or last/),
    );
    expect(at(await client.request(nestedChannels(1)), 'payload', 'data', 'channels')).toBeDefined();
  });

  it('does not slow down a subscription: an event whose rows multiply comes as an error', async () => {
    const room = await openRoom({ limits: { rowsPerEvent: 50 } });
    const client = await room.connect();
    await client.subscribe(
      'subscription { message { node { channel { logs { edges { node { ... on Message { id } } } } } } } }',
    );
    const visitorId = room.control.openVisitor();
    for (let n = 0; n < 60; n += 1) room.control.write(visitorId, `line ${n}`);
    const frame = await client.frame(each => 'error_code' in each);
    expect(frame).toMatchObject({ sig: 'DATA', error_code: 400, payload: execError(/rows/).payload });
  });
});

describe('what is too large', () => {
  it('as a frame is answered by a protocol error, and the socket closed with 1009', async () => {
    const room = await openRoom();
    const url = await room.startSession();
    const [client, bystander] = [await room.connect(url), await room.connect(url)];
    client.sendText('x'.repeat(MIB + 1));
    expect(await client.frame(() => true)).toEqual({
      errorCode: 413,
      payload: { body: 'The frame has 1048577 bytes; expected at most 1048576.' },
    });
    expect(await client.closed()).toBe(1009);
    await expectToLive(bystander);
  });

  it('beyond all measure closes the socket with 1009, unread', async () => {
    const room = await openRoom({ limits: { frameBytes: 1000 } });
    const url = await room.startSession();
    const [client, bystander] = [await room.connect(url), await room.connect(url)];
    client.sendText('x'.repeat(4001));
    expect(await client.closed()).toBe(1009);
    await expectToLive(bystander);
  });

  it.each([
    [
      '/graphql/request',
      { errors: [{ name: 'GRAPHQL_EXEC_ERROR', message: /more than 1048576/, UUID: /-/ }] },
    ],
    ['/oauth2/chat/token', { error: 'invalid_request', error_description: /more than 1048576/ }],
    ['/__sandbox/visitors', { error: /more than 1048576/ }],
  ])('as a body to %s is refused with 413', async (path, body) => {
    const room = await openRoom();
    const answer = await room.call(path, { query: 'x'.repeat(MIB) });
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual(matching(body));
    await room.startSession();
  });

  it('as a message is refused before it is kept', async () => {
    const room = await openRoom();
    const client = await room.connect();
    const c = room.control.write(room.control.openVisitor(), 'Hi');
    const query = 'mutation($c: ID! $m: String!) { sendMessage(channel_id: $c msg: $m) { success } }';
    expect(await client.request(query, { c, m: 'x'.repeat(100_001) })).toMatchObject(
      execError(/Send it in parts/),
    );
    expect(at(await client.request(query, { c, m: 'x'.repeat(90_000) }), 'payload', 'data')).toBeDefined();
  });
});

function matching(value: unknown): unknown {
  if (value instanceof RegExp) return expect.stringMatching(value);
  if (Array.isArray(value)) return value.map(matching);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, matching(inner)]));
}

describe('limits as text', () => {
  it('are names and numbers', () => {
    expect(limitsFrom('requestsPerMinute=60, idleSocketMs=1000')).toEqual({
      requestsPerMinute: 60,
      idleSocketMs: 1000,
    });
    expect(limitsFrom('')).toEqual({});
  });

  it.each(['speed=1', 'requestsPerMinute', 'requestsPerMinute=-1', 'queryDepth=x'])('refuse %s', text => {
    expect(() => limitsFrom(text)).toThrow(/Not a limit: .*requestsPerMinute/);
  });
});
