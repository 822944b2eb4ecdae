import { ownChannelId } from '../channelIds.ts';
import { globalIdType } from '../globalId.ts';
import { cannotExecute } from '../refusal.ts';
import type { Agent, Change, Channel, Department, Visitor, World, WorldEvent } from './model.ts';

type Step = (world: World) => Change;

/** Takes the steps one after the other, each from the world that the last one left. */
export function steps(start: World, ...taken: readonly Step[]): Change {
  const events: WorldEvent[] = [];
  let world = start;
  for (const step of taken) {
    const change = step(world);
    world = change.world;
    events.push(...change.events);
  }
  return { world, events };
}

/** A step that does nothing. */
export function unchanged(world: World): Change {
  return { world, events: [] };
}

export function withVisitor(world: World, visitor: Visitor): World {
  return { ...world, visitors: world.visitors.with(visitor.id, visitor) };
}

export function withChannel(world: World, channel: Channel): World {
  return { ...world, channels: world.channels.with(channel.id, channel) };
}

/**
 * Takes an id that any session has shown: whether those of earlier sessions go on is not known.
 * @throws Refusal GRAPHQL_EXEC_ERROR, when there is no such channel or it has ended
 */
export function openChannel(world: World, id: string): Channel {
  const channel = world.channels.get(id) ?? world.channels.get(ownChannelId(id));
  if (!channel) {
    throw unknownId('channel_id', id, 'VISITOR_CHANNEL', 'channels { edges { node { id } } }');
  }
  if (channel.phase === 'closed') {
    throw cannotExecute(
      'This channel is CLOSED. A visitor who comes back gets another channel: read channels.',
    );
  }
  return channel;
}

/** @throws Refusal GRAPHQL_EXEC_ERROR */
export function existingDepartment(world: World, id: string): Department {
  const department = world.departments.get(id);
  if (!department) {
    throw unknownId('department_id', id, 'DEPARTMENT', 'departments { edges { node { id } } }');
  }
  return department;
}

/** @throws Refusal GRAPHQL_EXEC_ERROR */
export function existingAgent(world: World, id: string): Agent {
  const agent = world.agents.get(id);
  if (!agent) throw unknownId('agent_id', id, 'AGENT', 'agents { edges { node { id } } }');
  return agent;
}

/** The visitor of a channel: there as long as the channel is. */
export function visitorOf(world: World, channel: Channel): Visitor {
  const visitor = world.visitors.get(channel.visitorId);
  if (!visitor) throw new Error(`Channel ${channel.id} has lost its visitor ${channel.visitorId}.`);
  return visitor;
}

function unknownId(argument: string, id: string, type: string, source: string) {
  const given = globalIdType(id);
  if (/^\d+$/.test(id)) {
    return cannotExecute(
      `${argument} "${id}" looks like an id of the REST API, which does not work here. Take it from ${source}.`,
    );
  }
  if (given !== null && given !== type) {
    return cannotExecute(`${argument} expects an id of type ${type}; one of type ${given} came.`);
  }
  return cannotExecute(`${argument} "${id}" is not known. Take it from ${source}.`);
}
