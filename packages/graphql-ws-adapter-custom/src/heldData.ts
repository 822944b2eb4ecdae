import type { Outcome, SubscriptionId } from './envelope.ts';

/** A server that sends more than this before it answers is broken: memory has a bound. */
const MOST = 10_000;

/** Data whose subscription is not known yet, because its answer is still on the way (rule 2). */
export class HeldData {
  #data: { readonly subscriptionId: SubscriptionId; readonly outcome: Outcome }[] = [];

  /** False when it is full: the data is dropped. */
  hold(subscriptionId: SubscriptionId, outcome: Outcome): boolean {
    return this.#data.length < MOST && this.#data.push({ subscriptionId, outcome }) > 0;
  }

  /** Gives what was held for this subscription, in the server's order, and holds it no more. */
  take(subscriptionId: SubscriptionId): readonly Outcome[] {
    const taken = this.#data.filter(held => held.subscriptionId === subscriptionId);
    this.#data = this.#data.filter(held => held.subscriptionId !== subscriptionId);
    return taken.map(({ outcome }) => outcome);
  }

  clear(): void {
    this.#data = [];
  }
}
