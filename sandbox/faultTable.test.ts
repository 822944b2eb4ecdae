import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { IMMEDIATE_FAULTS, WAITING_FAULTS } from './faults.ts';
import { type AgentClient, at } from './testing/agentClient.ts';
import { eventually, openRoom } from './testing/sandboxRoom.ts';

/*
 * `count`, `ms` and `match` of every kind of fault in the contract. What the kinds mean is in faults.test.ts.
 */

const SEND = 'mutation($c: ID!) { sendMessage(channel_id: $c msg: "Hello") { success } }';
const AGENTS = '{ agents { edges { node { id } } } }';
const MESSAGES = 'subscription { message { node { content } } }';
const HELD_MS = 500;

async function openStage() {
  const clock = manualClock();
  const room = await openRoom({ clock });
  let url = await room.startSession();
  const visitorId = room.control.openVisitor();
  const c = room.control.write(visitorId, 'Hi');
  return {
    clock,
    room,
    visitorId,
    order: (fault: Readonly<Record<string, unknown>>) => room.call('/__sandbox/faults', fault),
    struck: () => room.control.state().faults.map(fault => fault.struck),
    said: () => room.control.messages(visitorId).filter(line => line.text === 'Hello').length,
    /** A socket of the agent's session, which is a new one when the last was ended. */
    async connect(): Promise<AgentClient> {
      if (room.control.state().sessions.length === 0) url = await room.startSession();
      return room.connect(url);
    },
    send: (client: AgentClient) =>
      client.send({ payload: { query: SEND, variables: { c } }, type: 'request', id: 'send' }),
  };
}
type Stage = Awaited<ReturnType<typeof openStage>>;

const isAnswered = (client: AgentClient) => client.frames.some(frame => frame['id'] === 'send');
const answer = (client: AgentClient) => client.frame(frame => frame['id'] === 'send');

/** Sends once on a socket of its own and tells whether the fault struck, to the letter. */
const strikes: Record<string, (stage: Stage) => Promise<boolean>> = {
  async 'drop-socket'(stage) {
    const client = await stage.connect();
    const before = stage.said();
    stage.send(client);
    const code = await Promise.race([client.closed(), answer(client)]).catch(() => client.closed());
    return code === 1006 && stage.said() === before;
  },
  async eos(stage) {
    const client = await stage.connect();
    const before = stage.said();
    stage.send(client);
    const frame = await client.frame(each => each['id'] === 'send' || each['sig'] === 'EOS');
    if (frame['sig'] !== 'EOS') return false;
    return frame['reason'] === 'maintenance' && (await client.closed()) === 1000 && stage.said() === before;
  },
  async garbage(stage) {
    const client = await stage.connect();
    stage.send(client);
    await answer(client);
    return client.garbage.length === 1;
  },
  async freeze(stage) {
    const [client, other] = [await stage.connect(), await stage.connect()];
    const before = stage.said();
    stage.send(client);
    client.send({ sig: 'PING' });
    await Promise.race([
      client.frame(each => each['sig'] === 'PONG'),
      eventually(() => stage.room.control.state().frozen).toBe(1),
    ]);
    await other.request(AGENTS);
    const isHeld = client.frames.length === 0 && stage.said() === before;
    stage.clock.advance(HELD_MS);
    await answer(client);
    return isHeld && stage.said() === before + 1;
  },
  async delay(stage) {
    const client = await stage.connect();
    const before = stage.said();
    stage.send(client);
    await client.request(AGENTS);
    const isHeld = !isAnswered(client) && stage.said() === before;
    stage.clock.advance(HELD_MS);
    await answer(client);
    return isHeld && stage.said() === before + 1;
  },
  async 'lose-reply'(stage) {
    const client = await stage.connect();
    const before = stage.said();
    stage.send(client);
    await client.request(AGENTS);
    return !isAnswered(client) && stage.said() === before + 1;
  },
  async 'lose-request'(stage) {
    const client = await stage.connect();
    const before = stage.said();
    stage.send(client);
    await client.request(AGENTS);
    return !isAnswered(client) && stage.said() === before;
  },
  async error(stage) {
    const client = await stage.connect();
    stage.send(client);
    return at(await answer(client), 'payload', 'errors', 0, 'name') === 'FORBIDDEN';
  },
};

const ordered = (kind: string) => ({
  kind,
  match: 'sendMessage',
  ...(kind === 'eos' ? { reason: 'maintenance' } : {}),
  ...(kind === 'error' ? { name: 'FORBIDDEN' } : {}),
});
const lastsWhileHolding = (kind: string) => kind === 'delay' || kind === 'freeze';

it('has every kind of the contract, and one of its own', () => {
  expect([...IMMEDIATE_FAULTS, ...WAITING_FAULTS].sort()).toEqual([
    'data-error',
    'delay',
    'drop-socket',
    'duplicate-data',
    'eos',
    'error',
    'freeze',
    'garbage',
    'lose-reply',
    'lose-request',
    'refuse-connections',
    'reorder-data',
  ]);
});

describe.each(Object.keys(strikes))('%s that waits for sendMessage', kind => {
  const strike = (stage: Stage) => strikes[kind]?.(stage);

  it('strikes as often as was ordered, and no other field', async () => {
    const stage = await openStage();
    const ms = lastsWhileHolding(kind) ? { ms: HELD_MS } : {};
    expect(await stage.order({ ...ordered(kind), ...ms, count: 2 })).toEqual({
      status: 201,
      body: { kind, count: 2 },
    });
    expect(at(await (await stage.connect()).request(AGENTS), 'payload', 'data')).toBeDefined();
    expect(stage.struck()).toEqual([0]);
    const struck = [await strike(stage), await strike(stage), await strike(stage)];
    expect(struck).toEqual([true, true, false]);
    expect(stage.struck()).toEqual([2]);
  });

  it('is over when it is taken back', async () => {
    const stage = await openStage();
    await stage.order({ ...ordered(kind), count: 5, ...(lastsWhileHolding(kind) ? { ms: HELD_MS } : {}) });
    expect(await strike(stage)).toBe(true);
    await stage.room.call('/__sandbox/faults', undefined, 'DELETE');
    expect(await strike(stage)).toBe(false);
  });
});

const untilTimeIsOver = Object.keys(strikes).filter(kind => !lastsWhileHolding(kind));

it.each(untilTimeIsOver)('%s strikes for as long as was ordered, when a time is given', async kind => {
  const stage = await openStage();
  const strike = () => strikes[kind]?.(stage);
  await stage.order({ ...ordered(kind), ms: 1000 });
  expect([await strike(), await strike()]).toEqual([true, true]);
  stage.clock.advance(1000);
  expect(await strike()).toBe(false);
});

describe('faults of subscription data', () => {
  /** What comes of the messages a, b, c … under a fault; errors as `!`. */
  async function came(fault: Readonly<Record<string, unknown>>, messages: string, frames: number) {
    const stage = await openStage();
    const client = await stage.connect();
    await client.subscribe(MESSAGES);
    await stage.order(fault);
    for (const message of messages) stage.room.control.write(stage.visitorId, message);
    await eventually(() => client.frames.filter(frame => frame['sig'] === 'DATA').length).toBe(frames);
    await client.request(AGENTS);
    return client.frames
      .filter(frame => frame['sig'] === 'DATA')
      .map(frame => at(frame, 'payload', 'data', 'message', 'node', 'content'))
      .map(content => (typeof content === 'string' ? content : '!'))
      .join('');
  }

  it.each([
    [{ kind: 'duplicate-data', match: 'message' }, 'abc', 'aabc'],
    [{ kind: 'duplicate-data', match: 'message', count: 2 }, 'abc', 'aabbc'],
    [{ kind: 'duplicate-data', match: 'chatActivity' }, 'abc', 'abc'],
    [{ kind: 'reorder-data', match: 'message' }, 'abc', 'bac'],
    [{ kind: 'reorder-data', match: 'message', count: 2 }, 'abcde', 'badce'],
    [{ kind: 'reorder-data', match: 'chatActivity' }, 'abc', 'abc'],
    [{ kind: 'data-error', match: 'message' }, 'abc', '!bc'],
    [{ kind: 'data-error', match: 'message', count: 2 }, 'abc', '!!c'],
    [{ kind: 'data-error', match: 'chatActivity' }, 'abc', 'abc'],
  ])('%j makes %s %s', async (fault, messages, expected) => {
    expect(await came(fault, messages, expected.length)).toBe(expected);
  });

  it('delay comes later by what was ordered, as often as was ordered', async () => {
    const stage = await openStage();
    const client = await stage.connect();
    const subscriptionId = await client.subscribe(MESSAGES);
    await stage.order({ kind: 'delay', ms: HELD_MS, match: 'message', count: 1 });
    stage.room.control.write(stage.visitorId, 'late');
    stage.room.control.write(stage.visitorId, 'in time');
    expect(await client.data(subscriptionId, 1)).toMatchObject([
      { message: { node: { content: 'in time' } } },
    ]);
    stage.clock.advance(HELD_MS);
    expect((await client.data(subscriptionId, 2))[1]).toMatchObject({
      message: { node: { content: 'late' } },
    });
  });
});

describe('the forms of an error', () => {
  const errors = [{ name: 'RATE_LIMITED', message: expect.any(String), UUID: expect.any(String) }];

  it.each([
    ['errors', { errors }],
    ['error', { error: errors }],
    ['body', { body: expect.any(String) }],
  ])('%s: in an answer and in the data of a subscription', async (form, payload) => {
    const stage = await openStage();
    const client = await stage.connect();
    const subscriptionId = await client.subscribe(MESSAGES);
    await stage.order({ kind: 'error', name: 'RATE_LIMITED', form });
    await stage.order({ kind: 'data-error', name: 'RATE_LIMITED', form });
    stage.send(client);
    expect(await answer(client)).toEqual({ errorCode: 429, payload, id: 'send' });
    stage.room.control.write(stage.visitorId, 'Hello?');
    expect(await client.frame(frame => frame['sig'] === 'DATA')).toEqual({
      sig: 'DATA',
      subscription_id: subscriptionId,
      error_code: 429,
      payload,
    });
  });
});

it('a freeze thaws after its time, and one that was taken back ends no later one', async () => {
  const stage = await openStage();
  const [client, other] = [await stage.connect(), await stage.connect()];
  await stage.order({ kind: 'freeze', ms: 1000 });
  await stage.room.call('/__sandbox/faults', undefined, 'DELETE');
  await stage.order({ kind: 'freeze', ms: 3000 });
  client.send({ sig: 'PING', payload: 1 });
  stage.clock.advance(1000);
  expect(stage.room.control.state().frozen).toBe(2);
  stage.clock.advance(2000);
  expect(stage.room.control.state().frozen).toBe(0);
  await client.frame(frame => frame['sig'] === 'PONG');
  await other.request(AGENTS);
});
