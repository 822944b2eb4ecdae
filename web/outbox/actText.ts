import { assertNever } from '../lib/assertNever.ts';
import { type Act, textOf } from './act.ts';

/** What an agent reads of an act that is on its way: the words of a message, else what it does. */
export function actText(act: Act): string {
  switch (act.kind) {
    case 'message':
    case 'structured':
      return textOf(act) ?? '';
    case 'transfer':
      return `Transfer to ${act.departmentName}`;
    case 'leave':
      return 'Leave the chat';
    case 'invite':
      return act.leave ? `Hand over to ${act.agentName}` : `Invite ${act.agentName}`;
    case 'tags':
      return `Add ${act.tags.length === 1 ? 'the tag' : 'the tags'} ${act.tags.join(', ')}`;
    case 'visitorEdit':
      return `Name the visitor ${act.displayName}`;
    default:
      return assertNever(act);
  }
}
