import { cannotExecute, Refusal } from '../refusal.ts';
import {
  existingAgent,
  existingDepartment,
  openChannel,
  steps,
  unchanged,
  visitorOf,
  withChannel,
  withVisitor,
} from './change.ts';
import { addMemberLog, addMessage, tellVisitor } from './channelLogs.ts';
import type {
  Agent,
  AgentStatus,
  Change,
  Channel,
  DepartmentStatus,
  TranscriptLine,
  World,
} from './model.ts';
import { rerouted, routed } from './routing.ts';
import type { StructuredMessage } from './structuredMessage.ts';
import { checkStructuredMessage, textOf } from './structuredMessage.ts';

const TAG = /^[A-Za-z0-9_-]+$/;

export interface Reply {
  readonly channelId: string;
  readonly content: string;
  readonly msgId?: string | null | undefined;
  readonly options?: readonly string[] | null | undefined;
  /** Hold the message back while another agent serves the channel. */
  readonly backoff?: boolean | null | undefined;
  readonly structured?: StructuredMessage | undefined;
}

/** A change, and what the mutation answers as `success`. */
export type Answered = Change & { readonly success: boolean };

/** The agent's own status. Departments whose status follows from it change with it. */
export function agentChangesStatus(world: World, agentId: string, status: AgentStatus): Change {
  const agent = { ...existingAgent(world, agentId), status };
  const next = { ...world, agents: world.agents.with(agent.id, agent) };
  return { world: rerouted(next), events: [{ type: 'agentStatus', agent }] };
}

/** Forces the status of a department; null lets it follow from its agents again. */
export function departmentChangesStatus(
  world: World,
  departmentId: string,
  status: DepartmentStatus | null,
): Change {
  const department = { ...existingDepartment(world, departmentId), forcedStatus: status };
  return {
    world: { ...world, departments: world.departments.with(departmentId, department) },
    events: [{ type: 'departmentStatus', department }],
  };
}

/**
 * Sends a message, joining the channel when the agent does not serve it yet.
 * @throws Refusal FORBIDDEN for one who only listens, GRAPHQL_EXEC_ERROR for empty text
 */
export function agentReplies(world: World, agentId: string, reply: Reply, at: number): Answered {
  const agent = existingAgent(world, agentId);
  const channel = openChannel(world, reply.channelId);
  if (reply.content.trim() === '') throw cannotExecute('msg is empty; expected text.');
  mustNotOnlyListen(channel, agentId);
  if (reply.backoff === true && isServedByOthersOnly(channel, agentId)) {
    return { ...unchanged(world), success: false };
  }
  const options = reply.options ? reply.options.flatMap(splitOption) : null;
  const line: TranscriptLine = {
    from: 'agent',
    name: agent.displayName,
    text: reply.content,
    ...(reply.msgId ? { msg_id: reply.msgId } : {}),
    ...(options ? { options } : {}),
    ...(reply.structured ? { structured: reply.structured } : {}),
    at,
  };
  const fields = { content: reply.content, msgId: reply.msgId ?? null, options };
  const change = steps(
    world,
    now => joinIfOutside(now, channel.id, agent, at),
    now => showTyping(now, channel.id, agentId, false),
    now => addMessage(now, channel.id, agent, fields, line),
  );
  return { ...change, success: true };
}

/**
 * Sends one of the five structured messages.
 * @throws Refusal GRAPHQL_EXEC_ERROR when it breaks one of Zendesk's limits
 */
export function agentSendsStructured(
  world: World,
  agentId: string,
  channelId: string,
  structured: StructuredMessage,
  at: number,
): Answered {
  checkStructuredMessage(structured);
  return agentReplies(world, agentId, { channelId, content: textOf(structured), structured }, at);
}

/** Hands the chat to a department. With `leave` the caller goes, and the chat waits there unserved. */
export function agentTransfers(
  world: World,
  agentId: string,
  request: { readonly channelId: string; readonly departmentId: string; readonly leave: boolean },
  at: number,
): Change {
  const before = openChannel(world, request.channelId);
  const department = existingDepartment(world, request.departmentId);
  mustServeOrBeUnserved(before, agentId);
  const channel = routed(world, { ...before, departmentId: department.id });
  return steps(
    withChannel(world, channel),
    now => tellVisitor(now, channel.visitorId, `You are being transferred to ${department.name}`, at),
    now => (request.leave ? stepOut(now, channel.id, agentId, at) : unchanged(now)),
    now => ({
      world: now,
      events: [{ type: 'channelTransferred', channel: now.channels.get(channel.id) ?? channel }],
    }),
  );
}

/** Leaves the channel, or stops listening. When nobody else serves it, the visitor waits again. */
export function agentLeaves(world: World, agentId: string, channelId: string, at: number): Change {
  const channel = openChannel(world, channelId);
  if (!channel.agentIds.includes(agentId) && !channel.listenerIds.includes(agentId)) {
    throw cannotExecute('You neither serve nor listen to this channel.');
  }
  return stepOut(world, channel.id, agentId, at);
}

/** Brings another agent in at once (ours: the real invitation may have to be accepted). */
export function agentInvites(
  world: World,
  agentId: string,
  request: { readonly channelId: string; readonly invitedId: string; readonly leave: boolean },
  at: number,
): Change {
  const channel = openChannel(world, request.channelId);
  const invited = existingAgent(world, request.invitedId);
  mustServeOrBeUnserved(channel, agentId);
  return steps(
    world,
    now => joinIfOutside(now, channel.id, invited, at),
    now => (request.leave ? stepOut(now, channel.id, agentId, at) : unchanged(now)),
  );
}

/** Follows a channel without joining it. Who serves it already goes on serving. */
export function agentListens(world: World, agentId: string, channelId: string): Change {
  const channel = openChannel(world, channelId);
  if (channel.agentIds.includes(agentId) || channel.listenerIds.includes(agentId)) return unchanged(world);
  return unchanged(withChannel(world, { ...channel, listenerIds: [...channel.listenerIds, agentId] }));
}

/** Shows or hides the agent's typing indicator; false when another agent serves the channel instead. */
export function agentTypes(
  world: World,
  agentId: string,
  request: { readonly channelId: string; readonly typing: boolean },
): Answered {
  const channel = openChannel(world, request.channelId);
  mustNotOnlyListen(channel, agentId);
  if (isServedByOthersOnly(channel, agentId)) return { ...unchanged(world), success: false };
  return { ...showTyping(world, channel.id, agentId, request.typing), success: true };
}

/** @throws Refusal GRAPHQL_EXEC_ERROR for a tag with other than letters, digits, `-` and `_` */
export function agentAddsTags(
  world: World,
  agentId: string,
  channelId: string,
  tags: readonly string[],
): Change {
  const channel = openChannel(world, channelId);
  if (!channel.agentIds.includes(agentId)) throw notServing();
  const wrong = tags.find(tag => !TAG.test(tag));
  if (wrong !== undefined) {
    throw cannotExecute(`Tag "${wrong}" is refused: letters, digits, - and _ are allowed.`);
  }
  const before = visitorOf(world, channel);
  const visitor = { ...before, tags: [...new Set([...before.tags, ...tags])] };
  return { world: withVisitor(world, visitor), events: [{ type: 'visitor', visitor }] };
}

function joinIfOutside(world: World, channelId: string, agent: Agent, at: number): Change {
  const before = openChannel(world, channelId);
  if (before.agentIds.includes(agent.id)) return unchanged(world);
  const channel = {
    ...before,
    agentIds: [...before.agentIds, agent.id],
    assignedId: null,
    listenerIds: before.listenerIds.filter(id => id !== agent.id),
  };
  const line = `${agent.displayName} joined the chat`;
  return addMemberLog(withChannel(world, channel), channelId, agent, { kind: 'join', at, line });
}

/** Takes the agent out; only one who served is seen to leave. */
function stepOut(world: World, channelId: string, agentId: string, at: number): Change {
  const before = openChannel(world, channelId);
  const served = before.agentIds.includes(agentId);
  const agent = existingAgent(world, agentId);
  const channel = routed(world, {
    ...before,
    agentIds: before.agentIds.filter(id => id !== agentId),
    listenerIds: before.listenerIds.filter(id => id !== agentId),
    typingAgentIds: before.typingAgentIds.filter(id => id !== agentId),
  });
  const next = withChannel(world, channel);
  if (!served) return unchanged(next);
  return addMemberLog(next, channelId, agent, {
    kind: 'leave',
    at,
    line: `${agent.displayName} left the chat`,
  });
}

function showTyping(world: World, channelId: string, agentId: string, typing: boolean): Change {
  const before = openChannel(world, channelId);
  if (before.typingAgentIds.includes(agentId) === typing) return unchanged(world);
  const others = before.typingAgentIds.filter(id => id !== agentId);
  const channel = { ...before, typingAgentIds: typing ? [...others, agentId] : others };
  return { world: withChannel(world, channel), events: [{ type: 'typing', channel }] };
}

function isServedByOthersOnly(channel: Channel, agentId: string): boolean {
  return channel.agentIds.length > 0 && !channel.agentIds.includes(agentId);
}

function mustNotOnlyListen(channel: Channel, agentId: string): void {
  if (channel.agentIds.includes(agentId) || !channel.listenerIds.includes(agentId)) return;
  throw new Refusal('FORBIDDEN', 'You only listen to this channel. Call leaveChannel first, then send.');
}

function mustServeOrBeUnserved(channel: Channel, agentId: string): void {
  mustNotOnlyListen(channel, agentId);
  if (isServedByOthersOnly(channel, agentId)) throw notServing();
}

function notServing(): Refusal {
  return new Refusal('FORBIDDEN', 'You do not serve this channel. Send a message into it to join.');
}

/** facts.md: an option that contains `/` is shown as two. */
function splitOption(option: string): string[] {
  return option
    .split('/')
    .map(part => part.trim())
    .filter(part => part !== '');
}
