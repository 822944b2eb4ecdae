import type { Channel, TranscriptLine, Visitor, World } from '../world/model.ts';
import { channelState, departmentStatus, departmentsOf } from '../world/model.ts';

/** What the visitor's page shows, apart from the lines of the conversation. */
export interface VisitorView {
  readonly name: string;
  /** `none` before the first message; `ended` also while the chat that the visitor left is closing. */
  readonly chat: 'none' | 'waiting' | 'served' | 'ended';
  readonly department: string | null;
  /** Display names of those who serve. */
  readonly agents: readonly string[];
  /** Display names of those who are typing. */
  readonly typing: readonly string[];
  readonly departments: readonly { readonly name: string; readonly status: string }[];
}

/** New lines; `start` is the place of the first, 0 standing for the whole transcript. */
export interface NewLines {
  readonly start: number;
  readonly lines: readonly TranscriptLine[];
}

export function visitorView(world: World, visitor: Visitor): VisitorView {
  const channel = visitor.channelId === null ? undefined : world.channels.get(visitor.channelId);
  const open = channel?.phase === 'open';
  const displayNames = (ids: readonly string[]) => ids.map(id => world.agents.get(id)?.displayName ?? '');
  const departmentId = open ? channel.departmentId : visitor.departmentId;
  return {
    name: visitor.displayName,
    chat: chatOf(visitor, channel),
    department: departmentId === null ? null : (world.departments.get(departmentId)?.name ?? null),
    agents: displayNames(open ? channel.agentIds : []),
    typing: displayNames(open ? channel.typingAgentIds : []),
    departments: departmentsOf(world).map(each => ({
      name: each.name,
      status: departmentStatus(world, each),
    })),
  };
}

function chatOf(visitor: Visitor, channel: Channel | undefined): VisitorView['chat'] {
  switch (channel && channelState(channel)) {
    case 'ONGOING':
      return 'served';
    case 'INCOMING':
    case 'ASSIGNED':
      return 'waiting';
    default:
      return visitor.transcript.length > 0 ? 'ended' : 'none';
  }
}
