import { assertNever } from '../assertNever.ts';
import { shownChannelId } from '../channelIds.ts';
import type { Agent, Channel, ChatLog, Department, Message, Visitor, World } from '../world/model.ts';
import { agentsOf, channelState, channelsOf, departmentStatus, departmentsOf } from '../world/model.ts';
import type { Connection, PageArgs } from './connection.ts';
import { connectionOf } from './connection.ts';
import type { ExecutionContext } from './execution.ts';

/*
 * The world in the words of the schema. graphql-js reads a property, or calls it with the field's
 * arguments when it is a function: what costs work is a function. The arguments were checked against
 * the schema by then.
 */

export function agentsView(world: World, args: PageArgs, context: ExecutionContext): Connection {
  return connectionOf(agentsOf(world), { keyOf: byLocalId, view: agentView }, args, context);
}

export function departmentsView(world: World, args: PageArgs, context: ExecutionContext): Connection {
  const view = (department: Department) => departmentView(world, department);
  return connectionOf(departmentsOf(world), { keyOf: byLocalId, view }, args, context);
}

/** Every channel that is not CLOSED. */
export function channelsView(world: World, args: PageArgs, context: ExecutionContext): Connection {
  const open = channelsOf(world).filter(channel => channel.phase !== 'closed');
  const view = (channel: Channel) => channelView(world, channel);
  return connectionOf(open, { keyOf: byLocalId, view }, args, context);
}

export function agentView(agent: Agent) {
  const { id, name, displayName, status } = agent;
  return { __typename: 'Agent' as const, id, display_name: displayName, name, status };
}

export function messageView(world: World, channel: Channel, message: Message) {
  return {
    __typename: 'Message' as const,
    id: message.id,
    content: message.content,
    channel: () => channelView(world, channel),
    from: () => userView(world, message.userId),
    msg_id: message.msgId,
    options: message.options,
    sender_name: message.userName,
    timestamp: message.at,
  };
}

/** One entry of the logs, as the union ChatLog. */
export function chatLogView(world: World, channel: Channel, log: ChatLog) {
  switch (log.kind) {
    case 'message':
      return messageView(world, channel, log);
    case 'join':
      return { __typename: 'MemberJoinLog' as const, ...memberFields(world, channel, log) };
    case 'leave':
      return { __typename: 'MemberLeaveLog' as const, ...memberFields(world, channel, log) };
    case 'change':
      return {
        __typename: 'MemberChangeLog' as const,
        id: log.id,
        channel: () => channelView(world, channel),
      };
    default:
      return assertNever(log);
  }
}

function memberFields(world: World, channel: Channel, log: ChatLog) {
  return {
    id: log.id,
    channel: () => channelView(world, channel),
    user: () => userView(world, log.userId),
    user_name: log.userName,
  };
}

function channelView(world: World, channel: Channel) {
  const visitor = world.visitors.get(channel.visitorId);
  return {
    __typename: 'VisitorChannel' as const,
    id: (_args: unknown, { round = 0 }: ExecutionContext) => shownChannelId(channel.localId, round),
    state: channelState(channel),
    raw_id: visitor?.rawId ?? null,
    ip: '127.0.0.1',
    city: visitor?.city ?? null,
    country: visitor?.country ?? null,
    user_agent: visitor?.userAgent ?? null,
    visitor: () => (visitor ? visitorView(visitor) : null),
    department: () => {
      const department = channel.departmentId && world.departments.get(channel.departmentId);
      return department ? departmentView(world, department) : null;
    },
    agents: (args: PageArgs, context: ExecutionContext) => {
      const serving = channel.agentIds.flatMap(id => world.agents.get(id) ?? []).sort(byCreation);
      return connectionOf(serving, { keyOf: byLocalId, view: agentView }, args, context);
    },
    logs: (args: PageArgs, context: ExecutionContext) => {
      const view = (log: ChatLog) => chatLogView(world, channel, log);
      return connectionOf(channel.logs, { keyOf: log => log.sequence, view }, args, context);
    },
  };
}

function departmentView(world: World, department: Department) {
  return { id: department.id, name: department.name, status: departmentStatus(world, department) };
}

function visitorView(visitor: Visitor) {
  return {
    __typename: 'Visitor' as const,
    id: visitor.id,
    display_name: visitor.displayName,
    email: visitor.email,
    phone: null,
    external_id: null,
    raw_id: visitor.rawId,
    current_country: visitor.country,
    current_region: null,
    current_tags: visitor.tags,
    status: null,
  };
}

function userView(world: World, userId: string) {
  const agent = world.agents.get(userId);
  if (agent) return agentView(agent);
  const visitor = world.visitors.get(userId);
  return visitor ? visitorView(visitor) : null;
}

function byLocalId(item: { readonly localId: number }): number {
  return item.localId;
}

function byCreation(one: Agent, other: Agent): number {
  return one.localId - other.localId;
}
