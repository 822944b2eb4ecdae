import type { Clock } from '../clock.ts';
import { globalId } from '../globalId.ts';
import { cannotExecute } from '../refusal.ts';
import * as transitions from '../world/agentTransitions.ts';
import { existingAgent } from '../world/change.ts';
import type { AgentStatus, Change, World } from '../world/model.ts';
import type {
  Button,
  Fallback,
  Panel,
  PanelTemplate,
  QuickReply,
  StructuredMessage,
} from '../world/structuredMessage.ts';
import { visitorIntroduces } from '../world/visitorTransitions.ts';
import type { WorldStore } from '../worldStore.ts';
import { agentView } from './views.ts';

interface InChannel {
  readonly channel_id: string;
}

interface SendMessageArgs extends InChannel {
  readonly msg: string;
  readonly msg_id?: string | null;
  readonly backoff?: boolean | null;
  readonly options?: readonly string[] | null;
}

interface StructuredArgs extends InChannel {
  readonly fallback?: Fallback | null;
}

/** Characters of all arguments of one mutation, as JSON. Zendesk's limit is not known: ours. */
const LONGEST_ARGUMENTS = 100_000;

type Leave = { readonly leave?: boolean | null };

/**
 * The mutations that an agent sends over the socket, as root fields for graphql-js. The arguments
 * were checked against the schema by then.
 */
export function mutationsOf(store: WorldStore, clock: Clock, agentId: string) {
  const done = (transition: (world: World) => Change) => {
    store.apply(transition);
    return { success: true };
  };
  const structured = (channelId: string, message: StructuredMessage) => {
    demandShort(message);
    return done(world => transitions.agentSendsStructured(world, agentId, channelId, message, clock.now()));
  };

  return {
    updateAgentStatus: ({ status }: { status: AgentStatus }) => {
      store.apply(world => transitions.agentChangesStatus(world, agentId, status));
      return { node: agentView(existingAgent(store.world, agentId)) };
    },
    sendMessage: (args: SendMessageArgs) => {
      demandShort(args);
      const reply = {
        channelId: args.channel_id,
        content: args.msg,
        msgId: args.msg_id,
        options: args.options,
        backoff: args.backoff,
      };
      const answer = store.apply(world => transitions.agentReplies(world, agentId, reply, clock.now()));
      return { success: answer.success };
    },
    transferToDepartment: (args: InChannel & Leave & { department_id: string }) => {
      const { channel_id: channelId, department_id: departmentId, leave } = args;
      const request = { channelId, departmentId, leave: leave === true };
      return done(world => transitions.agentTransfers(world, agentId, request, clock.now()));
    },
    leaveChannel: (args: InChannel) =>
      done(world => transitions.agentLeaves(world, agentId, args.channel_id, clock.now())),
    inviteAgent: (args: InChannel & Leave & { agent_id: string }) => {
      const { channel_id: channelId, agent_id: invitedId, leave } = args;
      const request = { channelId, invitedId, leave: leave === true };
      return done(world => transitions.agentInvites(world, agentId, request, clock.now()));
    },
    listenVisitorChannel: (args: InChannel) =>
      done(world => transitions.agentListens(world, agentId, args.channel_id)),
    setTypingIndicator: ({ channel_id: channelId, typing }: InChannel & { typing: boolean }) => {
      const answer = store.apply(world => transitions.agentTypes(world, agentId, { channelId, typing }));
      return { success: answer.success };
    },
    addTags: (args: InChannel & { tags: readonly string[] }) => {
      demandShort(args);
      return done(world => transitions.agentAddsTags(world, agentId, args.channel_id, args.tags));
    },
    updateVisitorInfo: (args: { visitor_id: string; display_name?: string | null }) => {
      demandShort(args);
      const visitorId = existingVisitorId(store.world, args.visitor_id);
      const name = args.display_name ?? undefined;
      return done(world => visitorIntroduces(world, visitorId, { name }, clock.now()));
    },
    sendQuickReplies: (args: StructuredArgs & { msg: string; quick_replies: readonly QuickReply[] }) => {
      const { channel_id, ...message } = args;
      return structured(channel_id, { type: 'quick_replies', ...message });
    },
    sendButtonTemplate: (args: StructuredArgs & { msg: string; buttons: readonly Button[] }) => {
      const { channel_id, ...message } = args;
      return structured(channel_id, { type: 'button_template', ...message });
    },
    sendPanelTemplate: (args: StructuredArgs & { panel: Panel; buttons?: readonly Button[] | null }) => {
      const { channel_id, ...message } = args;
      return structured(channel_id, { type: 'panel_template', ...message });
    },
    sendPanelTemplateCarousel: (args: StructuredArgs & { items: readonly PanelTemplate[] }) => {
      const { channel_id, ...message } = args;
      return structured(channel_id, { type: 'panel_template_carousel', ...message });
    },
    sendListTemplate: (
      args: StructuredArgs & { items: readonly Panel[]; buttons?: readonly Button[] | null },
    ) => {
      const { channel_id, ...message } = args;
      return structured(channel_id, { type: 'list_template', ...message });
    },
  };
}

/** What is kept must be short: a megabyte in every message would fill the memory within minutes. */
function demandShort(args: unknown): void {
  const { length } = JSON.stringify(args);
  if (length <= LONGEST_ARGUMENTS) return;
  throw cannotExecute(
    `The arguments hold ${length} characters; expected at most ${LONGEST_ARGUMENTS}. Send it in parts.`,
  );
}

/** Takes the raw id, as documented, and the global one as well (ours). */
function existingVisitorId(world: World, id: string): string {
  const visitorId = id.startsWith('2.') ? globalId('VISITOR', id) : id;
  if (world.visitors.get(visitorId)) return visitorId;
  throw cannotExecute(
    `visitor_id "${id}" is not known. Expected the raw form, "2." and 14 characters: visitor { raw_id }.`,
  );
}
