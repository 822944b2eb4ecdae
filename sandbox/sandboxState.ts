import type { Faults } from './faults.ts';
import type { Session, Sessions } from './sessions.ts';
import { subscriptionCount } from './sessions.ts';
import type { Channel, World } from './world/model.ts';
import { agentsOf, channelState, channelsOf, departmentStatus, departmentsOf } from './world/model.ts';

export type SandboxState = ReturnType<typeof stateOf>;

/** Everything that `GET /__sandbox/state` tells. Channels are in the order they were opened. */
export function stateOf(world: World, sessions: Sessions, faults: Faults, frozen: number) {
  const live = sessions.all();
  return {
    departments: departmentsOf(world).map(department => ({
      id: department.id,
      name: department.name,
      status: departmentStatus(world, department),
    })),
    agents: agentsOf(world).map(({ id, name, status, canSignIn }) => ({
      id,
      name,
      status,
      can_sign_in: canSignIn,
    })),
    channels: channelsOf(world).map(channel => stateOfChannel(world, channel)),
    sessions: live.map(session => stateOfSession(world, session)),
    subscriptions: live.reduce((sum, session) => sum + subscriptionCount(session), 0),
    /** `struck` counts how often a fault has happened. */
    faults: faults.all(),
    /** How many sockets are frozen now. */
    frozen,
  };
}

function stateOfChannel(world: World, channel: Channel) {
  const visitor = world.visitors.get(channel.visitorId);
  const department = channel.departmentId === null ? undefined : world.departments.get(channel.departmentId);
  return {
    id: channel.id,
    visitor_id: visitor?.rawId ?? '',
    visitor: {
      id: visitor?.rawId ?? '',
      name: visitor?.displayName ?? '',
      typing: visitor?.typing ?? '',
      tags: visitor?.tags ?? [],
    },
    state: channelState(channel),
    department: department ? { id: department.id, name: department.name } : null,
    agents: named(world, channel.agentIds),
    listeners: named(world, channel.listenerIds),
  };
}

/** Without the client id: with the session id it would be the credential. */
function stateOfSession(world: World, session: Session) {
  return {
    session_id: session.sessionId,
    agent: world.agents.get(session.agentId)?.name ?? '',
    sockets: session.sockets.size,
    subscriptions: subscriptionCount(session),
  };
}

function named(world: World, agentIds: readonly string[]) {
  return agentIds.map(id => ({ id, name: world.agents.get(id)?.name ?? '' }));
}
