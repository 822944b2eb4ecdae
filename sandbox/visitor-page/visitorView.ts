import type { TranscriptLine, Visitor, World } from '../world/model.ts';
import { channelState, departmentStatus, departmentsOf } from '../world/model.ts';

/** What the visitor's page shows, apart from the lines of the conversation. */
export interface VisitorView {
  readonly name: string;
  /** `none` before the first message and after the end. */
  readonly chat: 'none' | 'waiting' | 'served';
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
  const displayNames = (ids: readonly string[]) => ids.map(id => world.agents.get(id)?.displayName ?? '');
  const departmentId = channel ? channel.departmentId : visitor.departmentId;
  const served = channel !== undefined && channelState(channel) === 'ONGOING';
  return {
    name: visitor.displayName,
    chat: served ? 'served' : channel?.phase === 'open' ? 'waiting' : 'none',
    department: departmentId === null ? null : (world.departments.get(departmentId)?.name ?? null),
    agents: displayNames(channel?.agentIds ?? []),
    typing: displayNames(channel?.typingAgentIds ?? []),
    departments: departmentsOf(world).map(each => ({
      name: each.name,
      status: departmentStatus(world, each),
    })),
  };
}
