import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { keyOwners, keyRefusal, withKey, withoutChoice } from './keyConflicts.ts';
import { bindKeys } from './keyMap.ts';

const command = (id: string, ...keys: string[]): Command => ({
  id,
  title: id,
  group: 'chat',
  keys,
  run: () => undefined,
});
const commands = [
  command('online', 'g o'),
  command('oldest', 'o'),
  command('undo', 'z'),
  command('help', '?'),
];
const ids = (owners: readonly Command[]) => owners.map(({ id }) => id);

describe('a key that is to be chosen', () => {
  it.each([
    ['mod+w', 'browser'],
    ['mod+shift+t', 'browser'],
    ['mod+c', 'text'],
    ['Enter', 'controls'],
    ['shift+ArrowUp', 'controls'],
    ['g Space', 'controls'],
    ['x', null],
    ['mod+Enter', null],
    ['g x', null],
  ])('%s is refused for: %s', (key, reason) => {
    expect(keyRefusal(key)).toBe(reason);
  });

  it('belongs to whoever has it, or one that begins the same', () => {
    expect(ids(keyOwners('z', 'help', commands, {}))).toEqual(['undo']);
    expect(ids(keyOwners('g', 'help', commands, {}))).toEqual(['online']);
    expect(ids(keyOwners('o x', 'help', commands, {}))).toEqual(['oldest']);
    expect(ids(keyOwners('g x', 'help', commands, {}))).toEqual([]);
    expect(ids(keyOwners('z', 'undo', commands, {}))).toEqual([]);
    expect(ids(keyOwners('z', 'help', commands, { undo: 'y', online: 'z' }))).toEqual(['online']);
  });

  it('is one command’s alone once it is taken', () => {
    const key = fc.constantFrom('z', 'o', 'g', 'g o', 'g x', '?', 'x', 'mod+k');
    const id = fc.constantFrom(...commands.map(one => one.id));
    fc.assert(
      fc.property(fc.array(fc.tuple(id, key), { maxLength: 8 }), taken => {
        let chosen: Readonly<Record<string, string | null>> = {};
        for (const [who, what] of taken)
          chosen = withKey(what, who, keyOwners(what, who, commands, chosen), chosen);
        const bound = bindKeys(commands, { keys: chosen, singleKeys: true }).map(({ chords }) => chords);
        for (const [place, chords] of bound.entries()) {
          for (const other of bound.slice(place + 1)) {
            const shorter = Math.min(chords.length, other.length);
            expect(chords.slice(0, shorter)).not.toEqual(other.slice(0, shorter));
          }
        }
      }),
    );
  });

  it('goes back to what it was', () => {
    const chosen = withKey('z', 'help', keyOwners('z', 'help', commands, {}), {});
    expect(chosen).toEqual({ help: 'z', undo: null });
    expect(withoutChoice('help', chosen)).toEqual({ undo: null });
  });
});
