import { assert, constantFrom, integer, nat, property } from 'fast-check';
import { expect, it } from 'vitest';
import { crowdOf, entranceOf, firstRound } from './cast.ts';
import type { Arrivals, VisitorPart } from './scenario.ts';

const parts: readonly VisitorPart[] = Array.from({ length: 12 }, (_, n) => ({
  name: `Visitor of part ${n}`,
  visits: [],
}));
const arrivals: Arrivals = {
  firstAfterSeconds: 2,
  betweenSeconds: [3, 8],
  atMostOnDesk: 4,
  order: 'shuffled',
  visitors: parts,
};

it('has each visitor come once in the first round, in an order that the seed alone decides', () => {
  assert(
    property(nat(), constantFrom('shuffled' as const, 'as-written' as const), (seed, order) => {
      const round = firstRound({ ...arrivals, order }, seed);
      expect(round).toEqual(firstRound({ ...arrivals, order }, seed));
      expect(new Set(round)).toEqual(new Set(parts));
      expect(round).toHaveLength(parts.length);
      if (order === 'as-written') expect(round).toEqual(parts);
    }),
  );
});

it('has visitors come at times within the span, which the seed alone decides', () => {
  assert(
    property(nat(), integer({ min: 1, max: 500 }), (seed, number) => {
      const { wait, random } = entranceOf(arrivals, seed, number);
      expect(wait).toBeGreaterThanOrEqual(3);
      expect(wait).toBeLessThanOrEqual(8);
      const again = entranceOf(arrivals, seed, number);
      expect([again.wait, again.random()]).toEqual([wait, random()]);
      expect(entranceOf(arrivals, seed, 0).wait).toBe(2);
    }),
  );
});

it('has a crowd of the number asked for, spread over the departments, longest wait first', () => {
  const crowd = { count: 10, waitedSeconds: [5, 60], departments: ['A', 'B'], visitors: parts } as const;
  assert(
    property(nat(), seed => {
      const members = crowdOf(crowd, seed);
      expect(members).toEqual(crowdOf(crowd, seed));
      expect(members.filter(({ department }) => department === 'A')).toHaveLength(5);
      const waits = members.map(({ waited }) => waited);
      expect(waits).toEqual(waits.toSorted((a, b) => b - a));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(5);
      expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    }),
  );
});
