import type { Settings } from '../settings/settings.ts';
import type { Command } from './command.ts';
import { parseKeys } from './keyChord.ts';
import { keysOf } from './keyMap.ts';

/** Why a key can't be chosen: the browser keeps it, texts need it, or the page's controls do. */
export type KeyRefusal = 'browser' | 'text' | 'controls';

const browserKeys = new Set([
  'mod+n',
  'mod+t',
  'mod+w',
  'mod+q',
  'mod+shift+n',
  'mod+shift+t',
  'mod+shift+w',
  'mod+r',
  'mod+l',
]);
const textKeys = new Set(['mod+a', 'mod+c', 'mod+v', 'mod+x', 'mod+y', 'mod+z', 'mod+shift+z']);
const controlKeys =
  /^(?:shift\+)?(?:Enter|Space|Escape|Backspace|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right))$/u;

/** Why the agent can't choose this key (`mod+w`, `g o`); null when they can. */
export function keyRefusal(key: string): KeyRefusal | null {
  const chords = parseKeys(key) ?? [];
  if (chords.some(chord => browserKeys.has(chord))) return 'browser';
  if (chords.some(chord => textKeys.has(chord))) return 'text';
  return chords.some(chord => controlKeys.test(chord)) ? 'controls' : null;
}

/** The other commands that this key is taken from: theirs is the same, or one is the beginning of the other. */
export function keyOwners(
  key: string,
  id: string,
  commands: Iterable<Command>,
  chosen: Settings['keys'],
): readonly Command[] {
  const chords = parseKeys(key) ?? [];
  return [...commands].filter(
    command => command.id !== id && keysOf(command, chosen).some(other => overlaps(chords, other)),
  );
}

/** The keys after this command has taken one: whoever had it has none. */
export function withKey(
  key: string,
  id: string,
  owners: readonly Command[],
  chosen: Settings['keys'],
): Settings['keys'] {
  return { ...chosen, ...Object.fromEntries(owners.map(owner => [owner.id, null])), [id]: key };
}

/** The keys with those of this command as they came; they may then be another's, too. */
export function withoutChoice(id: string, chosen: Settings['keys']): Settings['keys'] {
  return Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== id));
}

function overlaps(chords: readonly string[], other: string): boolean {
  const others = parseKeys(other) ?? [];
  const shorter = Math.min(chords.length, others.length);
  return shorter > 0 && chords.slice(0, shorter).every((chord, index) => chord === others[index]);
}
