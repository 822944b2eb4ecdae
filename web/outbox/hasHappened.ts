import { type Chat, standingOf } from '../apollo/chat.ts';
import { assertNever } from '../lib/assertNever.ts';
import type { Act } from './act.ts';
import type { LookUpOutcome } from './outboxItem.ts';

/** What writes nothing into the chat: the channels tell whether it has happened. */
export type SilentAct = Exclude<Act, { readonly kind: 'message' | 'structured' }>;

/** Whether an act whose answer was lost has happened, as the visitor's chat (null: none) shows it to the agent `me`. */
export function hasHappened(act: SilentAct, chat: Chat | null, me: string | null): LookUpOutcome {
  switch (act.kind) {
    case 'transfer':
    case 'leave':
      return foundIf(chat === null || standingOf(chat, me) !== 'mine');
    case 'invite':
      return act.leave
        ? foundIf(chat === null || standingOf(chat, me) !== 'mine')
        : hasJoined(act.agentId, chat);
    case 'tags':
      return chat === null ? 'unknown' : foundIf(act.tags.every(tag => chat.tags.includes(tag)));
    case 'visitorEdit':
      return chat === null ? 'unknown' : foundIf(chat.name === act.displayName.trim());
    default:
      return assertNever(act);
  }
}

/** A colleague who has not come may still be about to. */
function hasJoined(agentId: string, chat: Chat | null): LookUpOutcome {
  return chat?.agents.some(({ id }) => id === agentId) === true ? 'found' : 'unknown';
}

function foundIf(isSo: boolean): LookUpOutcome {
  return isSo ? 'found' : 'absent';
}
