import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeHolds } from './holdSlots.ts';

const none: ReadonlyMap<string, number> = new Map();

describe('the places of holds', () => {
  it('stay while a hold lasts; a free one is given anew', () => {
    const two = placeHolds(none, ['a', 'b']);
    expect([...two]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(placeHolds(two, ['b', 'a'])).toBe(two);
    const one = placeHolds(two, ['b']);
    expect(one.get('b')).toBe(1);
    expect(placeHolds(one, ['b', 'c']).get('c')).toBe(0);
  });

  it('are never shared, and never change for one who stays', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(fc.array(ids), steps => {
        let places = none;
        for (const step of steps) {
          const next = placeHolds(places, step);
          expect([...next.keys()].toSorted()).toEqual(step.toSorted());
          expect(new Set(next.values()).size).toBe(next.size);
          for (const [id, place] of next) if (places.has(id)) expect(place).toBe(places.get(id));
          places = next;
        }
      }),
    );
  });
});
