import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { AgentClient, at } from './testing/agentClient.ts';
import { openRoom, type SandboxRoom } from './testing/sandboxRoom.ts';

const DEPARTMENTS = '{ departments { edges { node { id } } } }';
const MESSAGES = 'subscription { message { node { content } } }';
const SEND = 'mutation($c: ID!) { sendMessage(channel_id: $c msg: "Hello") { success } }';

const order = (room: SandboxRoom, fault: Readonly<Record<string, unknown>>) =>
  room.call('/__sandbox/faults', fault);
const contents = (data: readonly unknown[]) => data.map(each => at(each, 'message', 'node', 'content'));

async function roomWithChat() {
  const room = await openRoom();
  const url = await room.startSession();
  const client = await room.connect(url);
  const visitorId = room.control.openVisitor();
  const c = room.control.write(visitorId, 'Hi');
  return { room, url, client, visitorId, c };
}

describe('faults that act at once', () => {
  it('drop-socket cuts every socket with 1006, and their URL stays good', async () => {
    const { room, url, client } = await roomWithChat();
    const second = await room.connect(url);
    expect(await order(room, { kind: 'drop-socket' })).toEqual({
      status: 201,
      body: { kind: 'drop-socket', sockets: 2 },
    });
    expect([await client.closed(), await second.closed()]).toEqual([1006, 1006]);
    const again = await room.connect(url);
    expect(at(await again.request(DEPARTMENTS), 'payload', 'data')).toBeDefined();
  });

  it('eos ends every session for the reason given', async () => {
    const { room, url, client } = await roomWithChat();
    await order(room, { kind: 'eos', reason: 'maintenance' });
    expect(await client.frame(frame => frame['sig'] === 'EOS')).toEqual({
      sig: 'EOS',
      reason: 'maintenance',
    });
    const late = await room.connect(url);
    expect(await late.frame(() => true)).toMatchObject({ sig: 'EOS', reason: 'unexpected session state' });
  });

  it('garbage is a frame that is no JSON, as often as ordered', async () => {
    const { room, client } = await roomWithChat();
    await order(room, { kind: 'garbage', count: 2 });
    await client.request(DEPARTMENTS);
    expect(client.garbage).toHaveLength(2);
  });

  it('freeze stops reading and writing, until it is taken back', async () => {
    const { room, url, client, visitorId, c } = await roomWithChat();
    const subscriptionId = await client.subscribe(MESSAGES);
    await order(room, { kind: 'freeze' });
    room.control.write(visitorId, 'frozen');
    client.send({ payload: { query: SEND, variables: { c } }, type: 'request', id: 'f' });
    const other = await room.connect(url);
    await other.request(DEPARTMENTS);
    expect(client.frames.filter(frame => frame['sig'] === 'DATA' || frame['id'] === 'f')).toEqual([]);
    expect(room.control.messages(visitorId)).toHaveLength(2);
    await room.call('/__sandbox/faults', undefined, 'DELETE');
    expect(contents(await client.data(subscriptionId, 2))).toEqual(['frozen', 'Hello']);
  });
});

describe('faults that lie in wait', () => {
  it('error answers the requests that match, as often as ordered', async () => {
    const { room, client, c } = await roomWithChat();
    await order(room, { kind: 'error', name: 'RATE_LIMITED', match: 'sendMessage', count: 2 });
    expect(at(await client.request(DEPARTMENTS), 'payload', 'data')).toBeDefined();
    for (let sent = 0; sent < 2; sent += 1) {
      expect(await client.request(SEND, { c })).toMatchObject({
        errorCode: 429,
        payload: { errors: [{ name: 'RATE_LIMITED' }] },
      });
    }
    expect(at(await client.request(SEND, { c }), 'payload', 'data')).toEqual({
      sendMessage: { success: true },
    });
    expect(room.control.state().faults).toMatchObject([
      { kind: 'error', match: 'sendMessage', count: 2, struck: 2 },
    ]);
  });

  it('lose-reply does the work and drops the answer; lose-request does nothing', async () => {
    const { room, client, visitorId, c } = await roomWithChat();
    await order(room, { kind: 'lose-reply', match: 'sendMessage' });
    client.send({ payload: { query: SEND, variables: { c } }, type: 'request', id: 'lost' });
    await client.request(DEPARTMENTS);
    expect(room.control.messages(visitorId).at(-1)?.text).toBe('Hello');
    await order(room, { kind: 'lose-request', match: 'sendMessage' });
    client.send({ payload: { query: SEND, variables: { c } }, type: 'request', id: 'lost' });
    await client.request(DEPARTMENTS);
    expect(room.control.messages(visitorId)).toHaveLength(3);
    expect(client.frames.filter(frame => frame['id'] === 'lost')).toEqual([]);
  });

  it('lose-reply cuts the HTTP connection after a session was started', async () => {
    const room = await openRoom();
    await order(room, { kind: 'lose-reply', match: 'startAgentSession' });
    await expect(room.startSession()).rejects.toThrow(/fetch failed/);
    expect(room.control.state().sessions).toHaveLength(1);
  });

  it('delay holds a request back for as long as ordered, and others not', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const client = await room.connect();
    await order(room, { kind: 'delay', ms: 5000, match: 'departments' });
    client.send({ payload: { query: DEPARTMENTS }, type: 'request', id: 'slow' });
    await client.request('{ agents { edges { node { id } } } }');
    clock.advance(4999);
    await client.request('{ agents { edges { node { id } } } }');
    expect(client.frames.some(frame => frame['id'] === 'slow')).toBe(false);
    clock.advance(1);
    await client.frame(frame => frame['id'] === 'slow');
  });

  it('duplicate-data sends one event twice; reorder-data lets the next overtake it', async () => {
    const { room, client, visitorId } = await roomWithChat();
    const subscriptionId = await client.subscribe(MESSAGES);
    await order(room, { kind: 'duplicate-data' });
    room.control.write(visitorId, 'one');
    expect(contents(await client.data(subscriptionId, 2))).toEqual(['one', 'one']);
    await order(room, { kind: 'reorder-data', match: 'message' });
    room.control.write(visitorId, 'two');
    room.control.write(visitorId, 'three');
    expect(contents(await client.data(subscriptionId, 4)).slice(2)).toEqual(['three', 'two']);
  });

  it('refuse-connections turns new sockets away, until it is taken back', async () => {
    const { room, url, client } = await roomWithChat();
    await order(room, { kind: 'refuse-connections' });
    await expect(AgentClient.open(url)).rejects.toThrow(/503/);
    await expect(AgentClient.open(url)).rejects.toThrow(/503/);
    expect(at(await client.request(DEPARTMENTS), 'payload', 'data')).toBeDefined();
    await room.call('/__sandbox/faults', undefined, 'DELETE');
    await room.connect(url);
  });

  it('refuse-connections that was taken back does not end a later one when its time is over', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const url = await room.startSession();
    await order(room, { kind: 'refuse-connections', ms: 2000 });
    await room.call('/__sandbox/faults', undefined, 'DELETE');
    await order(room, { kind: 'refuse-connections' });
    clock.advance(2000);
    await expect(AgentClient.open(url)).rejects.toThrow(/503/);
  });

  it('refuse-connections ends by itself after its time, or its count', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const url = await room.startSession();
    await order(room, { kind: 'refuse-connections', ms: 2000 });
    await expect(AgentClient.open(url)).rejects.toThrow(/503/);
    clock.advance(2000);
    await room.connect(url);
    await order(room, { kind: 'refuse-connections', count: 1 });
    await expect(AgentClient.open(url)).rejects.toThrow(/503/);
    await room.connect(url);
  });
});
