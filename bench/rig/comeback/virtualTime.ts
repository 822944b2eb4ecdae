/** Time that goes as fast as the work in it: the next timer is always due. */
export class VirtualTime {
  now = 0;
  #lastId = 0;
  readonly #due = new Map<number, Map<number, () => void>>();
  readonly #times = new Map<number, number>();
  /** The instants that have timers; a binary heap, the earliest first. */
  readonly #instants: number[] = [];

  /** Puts itself in the place of the clock and the timers that the adapter uses, and a seeded source in that of chance. */
  install(seed: number): void {
    const random = seededRandom(seed);
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms = 0) => this.after(ms, run),
      clearTimeout: (id: unknown) => this.#cancel(id),
    });
    Date.now = () => this.now;
    Math.random = random;
  }

  /** Whole milliseconds, as timers count. */
  after(ms: number, run: () => void): number {
    this.#lastId += 1;
    const at = this.now + Math.max(Math.round(ms), 1);
    const timers = this.#due.get(at) ?? new Map<number, () => void>();
    if (timers.size === 0) push(this.#instants, at);
    this.#due.set(at, timers.set(this.#lastId, run));
    this.#times.set(this.#lastId, at);
    return this.#lastId;
  }

  /** Runs timers until `isDone`. What is awaited between two instants comes to its end there. Throws when none is left. */
  async run(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const at = pop(this.#instants);
      if (at === undefined) throw new Error('Expected a timer, and all of them have run.');
      const timers = this.#due.get(at) ?? new Map<number, () => void>();
      this.#due.delete(at);
      this.now = at;
      for (const [id, run] of timers) {
        this.#times.delete(id);
        run();
      }
      if (timers.size > 0) await new Promise(resolve => setImmediate(resolve));
    }
  }

  #cancel(id: unknown): void {
    const at = typeof id === 'number' ? this.#times.get(id) : undefined;
    if (typeof id !== 'number' || at === undefined) return;
    this.#times.delete(id);
    this.#due.get(at)?.delete(id);
  }
}

/** Mulberry32: the same figures and the same chart in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function push(heap: number[], value: number): void {
  let at = heap.length;
  heap.push(value);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if ((heap[parent] ?? 0) <= value) break;
    heap[at] = heap[parent] ?? 0;
    at = parent;
  }
  heap[at] = value;
}

function pop(heap: number[]): number | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const smaller = (heap[left + 1] ?? Number.POSITIVE_INFINITY) < (heap[left] ?? 0) ? left + 1 : left;
    if (smaller >= heap.length || (heap[smaller] ?? 0) >= last) break;
    heap[at] = heap[smaller] ?? 0;
    at = smaller;
  }
  heap[at] = last;
  return first;
}
