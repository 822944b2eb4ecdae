import { array, assert, constant, constantFrom, integer, oneof, property, record, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { Table } from './table.ts';

it('holds what a Map holds after the same changes, in its order, and never changes itself', () => {
  const ids = [...'abcdefghijklmnop'.split(''), 'W1siYSJd', '2.xyz'];
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
      expect(table.values()).toEqual([...map.values()]);
    }),
  );
});

it('stays like a Map when thousands have come and gone', () => {
  const map = new Map<string, number>();
  let table = Table.empty<number>();
  for (let n = 0; n < 3000; n += 1) {
    map.set(`id ${n}`, n);
    table = table.with(`id ${n}`, n);
    // Every hundredth stays, and keeps its place when it is replaced.
    const old = `id ${n - 7}`;
    if (n % 100 === 7) {
      map.set(old, -n);
      table = table.with(old, -n);
    } else {
      map.delete(old);
      table = table.without(old);
    }
  }
  expect(table.values()).toEqual([...map.values()]);
  expect([...map.keys()].map(id => table.get(id))).toEqual([...map.values()]);
});
