import { useSyncExternalStore } from 'react';
import { isApple } from '../lib/platform.ts';
import { useSetting } from '../settings/useSetting.ts';
import { commandBoard } from './commandBoard.ts';
import { formatKeys, isCharacter, parseKeys } from './keyChord.ts';
import { keysOf } from './keyMap.ts';

/**
 * The first key of a command as it stands on the keyboard, a text for each press: `['Ctrl+K']`, `['G', 'O']`. Empty when
 * it has none, is switched off, or is not offered. Renders again when the agent chooses another.
 */
export function useKeyCaps(id: string): readonly string[] {
  const chosen = useSetting('keys');
  const singleKeys = useSetting('singleKeys');
  const command = useSyncExternalStore(commandBoard.commands.subscribe, () =>
    commandBoard.commands.getSnapshot().get(id),
  );
  const [key] = command === undefined ? [] : keysOf(command, chosen);
  const [first] = key === undefined ? [] : (parseKeys(key) ?? []);
  if (key === undefined || first === undefined || (!singleKeys && isCharacter(first))) return [];
  return formatKeys(key, isApple());
}
