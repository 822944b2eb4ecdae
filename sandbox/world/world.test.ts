import { describe, expect, it } from 'vitest';
import { scenarioNamed } from '../scenarios/scenarios.ts';
import * as agents from './agentTransitions.ts';
import { foundWorld } from './founding.ts';
import {
  agentsOf,
  type Channel,
  channelState,
  channelsOf,
  departmentStatus,
  departmentsOf,
  type World,
} from './model.ts';
import * as visitors from './visitorTransitions.ts';

const AT = 1_700_000_000_000;
const quiet = scenarioNamed('quiet');
const walkthrough = scenarioNamed('walkthrough');

function worldWithChat(): { world: World; channel: Channel; alex: string; priya: string; visitorId: string } {
  const arrival = visitors.visitorArrives(foundWorld(quiet, 1), {});
  const { world } = visitors.visitorWrites(arrival.world, arrival.visitor.id, 'Hi', AT);
  const [alex, priya] = agentsOf(world).map(agent => agent.id);
  return {
    world,
    channel: onlyChannel(world),
    alex: alex ?? '',
    priya: priya ?? '',
    visitorId: arrival.visitor.id,
  };
}

function onlyChannel(world: World): Channel {
  const channel = channelsOf(world).at(-1);
  if (!channel) throw new Error('Expected a channel.');
  return channel;
}

describe('a visitor', () => {
  it('has a raw id and a numbered name, the same for the same seed', () => {
    const { visitor } = visitors.visitorArrives(foundWorld(quiet, 7), {});
    expect(visitor.rawId).toMatch(/^2\.[A-Za-z0-9]{14}$/);
    expect(visitor.displayName).toMatch(/^Visitor \d{8}$/);
    expect(visitors.visitorArrives(foundWorld(quiet, 7), {}).visitor).toEqual(visitor);
    expect(visitors.visitorArrives(foundWorld(quiet, 8), {}).visitor.rawId).not.toBe(visitor.rawId);
  });

  it('opens a chat with the first message, and goes on in it with the next', () => {
    const { world, channel, visitorId } = worldWithChat();
    expect(channelState(channel)).toBe('INCOMING');
    expect(channel.logs.map(log => log.kind)).toEqual(['join', 'message']);
    const next = visitors.visitorWrites(world, visitorId, 'Hello?', AT + 1);
    expect(next.events.map(event => event.type)).toEqual(['visitor', 'message']);
    expect(channelsOf(next.world)).toHaveLength(1);
  });

  it('leaves: CLOSING, then CLOSED, and comes back under another channel id', () => {
    const { world, channel, visitorId } = worldWithChat();
    const left = visitors.visitorLeaves(world, visitorId, AT).world;
    expect(channelState(onlyChannel(left))).toBe('CLOSING');
    const closed = visitors.closeChannel(left, channel.id, AT).world;
    expect(channelState(onlyChannel(closed))).toBe('CLOSED');
    const back = visitors.visitorWrites(closed, visitorId, 'One more thing', AT).world;
    expect(onlyChannel(back).id).not.toBe(channel.id);
    expect(onlyChannel(back).visitorId).toBe(visitorId);
  });

  it('who writes again while CLOSING ends the old chat first', () => {
    const { world, channel, visitorId } = worldWithChat();
    const left = visitors.visitorLeaves(world, visitorId, AT).world;
    const back = visitors.visitorWrites(left, visitorId, 'Wait', AT).world;
    expect(channelsOf(back).map(channelState)).toEqual(['CLOSED', 'INCOMING']);
    expect(onlyChannel(back).id).not.toBe(channel.id);
  });
});

describe('an agent', () => {
  it('joins an unserved channel by sending, with a join log before the message', () => {
    const { world, channel, alex } = worldWithChat();
    const change = agents.agentReplies(
      world,
      alex,
      { channelId: channel.id, content: 'Hello', msgId: 'm-1' },
      AT,
    );
    expect(change.success).toBe(true);
    const after = onlyChannel(change.world);
    expect(channelState(after)).toBe('ONGOING');
    expect(after.logs.map(log => log.kind)).toEqual(['join', 'message', 'join', 'message']);
    expect(after.logs.at(-1)).toMatchObject({ content: 'Hello', msgId: 'm-1', userId: alex });
  });

  it('holds back with backoff while another serves, and not while serving', () => {
    const { world, channel, alex, priya } = worldWithChat();
    const reply = { channelId: channel.id, content: 'Hello', backoff: true };
    const served = agents.agentReplies(world, alex, reply, AT);
    expect(served.success).toBe(true);
    const held = agents.agentReplies(served.world, priya, reply, AT);
    expect(held).toMatchObject({ success: false, events: [] });
    expect(held.world).toBe(served.world);
    expect(agents.agentReplies(served.world, alex, reply, AT).success).toBe(true);
  });

  it('who only listens may not send, but may after leaving', () => {
    const { world, channel, alex } = worldWithChat();
    const listening = agents.agentListens(world, alex, channel.id).world;
    const reply = { channelId: channel.id, content: 'Hello' };
    expect(() => agents.agentReplies(listening, alex, reply, AT)).toThrow(
      expect.objectContaining({ errorName: 'FORBIDDEN' }),
    );
    const left = agents.agentLeaves(listening, alex, channel.id, AT);
    expect(left.events).toEqual([]);
    expect(agents.agentReplies(left.world, alex, reply, AT).success).toBe(true);
  });

  it('sends an option that contains a slash as two', () => {
    const { world, channel, alex } = worldWithChat();
    const reply = { channelId: channel.id, content: 'Which?', options: ['Red/Blue', 'None'] };
    const { world: after } = agents.agentReplies(world, alex, reply, AT);
    expect(onlyChannel(after).logs.at(-1)).toMatchObject({ options: ['Red', 'Blue', 'None'] });
  });

  it.each([
    { leave: true, state: 'INCOMING', serving: 0 },
    { leave: false, state: 'ONGOING', serving: 1 },
  ])('transfers with leave $leave: $state, $serving serving', ({ leave, state, serving }) => {
    const { world, channel, alex } = worldWithChat();
    const served = agents.agentReplies(world, alex, { channelId: channel.id, content: 'Hello' }, AT).world;
    const billing = departmentsOf(world).find(each => each.name === 'Billing');
    const request = { channelId: channel.id, departmentId: billing?.id ?? '', leave };
    const after = onlyChannel(agents.agentTransfers(served, alex, request, AT).world);
    expect(after).toMatchObject({ departmentId: billing?.id });
    expect(channelState(after)).toBe(state);
    expect(after.agentIds).toHaveLength(serving);
  });

  it('is told what is wrong with an id of the REST API', () => {
    const { world, channel, alex } = worldWithChat();
    const request = { channelId: channel.id, departmentId: '360001', leave: true };
    expect(() => agents.agentTransfers(world, alex, request, AT)).toThrow(/REST API/);
    expect(() => agents.agentLeaves(world, alex, '12', AT)).toThrow(/REST API/);
    const invitation = { channelId: channel.id, invitedId: '360002', leave: false };
    expect(() => agents.agentInvites(world, alex, invitation, AT)).toThrow(/REST API/);
  });

  it.each([
    { leave: true, serving: ['Priya Nair'] },
    { leave: false, serving: ['Alex Morgan', 'Priya Nair'] },
  ])('invites with leave $leave: $serving serve', ({ leave, serving }) => {
    const { world, channel, alex, priya } = worldWithChat();
    const served = agents.agentReplies(world, alex, { channelId: channel.id, content: 'Hello' }, AT).world;
    const request = { channelId: channel.id, invitedId: priya, leave };
    const { agentIds } = onlyChannel(agents.agentInvites(served, alex, request, AT).world);
    expect(agentIds.map(id => world.agents.get(id)?.name)).toEqual(serving);
  });

  it('tags with letters, digits, - and _ only', () => {
    const { world, channel, alex } = worldWithChat();
    const served = agents.agentReplies(world, alex, { channelId: channel.id, content: 'Hello' }, AT).world;
    expect(() => agents.agentAddsTags(served, alex, channel.id, ['two words'])).toThrow(/two words/);
    const tagged = agents.agentAddsTags(served, alex, channel.id, ['vip', 'vip', 'a_b-1']).world;
    expect(tagged.visitors.get(channel.visitorId)?.tags).toEqual(['vip', 'a_b-1']);
  });
});

describe('a department', () => {
  it('follows its agents unless it is forced', () => {
    const world = foundWorld(walkthrough, 1);
    const statusOf = (of: World, name: string) => {
      const department = departmentsOf(of).find(each => each.name === name);
      return department && departmentStatus(of, department);
    };
    expect(['Shipping', 'Returns', 'Legal'].map(name => statusOf(world, name))).toEqual([
      'ONLINE',
      'AWAY',
      'OFFLINE',
    ]);
    const victor = agentsOf(world).find(agent => agent.name === 'Victor Hale')?.id ?? '';
    const online = agents.agentChangesStatus(world, victor, 'ONLINE').world;
    expect(statusOf(online, 'Legal')).toBe('ONLINE');
    const legal = departmentsOf(world).find(each => each.name === 'Legal')?.id ?? '';
    const forced = agents.departmentChangesStatus(online, legal, 'AWAY').world;
    expect(statusOf(forced, 'Legal')).toBe('AWAY');
  });
});

describe('a transition', () => {
  it('leaves the world it began with as it was', () => {
    const { world, channel, alex } = worldWithChat();
    const before = structuredClone(channelsOf(world));
    agents.agentReplies(world, alex, { channelId: channel.id, content: 'Hello' }, AT);
    visitors.visitorLeaves(world, channel.visitorId, AT);
    expect(channelsOf(world)).toEqual(before);
  });

  it('forgets the oldest ended chats and visitors who have no other', () => {
    const { world, channel, visitorId } = worldWithChat();
    const closed = visitors.closeChannel(world, channel.id, AT).world;
    expect(channelsOf(visitors.forgetEnded(closed, 1))).toHaveLength(1);
    const forgotten = visitors.forgetEnded(closed, 0);
    expect(channelsOf(forgotten)).toEqual([]);
    expect(forgotten.visitors.get(visitorId)).toBeUndefined();
  });
});
