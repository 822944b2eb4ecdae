/**
 * Who closes a tab and who reaches for the whole browser go through it one after the other: a tab that is half closed
 * answers nobody, and the browser's protocol makes an error of that.
 */
export class Door {
  #last: Promise<unknown> = Promise.resolve();

  /** Does it when everybody before is through; fails as it fails. */
  pass<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
