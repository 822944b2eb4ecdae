import { withChannel } from './change.ts';
import type { Agent, Channel, World } from './model.ts';
import { agentsOf, channelsOf } from './model.ts';

/*
 * Assigned routing. Zendesk documents the state ASSIGNED and that the API "does not fully support" this
 * routing; how the agent is chosen is ours: who is ONLINE in the chat's department and has the fewest
 * chats. Those who can sign in come first, for colleagues would keep the chats from the client that is
 * tried out.
 */

/** The channel with whom it is assigned to: nobody in broadcast routing, or once somebody serves. */
export function routed(world: World, channel: Channel, loads = loadsOf(world)): Channel {
  const assignedId = world.routing === 'assigned' ? assigneeOf(world, channel, loads) : null;
  if (assignedId === channel.assignedId) return channel;
  if (assignedId !== null) loads.set(assignedId, (loads.get(assignedId) ?? 0) + 1);
  return { ...channel, assignedId };
}

/** Routes all that wait, oldest first. Called when an agent's status has changed. */
export function rerouted(world: World): World {
  if (world.routing === 'broadcast') return world;
  const loads = loadsOf(world);
  return channelsOf(world).reduce((now, channel) => {
    const next = routed(now, channel, loads);
    return next === channel ? now : withChannel(now, next);
  }, world);
}

function assigneeOf(world: World, channel: Channel, loads: ReadonlyMap<string, number>): string | null {
  if (channel.phase !== 'open' || channel.agentIds.length > 0) return null;
  const candidates = agentsOf(world).filter(agent => mayBeAssigned(agent, channel));
  if (candidates.some(agent => agent.id === channel.assignedId)) return channel.assignedId;
  const preferred = candidates.filter(agent => agent.canSignIn);
  const [first] = (preferred.length > 0 ? preferred : candidates).sort(
    (a, b) => (loads.get(a.id) ?? 0) - (loads.get(b.id) ?? 0),
  );
  return first?.id ?? null;
}

function mayBeAssigned(agent: Agent, { departmentId }: Channel): boolean {
  return agent.status === 'ONLINE' && (departmentId === null || agent.departmentIds.includes(departmentId));
}

/** Open chats that each agent serves or is assigned to. */
function loadsOf(world: World): Map<string, number> {
  const loads = new Map<string, number>();
  if (world.routing === 'broadcast') return loads;
  for (const channel of world.channels.values()) {
    if (channel.phase !== 'open') continue;
    for (const id of channel.assignedId === null ? channel.agentIds : [channel.assignedId]) {
      loads.set(id, (loads.get(id) ?? 0) + 1);
    }
  }
  return loads;
}
