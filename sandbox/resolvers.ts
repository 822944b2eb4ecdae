import type { Clock } from './clock.ts';
import type { PageArgs } from './graphql/connection.ts';
import type { ExecutionContext } from './graphql/execution.ts';
import { mutationsOf } from './graphql/mutations.ts';
import { agentsView, channelsView, departmentsView } from './graphql/views.ts';
import type { TokenBook } from './oauth/tokenBook.ts';
import { cannotExecute } from './refusal.ts';
import type { Session, Sessions } from './sessions.ts';
import { UNEXPECTED_STATE } from './sessions.ts';
import { agentChangesStatus } from './world/agentTransitions.ts';
import { existingAgent } from './world/change.ts';
import type { WorldStore } from './worldStore.ts';

export interface ApiServices {
  readonly store: WorldStore;
  readonly sessions: Sessions;
  readonly tokens: TokenBook;
  readonly clock: Clock;
  /** `ws://127.0.0.1:<port>`, without a path. */
  readonly socketOrigin: () => string;
}

/** What a resolver may ask of the request that it answers. */
export interface RequestContext extends ExecutionContext {
  /** Runs `task` once the answer has been written. */
  afterAnswer(task: () => void): void;
}

/** The root for HTTP. It starts sessions; the endpoint refuses every other field. */
export function rootWithoutSession(services: ApiServices) {
  const { tokens, sessions, store, socketOrigin } = services;
  return {
    startAgentSession: ({ access_token }: { access_token: string }) => {
      const agent = existingAgent(store.world, tokens.agentOf(access_token));
      const { sessionId, clientId } = sessions.start(agent.id);
      return {
        websocket_url: `${socketOrigin()}/stream/0.1/graphql/${sessionId}:${clientId}`,
        session_id: sessionId,
        client_id: clientId,
      };
    },
  };
}

/** The root for a socket: everything that the session's agent may ask and do; see SharedFeeds for what it may hear. */
export function rootOf(services: ApiServices, session: Session) {
  const { store, sessions, clock } = services;
  return {
    agents: (args: PageArgs, context: RequestContext) => agentsView(store.world, args, context),
    channels: (args: PageArgs, context: RequestContext) => channelsView(store.world, args, context),
    departments: (args: PageArgs, context: RequestContext) => departmentsView(store.world, args, context),
    startAgentSession: () => {
      throw cannotExecute('startAgentSession goes over HTTP: POST /graphql/request.');
    },
    stopAgentSession: (_args: unknown, context: RequestContext) => {
      store.apply(world => agentChangesStatus(world, session.agentId, 'OFFLINE'));
      context.afterAnswer(() => sessions.endAllOf(session.agentId, UNEXPECTED_STATE));
      return { success: true };
    },
    ...mutationsOf(store, clock, session.agentId),
  };
}
