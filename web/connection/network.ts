import { Observable } from '../lib/observable.ts';

/**
 * Whether this machine has a network, as its tabs are told by the browser. Only a change counts: a page that was loaded
 * without one, as from this very machine, can do without.
 */
export class Network {
  readonly isOnline = new Observable(true);
  readonly #offline = new Set<string>();
  readonly #tabs = new Set<string>();

  /** A tab of this name is there; it has a network until it says otherwise. */
  join(tab: string): void {
    this.#tabs.add(tab);
    this.#update();
  }

  /** What the browser has told a tab. */
  note(tab: string, isOnline: boolean): void {
    if (isOnline) this.#offline.delete(tab);
    else this.#offline.add(tab);
    this.#update();
  }

  leave(tab: string): void {
    this.#tabs.delete(tab);
    this.#offline.delete(tab);
    this.#update();
  }

  /** Resolves as soon as there is a network. */
  untilOnline(): Promise<void> {
    return new Promise(resolve => {
      const look = () => {
        if (!this.isOnline.getSnapshot()) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = this.isOnline.subscribe(look);
      look();
    });
  }

  #update(): void {
    this.isOnline.set(this.#offline.size === 0 || this.#offline.size < this.#tabs.size);
  }
}
