/**
 * How many rows of connections an answer may still hold. Channels hold logs, logs hold their channel, and
 * so on: a short query can ask for billions of rows, which this stops early.
 */
export class RowBudget {
  #left: number;

  constructor(rows: number) {
    this.#left = rows;
  }

  /** Whether more was asked for than there was; the answer is to be thrown away then. */
  get isOverspent(): boolean {
    return this.#left < 0;
  }

  /** False when there are not so many left, and from then on. */
  spend(rows: number): boolean {
    this.#left -= rows;
    return !this.isOverspent;
  }
}
