import { array, assert, constant, constantFrom, integer, oneof, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import { Table } from './table.ts';

it('holds what a Map holds after the same changes, and never changes itself', () => {
  const id = constantFrom(...'abcdefghijklmnop'.split(''), 'W1siYSJd', '2.xyz');
  const change = oneof(
    record({ type: constant('with' as const), id, value: integer() }),
    record({ type: constant('without' as const), id }),
  );
  assert(
    property(array(change), changes => {
      const map = new Map<string, number>();
      let table = Table.empty<number>();
      for (const each of changes) {
        const before = table.values();
        const last = table;
        if (each.type === 'with') {
          map.set(each.id, each.value);
          table = table.with(each.id, each.value);
        } else {
          map.delete(each.id);
          table = table.without(each.id);
        }
        expect(last.values()).toEqual(before);
        expect(table.get(each.id)).toBe(map.get(each.id));
      }
      expect(sorted(table.values())).toEqual(sorted([...map.values()]));
    }),
  );
});

function sorted(numbers: number[]): number[] {
  return numbers.sort((a, b) => a - b);
}
