import type { StructuredMessage } from './structuredMessage.ts';
import { Table } from './table.ts';

export type AgentStatus = 'ONLINE' | 'AWAY' | 'INVISIBLE' | 'OFFLINE';
export type DepartmentStatus = 'ONLINE' | 'AWAY' | 'OFFLINE';
/** `broadcast`, Zendesk's default: a waiting visitor is everybody's. `assigned`: one agent's. */
export type Routing = 'broadcast' | 'assigned';
export type ChannelState = 'INCOMING' | 'ASSIGNED' | 'ONGOING' | 'CLOSING' | 'CLOSED';

export interface Department {
  readonly id: string;
  readonly localId: number;
  readonly name: string;
  /** Set by a control call or a scenario; null lets the status follow from the agents. */
  readonly forcedStatus: DepartmentStatus | null;
}

export interface Agent {
  readonly id: string;
  readonly localId: number;
  readonly name: string;
  readonly displayName: string;
  readonly status: AgentStatus;
  readonly departmentIds: readonly string[];
  /** Offered on the consent page. The others are colleagues that nobody signs in as. */
  readonly canSignIn: boolean;
}

export interface Visitor {
  readonly id: string;
  readonly localId: number;
  /** `2.` and 14 characters: what updateVisitorInfo and the control calls take. */
  readonly rawId: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly city: string | null;
  readonly country: string | null;
  /** What the visitor's browser calls itself. */
  readonly userAgent: string | null;
  readonly tags: readonly string[];
  /** Where a chat that this visitor opens will wait. */
  readonly departmentId: string | null;
  /** The chat that is open, null when none is. */
  readonly channelId: string | null;
  /** What stands in the widget's text field, unsent. */
  readonly typing: string;
  /** Everything this visitor has seen, over all chats. */
  readonly transcript: readonly TranscriptLine[];
}

export interface TranscriptLine {
  readonly from: 'visitor' | 'agent' | 'system';
  readonly text: string;
  /** The sender's name, for a message. */
  readonly name?: string;
  readonly msg_id?: string;
  readonly options?: readonly string[];
  readonly structured?: StructuredMessage;
  /** UNIX time in milliseconds. */
  readonly at: number;
}

export interface Channel {
  readonly id: string;
  readonly localId: number;
  readonly visitorId: string;
  readonly departmentId: string | null;
  /** `open` covers INCOMING, ASSIGNED and ONGOING; see channelState. */
  readonly phase: 'open' | 'closing' | 'closed';
  /** Those who serve. */
  readonly agentIds: readonly string[];
  /** Who is to serve next: in assigned routing, while nobody serves. */
  readonly assignedId: string | null;
  /** Those who follow without serving. */
  readonly listenerIds: readonly string[];
  /** Those whose typing indicator is on. */
  readonly typingAgentIds: readonly string[];
  readonly logs: readonly ChatLog[];
  readonly openedAt: number;
}

interface LogEntry {
  readonly id: string;
  /** Grows by one over the whole world: the order of the logs, and their paging cursor. */
  readonly sequence: number;
  readonly userId: string;
  readonly userName: string;
  readonly at: number;
}

export interface Message extends LogEntry {
  readonly kind: 'message';
  readonly content: string;
  readonly msgId: string | null;
  readonly options: readonly string[] | null;
}

export interface MemberLog extends LogEntry {
  readonly kind: 'join' | 'leave' | 'change';
}

export type ChatLog = Message | MemberLog;

export interface World {
  readonly seed: number;
  readonly routing: Routing;
  readonly nextLocalId: number;
  readonly departments: Table<Department>;
  readonly agents: Table<Agent>;
  readonly visitors: Table<Visitor>;
  readonly channels: Table<Channel>;
}

/** What happened, as others hear of it. Channels are as they were right after the event. */
export type WorldEvent =
  | { readonly type: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly type: 'member'; readonly channel: Channel; readonly log: MemberLog }
  | { readonly type: 'channelOpened'; readonly channel: Channel }
  | { readonly type: 'channelTransferred'; readonly channel: Channel }
  | { readonly type: 'channelClosing'; readonly channel: Channel }
  | { readonly type: 'channelClosed'; readonly channel: Channel }
  | { readonly type: 'typing'; readonly channel: Channel }
  | { readonly type: 'agentStatus'; readonly agent: Agent }
  | { readonly type: 'departmentStatus'; readonly department: Department }
  | { readonly type: 'visitor'; readonly visitor: Visitor };

/** What a transition gives: the world after it, and what happened on the way, in order. */
export interface Change {
  readonly world: World;
  readonly events: readonly WorldEvent[];
}

export function emptyWorld(seed: number, routing: Routing): World {
  return {
    seed,
    routing,
    nextLocalId: 1_000_001,
    departments: Table.empty(),
    agents: Table.empty(),
    visitors: Table.empty(),
    channels: Table.empty(),
  };
}

/** Zendesk's CHANNEL_STATE. ASSIGNED comes up in assigned routing only. */
export function channelState(channel: Channel): ChannelState {
  if (channel.phase === 'closed') return 'CLOSED';
  if (channel.phase === 'closing') return 'CLOSING';
  if (channel.agentIds.length > 0) return 'ONGOING';
  return channel.assignedId === null ? 'INCOMING' : 'ASSIGNED';
}

/** ONLINE while one of its agents is, else AWAY while one of them is, else OFFLINE; unless forced. */
export function departmentStatus(world: World, department: Department): DepartmentStatus {
  if (department.forcedStatus) return department.forcedStatus;
  const statuses = new Set(
    world.agents
      .values()
      .filter(agent => agent.departmentIds.includes(department.id))
      .map(agent => agent.status),
  );
  if (statuses.has('ONLINE')) return 'ONLINE';
  return statuses.has('AWAY') ? 'AWAY' : 'OFFLINE';
}

/** In the order of creation. */
export function departmentsOf(world: World): Department[] {
  return inOrder(world.departments.values());
}

/** In the order of creation. */
export function agentsOf(world: World): Agent[] {
  return inOrder(world.agents.values());
}

/** In the order of creation. */
export function visitorsOf(world: World): Visitor[] {
  return inOrder(world.visitors.values());
}

/** In the order of creation, the closed ones among them. */
export function channelsOf(world: World): Channel[] {
  return inOrder(world.channels.values());
}

function inOrder<T extends { readonly localId: number }>(items: T[]): T[] {
  return items.sort((a, b) => a.localId - b.localId);
}
