import { describe, expect, it } from 'vitest';
import { scenarioNamed } from '../scenarios/scenarios.ts';
import { at } from '../testing/agentClient.ts';
import { openRoom } from '../testing/sandboxRoom.ts';
import * as agents from './agentTransitions.ts';
import { foundWorld } from './founding.ts';
import type { Channel, World } from './model.ts';
import { agentsOf, channelState, channelsOf, departmentsOf } from './model.ts';
import * as visitors from './visitorTransitions.ts';

const quiet = scenarioNamed('quiet');
const AT = 1_700_000_000_000;

/** Assigned routing: nobody who can sign in is ONLINE, and colleagues are everywhere. */
function founded(): World {
  return foundWorld(quiet, 1, { routing: 'assigned' });
}

function withStatus(world: World, name: string, status: 'ONLINE' | 'OFFLINE'): World {
  return agents.agentChangesStatus(world, idOf(world, name), status).world;
}

function withChat(world: World, departmentId?: string): World {
  const arrival = visitors.visitorArrives(world, { departmentId });
  return visitors.visitorWrites(arrival.world, arrival.visitor.id, 'Hi', AT).world;
}

function idOf(world: World, name: string): string {
  return agentsOf(world).find(agent => agent.name === name)?.id ?? '';
}

function last(world: World): Channel {
  const channel = channelsOf(world).at(-1);
  if (!channel) throw new Error('Expected a channel.');
  return channel;
}

const assignees = (world: World) =>
  channelsOf(world).map(({ assignedId }) =>
    assignedId === null ? null : world.agents.get(assignedId)?.name,
  );

describe('assigned routing', () => {
  it('goes by ASSIGNED, ONGOING, CLOSING and CLOSED', () => {
    const waiting = withChat(withStatus(founded(), 'Alex Morgan', 'ONLINE'));
    const alex = idOf(waiting, 'Alex Morgan');
    const { id: channelId, visitorId } = last(waiting);
    const served = agents.agentReplies(waiting, alex, { channelId, content: 'Hello' }, AT).world;
    const left = visitors.visitorLeaves(served, visitorId, AT).world;
    const closed = visitors.closeChannel(left, channelId, AT).world;
    const states = [waiting, served, left, closed].map(world => channelState(last(world)));
    expect(states).toEqual(['ASSIGNED', 'ONGOING', 'CLOSING', 'CLOSED']);
    expect(last(served).assignedId).toBeNull();
  });

  it('gives each chat to the agent with the fewest, those who can sign in before colleagues', () => {
    const alone = withChat(withChat(withStatus(founded(), 'Alex Morgan', 'ONLINE')));
    expect(assignees(alone)).toEqual(['Alex Morgan', 'Alex Morgan']);
    const two = withChat(withChat(withStatus(alone, 'Priya Nair', 'ONLINE')));
    expect(assignees(two)).toEqual(['Alex Morgan', 'Alex Morgan', 'Priya Nair', 'Priya Nair']);
    expect(assignees(withChat(founded()))).toEqual(['Sam Okoro']);
  });

  it('stays within the department, and follows a transfer', () => {
    const world = withStatus(founded(), 'Priya Nair', 'ONLINE');
    const department = (name: string) => departmentsOf(world).find(each => each.name === name)?.id ?? '';
    const waiting = withChat(world, department('Returns'));
    expect(assignees(waiting)).toEqual(['Lena Fischer']);
    const request = { channelId: last(waiting).id, departmentId: department('Billing'), leave: true };
    const transferred = agents.agentTransfers(waiting, idOf(world, 'Lena Fischer'), request, AT).world;
    expect(assignees(transferred)).toEqual(['Priya Nair']);
  });

  it('leaves a chat INCOMING while nobody is there, and assigns it to who comes', () => {
    const colleagues = ['Sam Okoro', 'Inês Costa', 'Lena Fischer', 'Victor Hale', 'Grace Kim'];
    const empty = colleagues.reduce((world, name) => withStatus(world, name, 'OFFLINE'), founded());
    const waiting = withChat(empty);
    expect(channelState(last(waiting))).toBe('INCOMING');
    const there = withStatus(waiting, 'Alex Morgan', 'ONLINE');
    expect(assignees(there)).toEqual(['Alex Morgan']);
    expect(channelState(last(withStatus(there, 'Alex Morgan', 'OFFLINE')))).toBe('INCOMING');
  });

  it('assigns anew what an agent leaves', () => {
    const waiting = withChat(withStatus(founded(), 'Alex Morgan', 'ONLINE'));
    const alex = idOf(waiting, 'Alex Morgan');
    const { id: channelId } = last(waiting);
    const served = agents.agentReplies(waiting, alex, { channelId, content: 'Hello' }, AT).world;
    const left = agents.agentLeaves(served, alex, channelId, AT).world;
    expect(channelState(last(left))).toBe('ASSIGNED');
  });

  it('tells a message to the one whom the chat is assigned to, and not to others', async () => {
    const room = await openRoom({ routing: 'assigned' });
    const alex = await room.connect();
    const subscription = await alex.subscribe('subscription { message { node { content } } }');
    const visitorId = room.control.openVisitor({ department: 'Returns' });
    room.control.write(visitorId, 'for Lena');
    await alex.request('mutation { updateAgentStatus(status: ONLINE) { node { id } } }');
    room.control.write(room.control.openVisitor(), 'for Alex');
    expect(await alex.data(subscription, 1)).toEqual([{ message: { node: { content: 'for Alex' } } }]);
    const answer = await alex.request('{ channels { edges { node { ... on VisitorChannel { state } } } } }');
    const edges = at(answer, 'payload', 'data', 'channels', 'edges');
    expect(edges).toEqual([{ node: { state: 'ASSIGNED' } }, { node: { state: 'ASSIGNED' } }]);
  });

  it('is not what broadcast routing does', () => {
    const world = withChat(withStatus(foundWorld(quiet, 1), 'Alex Morgan', 'ONLINE'));
    expect(channelState(last(world))).toBe('INCOMING');
  });
});
