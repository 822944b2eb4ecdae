import type { DataFrame, DataRefusalFrame, SubscriptionId } from './envelope.ts';

/** A server that sends more than this before it answers is broken: memory has a bound. */
const MOST_FRAMES = 10_000;

type Held = DataFrame | DataRefusalFrame;

/** Data whose subscription is not known yet, because its answer is still on the way (rule 2). */
export class HeldData {
  readonly #frames = new Map<SubscriptionId, Held[]>();
  #count = 0;

  /** False when it is full: the frame is dropped. */
  hold(frame: Held): boolean {
    if (this.#count >= MOST_FRAMES) return false;
    this.#count += 1;
    const frames = this.#frames.get(frame.subscriptionId);
    if (frames === undefined) this.#frames.set(frame.subscriptionId, [frame]);
    else frames.push(frame);
    return true;
  }

  /** Gives what was held for this subscription, in the server's order, and holds it no more. */
  take(subscriptionId: SubscriptionId): readonly Held[] {
    const frames = this.#frames.get(subscriptionId) ?? [];
    this.#frames.delete(subscriptionId);
    this.#count -= frames.length;
    return frames;
  }

  clear(): void {
    this.#frames.clear();
    this.#count = 0;
  }
}
