import { digest } from './digest.ts';
import type { SharedStore } from './sharedStore.ts';

/**
 * Remembers the states of sign-ins that had their answer, for as long as their cookies would still open. The browser
 * drops the cookie at its first use; this refuses a copy of it too, on all replicas where they share a store. Without
 * one, a copy that is tried on another replica meets Zendesk's refusal of the spent code.
 */
export class SpentStates {
  readonly #lifetime: number;
  readonly #store: SharedStore | undefined;
  readonly #until = new Map<string, number>();

  /** `lifetime` in milliseconds. */
  constructor(lifetime: number, store?: SharedStore) {
    this.#lifetime = lifetime;
    this.#store = store;
  }

  /** True the first time, false ever after. */
  async spend(state: string): Promise<boolean> {
    if (!this.#spendHere(state)) return false;
    try {
      return (await this.#store?.claim(`spent:${digest(state)}`, '1', this.#lifetime)) ?? true;
    } catch {
      return true;
    }
  }

  #spendHere(state: string): boolean {
    const now = performance.now();
    for (const [old, until] of this.#until) {
      if (until > now) break;
      this.#until.delete(old);
    }
    if (this.#until.has(state)) return false;
    this.#until.set(state, now + this.#lifetime);
    return true;
  }
}
