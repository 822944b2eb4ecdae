const SHARDS = 64;

/**
 * An immutable map by id. A change copies one shard of 64, not the whole, so that a world of
 * thousands of channels can be replaced on every message.
 */
export class Table<T> {
  readonly #shards: readonly ReadonlyMap<string, T>[];

  private constructor(shards: readonly ReadonlyMap<string, T>[]) {
    this.#shards = shards;
  }

  static empty<T>(): Table<T> {
    return new Table(Array.from({ length: SHARDS }, () => new Map<string, T>()));
  }

  get(id: string): T | undefined {
    return this.#shards[shardOf(id)]?.get(id);
  }

  with(id: string, value: T): Table<T> {
    return this.#replaceShard(id, shard => shard.set(id, value));
  }

  /** As `with` for each, at the cost of one copy. */
  withAll(entries: readonly (readonly [id: string, value: T])[]): Table<T> {
    const shards = this.#shards.map(shard => new Map(shard));
    for (const [id, value] of entries) shards[shardOf(id)]?.set(id, value);
    return new Table(shards);
  }

  without(id: string): Table<T> {
    return this.#replaceShard(id, shard => shard.delete(id));
  }

  /** Every value, in no particular order. */
  values(): T[] {
    const values: T[] = [];
    for (const shard of this.#shards) for (const value of shard.values()) values.push(value);
    return values;
  }

  #replaceShard(id: string, change: (shard: Map<string, T>) => unknown): Table<T> {
    const index = shardOf(id);
    const copy = new Map(this.#shards[index]);
    change(copy);
    return new Table(this.#shards.with(index, copy));
  }
}

function shardOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return (hash >>> 0) % SHARDS;
}
