import type { Change, World, WorldEvent } from './world/model.ts';

type Listener = (event: WorldEvent, world: World) => void;

/** Holds the one present world, and tells what happens in it. */
export class WorldStore {
  #world: World;
  readonly #listeners = new Set<Listener>();

  constructor(world: World) {
    this.#world = world;
  }

  get world(): World {
    return this.#world;
  }

  /**
   * Takes the change that `transition` makes of the present world, and tells it.
   * A transition that throws leaves everything as it was.
   */
  apply<T extends Change>(transition: (world: World) => T): T {
    const change = transition(this.#world);
    this.#world = change.world;
    for (const event of change.events) {
      for (const listener of [...this.#listeners]) listener(event, this.#world);
    }
    return change;
  }

  /** Puts another world in place of the present one, without a word to anybody. */
  replace(world: World): void {
    this.#world = world;
  }

  /** Gives the function that ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
