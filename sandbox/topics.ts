import { PushIterator } from './graphql/pushIterator.ts';
import { chatLogView, messageView } from './graphql/views.ts';
import type { Session } from './sessions.ts';
import type { WorldEvent } from './world/model.ts';
import type { WorldStore } from './worldStore.ts';

type ChatActivityType = 'MEMBER_JOIN' | 'MEMBER_LEAVE' | 'MEMBER_CHANGE';

export interface ChatActivityArgs {
  readonly filter?: { readonly chat_activity_types?: readonly ChatActivityType[] | null } | null;
}

const ACTIVITY_OF = { join: 'MEMBER_JOIN', leave: 'MEMBER_LEAVE', change: 'MEMBER_CHANGE' } as const;

/**
 * Subscription `message`: what unserved visitors write goes to every session; what is said in a served
 * channel to those who serve or listen, the sender included (facts.md, "Model"). Registered when this
 * returns, so nothing that happens afterwards is missed.
 */
export function messageTopic(store: WorldStore, session: Session): AsyncIterableIterator<unknown> {
  return topic(store, event => {
    if (event.type !== 'message' || !hears(session, event)) return null;
    const { channel, message } = event;
    return { message: { node: messageView(store.world, channel, message) } };
  });
}

/** Subscription `chatActivity`: who comes, goes and changes in any channel, for every session. */
export function chatActivityTopic(store: WorldStore, args: ChatActivityArgs): AsyncIterableIterator<unknown> {
  const wanted = args.filter?.chat_activity_types;
  return topic(store, event => {
    if (event.type !== 'member') return null;
    const { channel, log } = event;
    if (wanted && !wanted.includes(ACTIVITY_OF[log.kind])) return null;
    return {
      chatActivity: { cursor: String(log.sequence), node: chatLogView(store.world, channel, log) },
    };
  });
}

function hears(session: Session, event: Extract<WorldEvent, { type: 'message' }>): boolean {
  const { agentIds, listenerIds } = event.channel;
  return agentIds.length === 0 || agentIds.includes(session.agentId) || listenerIds.includes(session.agentId);
}

/** What `toData` makes of each event, null standing for nothing. */
function topic(store: WorldStore, toData: (event: WorldEvent) => unknown): AsyncIterableIterator<unknown> {
  const stream = new PushIterator<unknown>(() => stopListening());
  const stopListening = store.listen(event => {
    const data = toData(event);
    if (data !== null) stream.push(data);
  });
  return stream;
}
