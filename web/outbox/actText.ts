import { plural, t } from '@lingui/core/macro';
import { assertNever } from '../lib/assertNever.ts';
import { type Act, textOf } from './act.ts';

/** What an agent reads of an act that is on its way: the words of a message, else what it does. */
export function actText(act: Act): string {
  switch (act.kind) {
    case 'message':
    case 'structured':
      return textOf(act) ?? '';
    case 'transfer':
      return t`Transfer to ${{ name: act.departmentName }}`;
    case 'leave':
      return t`Leave the chat`;
    case 'invite':
      return act.leave ? t`Hand over to ${{ name: act.agentName }}` : t`Invite ${{ name: act.agentName }}`;
    case 'tags': {
      const tags = act.tags.join(', ');
      return plural(act.tags.length, { one: `Add the tag ${tags}`, other: `Add the tags ${tags}` });
    }
    case 'visitorEdit':
      return t`Name the visitor ${{ name: act.displayName }}`;
    default:
      return assertNever(act);
  }
}
