import { drawn, oneOf, type Random, seededRandom } from '../seededRandom.ts';
import type { Arrivals, Crowd, VisitorPart } from './scenario.ts';

/** Who comes, and how long after the one before. */
export interface Entrance {
  /** Seconds. */
  readonly wait: number;
  /** For all that this visitor decides during the visit. */
  readonly random: Random;
}

/** One of the crowd. */
export interface Waiting {
  readonly part: VisitorPart;
  /** By name, null for none. */
  readonly department: string | null;
  /** Seconds. */
  readonly waited: number;
}

/** The visitors in the order in which they come for the first time. */
export function firstRound({ order, visitors }: Arrivals, seed: number): readonly VisitorPart[] {
  return order === 'shuffled' ? shuffled(visitors, randomOf(seed, 'order')) : visitors;
}

/** The entrance with this number, from 0. It depends on the seed alone, not on what agents do. */
export function entranceOf(arrivals: Arrivals, seed: number, number: number): Entrance {
  const random = randomOf(seed, `entrance ${number}`);
  return { wait: number === 0 ? arrivals.firstAfterSeconds : drawn(random, arrivals.betweenSeconds), random };
}

/** The crowd of a scenario: who has waited longest comes first. */
export function crowdOf({ count, visitors, departments, waitedSeconds }: Crowd, seed: number): Waiting[] {
  const random = randomOf(seed, 'crowd');
  const members = Array.from({ length: count }, (_, index) => {
    const part = oneOf(random, visitors);
    if (!part) throw new Error('A crowd needs at least one visitor to draw from.');
    const department = departments?.[index % departments.length] ?? part.department ?? null;
    return { part, department, waited: drawn(random, waitedSeconds) };
  });
  return members.sort((a, b) => b.waited - a.waited);
}

/** A random source of its own for each purpose. */
export function randomOf(seed: number, purpose: string): Random {
  let hash = Math.imul(seed + 1, 0x9e3779b1);
  for (let at = 0; at < purpose.length; at += 1) hash = Math.imul(hash ^ purpose.charCodeAt(at), 0x01000193);
  return seededRandom(hash);
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map(item => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
