import type { Ask } from '../apollo/askOver.ts';
import {
  AddTagsDocument,
  InviteAgentDocument,
  LeaveChannelDocument,
  SendMessageDocument,
  TransferToDepartmentDocument,
  UpdateVisitorInfoDocument,
} from '../apollo/documents.ts';
import { assertNever } from '../lib/assertNever.ts';
import type { OutboxItem } from './outboxItem.ts';
import { sendStructured } from './sendStructured.ts';

/** What Zendesk says of itself; null when its answer does not say. */
type Success = boolean | null | undefined;

/** Runs the mutation of an act in this channel. */
export async function sendAct(ask: Ask, channelId: string, { act, msgId }: OutboxItem): Promise<Success> {
  switch (act.kind) {
    case 'message': {
      const options = act.options.length === 0 ? null : [...act.options];
      const backoff = act.backoff ? true : null;
      const variables = { channelId, text: act.text, msgId, options, backoff };
      return (await ask(SendMessageDocument, variables))?.sendMessage.success;
    }
    case 'structured':
      return sendStructured(ask, channelId, act.message);
    case 'transfer': {
      const variables = { channelId, departmentId: act.departmentId };
      return (await ask(TransferToDepartmentDocument, variables))?.transferToDepartment?.success;
    }
    case 'leave':
      return (await ask(LeaveChannelDocument, { channelId }))?.leaveChannel.success;
    case 'invite': {
      const variables = { channelId, agentId: act.agentId, leave: act.leave };
      return (await ask(InviteAgentDocument, variables))?.inviteAgent.success;
    }
    case 'tags':
      return (await ask(AddTagsDocument, { channelId, tags: [...act.tags] }))?.addTags.success;
    case 'visitorEdit': {
      const variables = { visitorId: act.rawId, displayName: act.displayName };
      return (await ask(UpdateVisitorInfoDocument, variables))?.updateVisitorInfo?.success;
    }
    default:
      return assertNever(act);
  }
}
