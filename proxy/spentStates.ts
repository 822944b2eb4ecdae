/**
 * Remembers the states of sign-ins that had their answer, for as long as their cookies would still open. The browser
 * drops the cookie at its first use; this refuses a copy of it too. It is kept per replica: a copy that is tried on
 * another replica meets Zendesk's refusal of the spent code.
 */
export class SpentStates {
  readonly #lifetime: number;
  readonly #until = new Map<string, number>();

  /** `lifetime` in milliseconds. */
  constructor(lifetime: number) {
    this.#lifetime = lifetime;
  }

  /** True the first time, false ever after. */
  spend(state: string): boolean {
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
