import { describe, expect, it } from 'vitest';
import type { ChannelIds } from './channelIds.ts';
import { ownChannelId, shownChannelId } from './channelIds.ts';
import type { AgentClient } from './testing/agentClient.ts';
import { at, textAt } from './testing/agentClient.ts';
import { openRoom } from './testing/sandboxRoom.ts';

const SEND = 'mutation($c: ID! $m: String!) { sendMessage(channel_id: $c msg: $m) { success } }';

async function idsOf(client: AgentClient): Promise<unknown> {
  const answer = await client.request('{ channels { edges { node { id } } } }');
  return at(answer, 'payload', 'data', 'channels', 'edges', 0, 'node', 'id');
}

/** A visitor waits, and Alex has had one session already. */
async function secondSession(channelIds?: ChannelIds) {
  const room = await openRoom(channelIds ? { channelIds } : {});
  const visitorId = room.control.openVisitor({ name: 'Ada' });
  const own = room.control.write(visitorId, 'Hi');
  const first = await room.connect();
  expect(await idsOf(first)).toBe(own);
  return { room, visitorId, own, client: await room.connect() };
}

describe('the id of a channel', () => {
  it('is another one in each session of an agent, the same in all that the session is told', async () => {
    const { room, visitorId, own, client } = await secondSession();
    const shown = await idsOf(client);
    expect(shown).not.toBe(own);
    const query = 'subscription { message { node { content channel { id } } } }';
    const subscription = await client.subscribe(query);
    room.control.write(visitorId, 'Hello?');
    expect(await client.data(subscription, 1)).toEqual([
      { message: { node: { content: 'Hello?', channel: { id: shown } } } },
    ]);
  });

  it("is each agent's own, though both ask the same of the same chat", async () => {
    const { room, visitorId, own, client } = await secondSession();
    const priyaId = room.control.state().agents[1]?.id ?? '';
    const priya = await room.connect(await room.startSession(await room.accessTokenOf(priyaId)));
    const query = 'subscription { message { node { channel { id } } } }';
    const subscriptions = [await client.subscribe(query), await priya.subscribe(query)] as const;
    room.control.write(visitorId, 'Hello?');
    const told = (id: unknown) => [{ message: { node: { channel: { id } } } }];
    expect(await priya.data(subscriptions[1], 1)).toEqual(told(own));
    expect(await client.data(subscriptions[0], 1)).toEqual(told(await idsOf(client)));
  });

  it('is taken under the name of any session', async () => {
    const { room, visitorId, own, client } = await secondSession();
    await client.request(SEND, { c: await idsOf(client), m: 'under the new one' });
    await client.request(SEND, { c: own, m: 'under the old one' });
    const told = room.control.messages(visitorId).filter(line => line.from === 'agent');
    expect(told.map(line => line.text)).toEqual(['under the new one', 'under the old one']);
    const leave = 'mutation($c: ID!) { leaveChannel(channel_id: $c) { success } }';
    const left = await client.request(leave, { c: await idsOf(client) });
    expect(at(left, 'payload', 'data')).toEqual({ leaveChannel: { success: true } });
    expect(room.control.state().channels[0]).toMatchObject({ id: own, state: 'INCOMING' });
  });

  it('stays over a reconnect to the same session', async () => {
    const { room, client } = await secondSession();
    const url = await room.startSession();
    const [one, other] = [await room.connect(url), await room.connect(url)];
    expect(await idsOf(one)).toBe(await idsOf(other));
    expect(client.frames.at(-1)).toMatchObject({ sig: 'EOS' });
  });

  it('stays over sessions where it changes with each chat alone', async () => {
    const { own, client } = await secondSession('per-chat');
    expect(await idsOf(client)).toBe(own);
  });

  it('is another one for each chat of a visitor, and the one before is refused with what to do', async () => {
    const { room, visitorId, own, client } = await secondSession('per-chat');
    room.control.leave(visitorId);
    const next = room.control.write(visitorId, 'Back again');
    expect(next).not.toBe(own);
    expect(await idsOf(client)).toBe(next);
    const refused = await client.request(SEND, { c: own, m: 'Hello' });
    expect(textAt(refused, 'payload', 'errors', 0, 'message')).toMatch(/CLOSED.*read channels/);
  });

  it('is understood whatever the round, and what is no such id stays as it is', () => {
    for (const round of [0, 1, 2, 1_000_000]) {
      expect(ownChannelId(shownChannelId(1_000_042, round))).toBe(shownChannelId(1_000_042, 0));
    }
    for (const other of ['', '12', 'W10=', 'no base64!']) expect(ownChannelId(other)).toBe(other);
  });
});
