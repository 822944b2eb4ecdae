import { cursorOf } from './graphql/connection.ts';
import { chatLogView, messageView } from './graphql/views.ts';
import type { Session } from './sessions.ts';
import type { World, WorldEvent } from './world/model.ts';

type ChatActivityType = 'MEMBER_JOIN' | 'MEMBER_LEAVE' | 'MEMBER_CHANGE';

export interface ChatActivityArgs {
  readonly filter?: { readonly chat_activity_types?: readonly ChatActivityType[] | null } | null;
}

/** An event as subscribers hear of it. */
export interface Happening {
  heardBy(session: Session): boolean;
  /** What the subscription's operation is executed on. It is the same for all who hear it. */
  root(world: World): unknown;
}

/** What a subscription makes of each event of the world; null where the event is not its business. */
export type Topic = (event: WorldEvent) => Happening | null;

const ACTIVITY_OF = { join: 'MEMBER_JOIN', leave: 'MEMBER_LEAVE', change: 'MEMBER_CHANGE' } as const;

/**
 * Subscription `message`: what unserved visitors write goes to every session, or to the agent whom the
 * channel is assigned to; what is said in a served channel to those who serve or listen, the sender
 * included (facts.md, "Model").
 */
export function messageTopic(event: WorldEvent): Happening | null {
  if (event.type !== 'message') return null;
  const { channel, message } = event;
  const { agentIds, listenerIds, assignedId } = channel;
  const isFor = (agentId: string) => agentIds.length === 0 && (assignedId ?? agentId) === agentId;
  return {
    heardBy: ({ agentId }) => isFor(agentId) || agentIds.includes(agentId) || listenerIds.includes(agentId),
    root: world => ({ message: { node: messageView(world, channel, message) } }),
  };
}

/** Subscription `chatActivity`: who comes, goes and changes in any channel, for every session. */
export function chatActivityTopic(args: ChatActivityArgs): Topic {
  const wanted = args.filter?.chat_activity_types;
  return event => {
    if (event.type !== 'member') return null;
    const { channel, log } = event;
    if (wanted && !wanted.includes(ACTIVITY_OF[log.kind])) return null;
    const cursor = cursorOf(log.sequence);
    return {
      heardBy: () => true,
      root: world => ({ chatActivity: { cursor, node: chatLogView(world, channel, log) } }),
    };
  };
}
