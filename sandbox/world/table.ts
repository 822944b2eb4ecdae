const SHARDS = 64;
const CHUNK = 64;

/** Values in the order their ids came; a hole where one was taken out. */
type Chunk<T> = readonly (T | undefined)[];
type Places = readonly ReadonlyMap<string, number>[];

/**
 * An immutable map by id that keeps the order in which the ids came. A change copies one chunk of values
 * and the list of chunks, not the whole, so that a world of thousands of channels can be replaced on every
 * message; reading all of them in order costs no look-up and no sorting.
 */
export class Table<T> {
  /** Where each id's value stands, counted over all chunks; sharded by id. */
  readonly #places: Places;
  readonly #chunks: readonly Chunk<T>[];
  /** How many places were given out, those of holes included. */
  readonly #given: number;

  private constructor(places: Places, chunks: readonly Chunk<T>[], given: number) {
    this.#places = places;
    this.#chunks = chunks;
    this.#given = given;
  }

  static empty<T>(): Table<T> {
    const places = Array.from({ length: SHARDS }, () => new Map<string, number>());
    return new Table(places, [], 0);
  }

  get(id: string): T | undefined {
    const place = this.#placeOf(id);
    return place === undefined ? undefined : this.#chunks[chunkOf(place)]?.[place % CHUNK];
  }

  /** An id that is there keeps its place; a new one comes last. */
  with(id: string, value: T): Table<T> {
    const known = this.#placeOf(id);
    if (known !== undefined) return new Table(this.#places, this.#chunksWith(known, value), this.#given);
    const places = this.#placesAfter(id, shard => shard.set(id, this.#given));
    return new Table(places, this.#chunksWith(this.#given, value), this.#given + 1);
  }

  /** As `with` for each, at the cost of one copy. */
  withAll(entries: readonly (readonly [id: string, value: T])[]): Table<T> {
    const places = this.#places.map(shard => new Map(shard));
    const values = this.#chunks.flat();
    for (const [id, value] of entries) {
      const shard = places[shardOf(id)];
      const place = shard?.get(id) ?? values.length;
      shard?.set(id, place);
      values[place] = value;
    }
    return new Table(places, chunked(values), values.length);
  }

  without(id: string): Table<T> {
    const place = this.#placeOf(id);
    if (place === undefined) return this;
    const places = this.#placesAfter(id, shard => shard.delete(id));
    const left = new Table(places, this.#chunksWith(place, undefined), this.#given);
    const count = places.reduce((sum, shard) => sum + shard.size, 0);
    return this.#given > 2 * count + CHUNK ? left.#closedUp() : left;
  }

  /** Every value, in the order their ids came. */
  values(): T[] {
    const values: T[] = [];
    for (const chunk of this.#chunks) {
      for (const value of chunk) if (value !== undefined) values.push(value);
    }
    return values;
  }

  #placeOf(id: string): number | undefined {
    return this.#places[shardOf(id)]?.get(id);
  }

  #placesAfter(id: string, change: (shard: Map<string, number>) => unknown): Places {
    const index = shardOf(id);
    const copy = new Map(this.#places[index]);
    change(copy);
    return this.#places.with(index, copy);
  }

  #chunksWith(place: number, value: T | undefined): readonly Chunk<T>[] {
    const index = chunkOf(place);
    const chunk = [...(this.#chunks[index] ?? [])];
    chunk[place % CHUNK] = value;
    return index < this.#chunks.length ? this.#chunks.with(index, chunk) : [...this.#chunks, chunk];
  }

  /** The same without the holes. */
  #closedUp(): Table<T> {
    const inOrder = this.#places.flatMap(shard => [...shard]).sort(([, one], [, other]) => one - other);
    const entries = inOrder.flatMap(([id]) => {
      const value = this.get(id);
      return value === undefined ? [] : [[id, value] as const];
    });
    return Table.empty<T>().withAll(entries);
  }
}

function chunked<T>(values: Chunk<T>): Chunk<T>[] {
  const count = Math.ceil(values.length / CHUNK);
  return Array.from({ length: count }, (_, index) => values.slice(index * CHUNK, (index + 1) * CHUNK));
}

function chunkOf(place: number): number {
  return Math.floor(place / CHUNK);
}

function shardOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return (hash >>> 0) % SHARDS;
}
