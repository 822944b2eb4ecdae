import { useMemo, useSyncExternalStore } from 'react';
import { isApple } from '../lib/platform.ts';
import { useSetting } from '../settings/useSetting.ts';
import { type Command, type CommandGroup, commandGroups } from './command.ts';
import { commandBoard } from './commandBoard.ts';
import { formatKeys } from './keyChord.ts';
import { keysOf } from './keyMap.ts';

export type KnownKey = {
  readonly id: string;
  readonly title: string;
  readonly command: Command;
  /** Each key in writing (`mod+k`), as chosen or as it came. */
  readonly keys: readonly string[];
  /** Each key as it stands on the keyboard, a text for each press. */
  readonly caps: readonly (readonly string[])[];
};

export type KnownGroup = { readonly group: CommandGroup; readonly keys: readonly KnownKey[] };

/**
 * All commands that have a key, came with one or were given one, by group: those that are offered now and those that
 * were while this page was open.
 */
export function useKnownKeys(): readonly KnownGroup[] {
  const commands = useSyncExternalStore(commandBoard.known.subscribe, commandBoard.known.getSnapshot);
  const chosen = useSetting('keys');
  return useMemo(() => {
    const isMac = isApple();
    const all = [...commands.values()].flatMap((command): KnownKey[] => {
      if (command.keys.length === 0 && !Object.hasOwn(chosen, command.id)) return [];
      const keys = keysOf(command, chosen);
      const caps = keys.map(key => formatKeys(key, isMac));
      return [{ id: command.id, title: command.title, command, keys, caps }];
    });
    return commandGroups.flatMap(group => {
      const keys = all.filter(({ command }) => command.group === group);
      return keys.length === 0 ? [] : [{ group, keys }];
    });
  }, [commands, chosen]);
}
