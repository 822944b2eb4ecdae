import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { AgentClient, at } from './testing/agentClient.ts';
import { eventually, openRoom } from './testing/sandboxRoom.ts';

const DEPARTMENTS = '{ departments { edges { node { id } } } }';
const MESSAGES = 'subscription { message { node { content } } }';
const isEos = (frame: Readonly<Record<string, unknown>>) => frame['sig'] === 'EOS';

describe('a socket', () => {
  it.each([0, 1.7e308, 9_007_199_254_740_991, '', 'a', '0', '00000000-0000'])(
    'echoes the id %j',
    async id => {
      const client = await (await openRoom()).connect();
      client.send({ payload: { query: DEPARTMENTS }, type: 'request', id });
      const answer = await client.frame(frame => 'payload' in frame);
      expect(answer['id']).toBe(id);
    },
  );

  it('answers every request, even when they share an id', async () => {
    const client = await (await openRoom()).connect();
    for (let sent = 0; sent < 3; sent += 1)
      client.send({ payload: { query: DEPARTMENTS }, type: 'request', id: 1 });
    await client.request(DEPARTMENTS);
    expect(client.frames.filter(frame => frame['id'] === 1)).toHaveLength(3);
  });

  it('answers PING with PONG and the same payload', async () => {
    const client = await (await openRoom()).connect();
    client.send({ sig: 'PING', payload: { at: 1, text: 'ü' } });
    expect(await client.frame(() => true)).toEqual({ sig: 'PONG', payload: { at: 1, text: 'ü' } });
  });

  it('sends no data before the answer that names the subscription', async () => {
    const room = await openRoom();
    const client = await room.connect();
    const visitorId = room.control.openVisitor();
    const channelId = room.control.write(visitorId, 'Hi');
    client.send({ payload: { query: MESSAGES }, type: 'request', id: 's' });
    const mutation = 'mutation($c: ID!) { sendMessage(channel_id: $c msg: "first") { success } }';
    client.send({ payload: { query: mutation, variables: { c: channelId } }, type: 'request', id: 'm' });
    await client.frame(frame => frame['sig'] === 'DATA');
    const order = client.frames.map(frame => frame['id'] ?? frame['sig']);
    expect(order.indexOf('s')).toBeLessThan(order.indexOf('DATA'));
    expect(order.filter(entry => entry === 'DATA')).toHaveLength(1);
  });

  it('answers frames that it does not understand, and lives on', async () => {
    const client = await (await openRoom()).connect();
    client.sendText('{"type":');
    expect(await client.frame(() => true)).toEqual({
      errorCode: 400,
      payload: { body: 'The frame is not JSON.' },
    });
    client.send({ type: 'nonsense', id: 'x' });
    const named = await client.frame(frame => frame['id'] === 'x');
    expect(named).toEqual({
      errorCode: 400,
      payload: { body: expect.stringContaining('nonsense') },
      id: 'x',
    });
    expect(at(await client.request(DEPARTMENTS), 'payload', 'data')).toBeDefined();
  });

  it.each([
    ['text that is no GraphQL', '{ departments'],
    ['a field that does not exist', '{ nodes { id } }'],
    ['an argument of the wrong kind', 'mutation { updateAgentStatus(status: SLEEPY) { node { id } } }'],
    ['a channel that does not exist', 'mutation { leaveChannel(channel_id: "x") { success } }'],
  ])('answers %s with GRAPHQL_EXEC_ERROR', async (_what, query) => {
    const client = await (await openRoom()).connect();
    expect(await client.request(query)).toEqual({
      errorCode: 400,
      payload: {
        errors: [
          {
            name: 'GRAPHQL_EXEC_ERROR',
            message: expect.any(String),
            UUID: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
          },
        ],
      },
      id: expect.any(Number),
    });
  });

  it('answers a subscription that cannot start with GRAPHQL_SUB_START_ERROR', async () => {
    const client = await (await openRoom()).connect();
    const query =
      'subscription($t: [CHAT_ACTIVITY_TYPE!]) { chatActivity(filter: {chat_activity_types: $t}) { node { __typename } } }';
    const answer = await client.request(query, { t: ['NOTHING'] });
    expect(at(answer, 'payload', 'errors', 0, 'name')).toBe('GRAPHQL_SUB_START_ERROR');
  });

  it('keeps what succeeded beside the error of a field that failed', async () => {
    const client = await (await openRoom()).connect();
    const query =
      'mutation { updateAgentStatus(status: AWAY) { node { status } } transferToDepartment(channel_id: "1" department_id: "2") { success } }';
    const { payload } = await client.request(query);
    expect(payload).toMatchObject({
      data: { updateAgentStatus: { node: { status: 'AWAY' } }, transferToDepartment: null },
      errors: [{ name: 'GRAPHQL_EXEC_ERROR' }],
    });
  });

  it('takes a stop right before the close, and a new socket on the same URL at once, again and again', async () => {
    const room = await openRoom();
    const url = await room.startSession();
    for (let round = 0; round < 5; round += 1) {
      const client = await room.connect(url);
      const subscriptionId = await client.subscribe(MESSAGES);
      client.send({ payload: { subscription_id: subscriptionId }, type: 'stop_subscription', id: 1 });
      client.close();
      await client.closed();
    }
    const last = await room.connect(url);
    await last.subscribe(MESSAGES);
    await eventually(() => room.control.state().subscriptions).toBe(1);
  });

  it('shares its URL with others, each with its own subscriptions', async () => {
    const room = await openRoom();
    const url = await room.startSession();
    const [one, two] = [await room.connect(url), await room.connect(url)];
    const [first, second] = [await one.subscribe(MESSAGES), await two.subscribe(MESSAGES)];
    one.send({ payload: { subscription_id: second }, type: 'stop_subscription', id: 'not mine' });
    expect(await one.frame(frame => frame['id'] === 'not mine')).toMatchObject({ errorCode: 400 });
    room.control.write(room.control.openVisitor(), 'Hi');
    expect(await one.data(first, 1)).toEqual(await two.data(second, 1));
  });

  it('is closed after 90 s without a frame, and not while PINGs come', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const url = await room.startSession();
    const [silent, lively] = [await room.connect(url), await room.connect(url)];
    clock.advance(60_000);
    lively.send({ sig: 'PING', payload: 1 });
    await lively.frame(frame => frame['sig'] === 'PONG');
    clock.advance(30_000);
    expect(await silent.closed()).toBe(1001);
    await eventually(() => room.control.state().sessions[0]?.sockets).toBe(1);
    clock.advance(60_000);
    expect(await lively.closed()).toBe(1001);
  });
});

describe('a session', () => {
  it('ends with EOS when the same agent starts another', async () => {
    const room = await openRoom();
    const url = await room.startSession();
    const [one, two] = [await room.connect(url), await room.connect(url)];
    const newer = await room.connect();
    for (const older of [one, two]) {
      expect(await older.frame(isEos)).toEqual({ sig: 'EOS', reason: 'concurrent session limit reached' });
      expect(await older.closed()).toBe(1000);
    }
    expect(at(await newer.request(DEPARTMENTS), 'payload', 'data')).toBeDefined();
    const late = await AgentClient.open(url);
    expect(await late.frame(isEos)).toEqual({ sig: 'EOS', reason: 'unexpected session state' });
  });

  it('that has ended does nothing more of what its sockets ask for', async () => {
    const room = await openRoom();
    const client = await room.connect();
    const visitorId = room.control.openVisitor();
    const c = room.control.write(visitorId, 'Hi');
    room.control.fault({ kind: 'eos', name: 'FORBIDDEN', reason: 'maintenance' });
    const query = 'mutation($c: ID!) { sendMessage(channel_id: $c msg: "too late") { success } }';
    client.send({ payload: { query, variables: { c } }, type: 'request', id: 1 });
    expect(await client.closed()).toBe(1000);
    expect(room.control.messages(visitorId)).toHaveLength(1);
  });

  it('that never was is answered with EOS, and the socket closed', async () => {
    const room = await openRoom();
    const url = (await room.startSession()).replace(/\d{10}$/, '0000000000');
    const client = await room.connect(url);
    expect(await client.frame(isEos)).toEqual({ sig: 'EOS', reason: 'unexpected session state' });
    expect(await client.closed()).toBe(1000);
  });

  it('is refused over HTTP for an unknown token, and everything else with it', async () => {
    const room = await openRoom();
    const start = (token: string) => ({
      query: `mutation { startAgentSession(access_token: "${token}") { session_id } }`,
    });
    expect(await room.call('/graphql/request', start('nonsense'))).toEqual({
      status: 401,
      body: { errors: [{ name: 'UNAUTHORIZED', message: expect.any(String), UUID: expect.any(String) }] },
    });
    expect(await room.call('/graphql/request', { query: DEPARTMENTS })).toMatchObject({ status: 401 });
    expect(await room.call('/graphql/request', { query: 1 })).toMatchObject({ status: 400 });
    expect(
      await room.call('/graphql/request', { query: '{ __schema { queryType { name } } }' }),
    ).toMatchObject({
      status: 200,
      body: { data: { __schema: { queryType: { name: 'Query' } } } },
    });
  });
});
