import { array, assert, constant, constantFrom, integer, oneof, property, record, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { Table } from './table.ts';

it('holds what a Map holds after the same changes, and never changes itself', () => {
  const ids = [...'abcdefghijklmnop', 'W1siYSJd', '2.xyz'];
  const id = constantFrom(...ids);
  const change = oneof(
    record({ type: constant('with' as const), id, value: integer() }),
    record({ type: constant('without' as const), id }),
    record({ type: constant('withAll' as const), entries: array(tuple(id, integer())) }),
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
        } else if (each.type === 'withAll') {
          for (const [key, value] of each.entries) map.set(key, value);
          table = table.withAll(each.entries);
        } else {
          map.delete(each.id);
          table = table.without(each.id);
        }
        expect(last.values()).toEqual(before);
        for (const key of ids) expect(table.get(key)).toBe(map.get(key));
      }
      expect(sorted(table.values())).toEqual(sorted([...map.values()]));
    }),
  );
});

function sorted(numbers: number[]): number[] {
  return numbers.sort((a, b) => a - b);
}
