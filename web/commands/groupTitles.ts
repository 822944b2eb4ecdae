import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CommandGroup } from './command.ts';

/** The headings of the palette, the help and the key settings. */
export const groupTitles: Readonly<Record<CommandGroup, MessageDescriptor>> = {
  chats: msg`Chats`,
  chat: msg`Open chat`,
  compose: msg`Writing`,
  transfer: msg`Transfer`,
  status: msg`Your status`,
  view: msg`View`,
  settings: msg`Settings`,
  help: msg`Help`,
};
