import type { Settings } from '../settings/settings.ts';
import type { Command } from './command.ts';
import { isCharacter, parseKeys } from './keyChord.ts';

type KeySettings = Pick<Settings, 'keys' | 'singleKeys'>;

/** Which command a key stands for. */
export type Binding = {
  readonly chords: readonly string[];
  readonly command: Command;
};

/** The keys of a command: those that the agent chose, else its own; none when they are switched off. */
export function keysOf(
  { id, keys }: Pick<Command, 'id' | 'keys'>,
  chosen: Settings['keys'],
): readonly string[] {
  if (!Object.hasOwn(chosen, id)) return keys;
  const key = chosen[id] ?? null;
  return key === null ? [] : [key];
}

/**
 * What each key does just now, the one that counts first: a key that the agent chose before one that came with a
 * command, then the command that was offered last. Commands that are not enabled have no keys; without `singleKeys`,
 * none begins with a character by itself.
 */
export function bindKeys(
  commands: Iterable<Command>,
  { keys: chosen, singleKeys }: KeySettings,
): readonly Binding[] {
  const all = [...commands].reverse().filter(({ isEnabled = true }) => isEnabled);
  const isChosen = ({ id }: Command) => Object.hasOwn(chosen, id);
  return [...all.filter(isChosen), ...all.filter(command => !isChosen(command))].flatMap(command =>
    keysOf(command, chosen).flatMap((keys): Binding[] => {
      const chords = parseKeys(keys);
      const [first] = chords ?? [];
      if (chords === null || first === undefined || (!singleKeys && isCharacter(first))) return [];
      return [{ chords, command }];
    }),
  );
}
