/** One row of a list, that is changed in place so that focus and open details stay where they are. */
export interface Row<T> {
  readonly element: HTMLElement;
  update(item: T): void;
}

/** Shows items as rows, one for each key, in their order. */
export class KeyedList<T> {
  readonly #parent: HTMLElement;
  readonly #keyOf: (item: T) => string;
  readonly #make: (item: T) => Row<T>;
  #rows = new Map<string, Row<T>>();

  constructor(parent: HTMLElement, keyOf: (item: T) => string, make: (item: T) => Row<T>) {
    this.#parent = parent;
    this.#keyOf = keyOf;
    this.#make = make;
  }

  show(items: readonly T[]): void {
    const before = this.#rows;
    this.#rows = new Map();
    for (const item of items) {
      const key = this.#keyOf(item);
      const row = before.get(key) ?? this.#make(item);
      row.update(item);
      this.#rows.set(key, row);
      before.delete(key);
    }
    for (const row of before.values()) row.element.remove();
    this.#putInOrder();
  }

  /** Moves no element that is in its place: moving takes the focus away. */
  #putInOrder(): void {
    let place = this.#parent.firstElementChild;
    for (const { element } of this.#rows.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.#parent.insertBefore(element, place);
    }
  }
}
