import type { Cancel, Clock } from '../clock.ts';

/** How long a visitor without any open page is waited for, so that a reload is no farewell. Ours. */
export const GONE_AFTER_MS = 30_000;

/** Notices that a visitor has closed the last page. Visitors who never opened one are not watched. */
export class Presence {
  readonly #clock: Clock;
  readonly #onGone: (visitorId: string) => void;
  readonly #pages = new Map<string, number>();
  readonly #farewells = new Map<string, Cancel>();
  #round = 0;

  constructor(clock: Clock, onGone: (visitorId: string) => void) {
    this.#clock = clock;
    this.#onGone = onGone;
  }

  /** A page of this visitor is open; call what comes back once when it closes. */
  open(visitorId: string): () => void {
    this.#farewells.get(visitorId)?.();
    this.#farewells.delete(visitorId);
    this.#pages.set(visitorId, (this.#pages.get(visitorId) ?? 0) + 1);
    const round = this.#round;
    return () => {
      if (round === this.#round) this.#closePage(visitorId);
    };
  }

  /** The world begins anew. Its visitors get the ids that others had before, and must not leave in their place. */
  forgetAll(): void {
    for (const cancel of this.#farewells.values()) cancel();
    this.#farewells.clear();
    this.#pages.clear();
    this.#round += 1;
  }

  #closePage(visitorId: string): void {
    const left = (this.#pages.get(visitorId) ?? 1) - 1;
    if (left > 0) {
      this.#pages.set(visitorId, left);
      return;
    }
    this.#pages.delete(visitorId);
    const farewell = this.#clock.after(GONE_AFTER_MS, () => {
      this.#farewells.delete(visitorId);
      this.#onGone(visitorId);
    });
    this.#farewells.set(visitorId, farewell);
  }
}
