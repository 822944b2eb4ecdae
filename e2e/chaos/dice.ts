/** Chance that can be had again: the same seed throws the same. */
export class Dice {
  #state: number;

  /** `seed`: a whole number; it is taken as 32 bits. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Dice of its own for one actor, so that no actor's throws depend on how fast another is. */
  fork(): Dice {
    return new Dice(Math.floor(this.#next() * 2 ** 32));
  }

  /** A whole number from `least` up to and without `end`. */
  between(least: number, end: number): number {
    return least + Math.floor(this.#next() * (end - least));
  }

  /** Throws for an empty list. */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.between(0, list.length)];
    if (picked === undefined) throw new RangeError('Expected a list with something in it, got an empty one.');
    return picked;
  }

  /** One of the things, by its weight. */
  weigh<T extends { readonly weight: number }>(things: readonly T[]): T {
    return this.pick(things.flatMap(thing => Array.from({ length: thing.weight }, () => thing)));
  }

  /** Mulberry32: small, and even enough to make trouble with. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
}
