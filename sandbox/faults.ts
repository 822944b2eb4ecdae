import { type ErrorName, Refusal } from './refusal.ts';

/** Faults that are over at once: they act on the sockets that are open now. */
export const IMMEDIATE_FAULTS = ['drop-socket', 'freeze', 'eos', 'garbage'] as const;

/** Faults that lie in wait for a request, a subscription's data or a new socket. */
export const WAITING_FAULTS = [
  'refuse-connections',
  'delay',
  'lose-reply',
  'lose-request',
  'duplicate-data',
  'reorder-data',
  'error',
] as const;

export type ImmediateFault = (typeof IMMEDIATE_FAULTS)[number];
export type WaitingFault = (typeof WAITING_FAULTS)[number];

export interface FaultOrder {
  /** How often it strikes; null until it is taken back. */
  readonly count: number | null;
  /** `delay`: how long. */
  readonly ms: number;
  /** A root field such as `sendMessage`; null matches all. */
  readonly match: string | null;
  /** `error`: which of Zendesk's. */
  readonly name: ErrorName;
}

export interface Fault extends FaultOrder {
  /** The same for as long as it lies in wait, however often it strikes. */
  readonly id: number;
  readonly kind: WaitingFault;
  /** How often it has struck. */
  readonly struck: number;
}

/** The faults that lie in wait. */
export class Faults {
  #waiting: Fault[] = [];
  #lastId = 0;

  arm(kind: WaitingFault, order: FaultOrder): Fault {
    this.#lastId += 1;
    const fault = { ...order, id: this.#lastId, kind, struck: 0 };
    this.#waiting.push(fault);
    return fault;
  }

  /** The oldest fault of this kind that matches one of the root fields; it has struck once more then. */
  take(kind: WaitingFault, rootFields: readonly string[] = []): Fault | null {
    const found = this.#waiting.find(
      fault =>
        fault.kind === kind && !isSpent(fault) && (fault.match === null || rootFields.includes(fault.match)),
    );
    if (!found) return null;
    const struck = { ...found, struck: found.struck + 1 };
    this.#waiting = this.#waiting.map(fault => (fault === found ? struck : fault));
    return struck;
  }

  /** Takes this one fault back, if it is still there. */
  disarm({ id }: Fault): void {
    this.#waiting = this.#waiting.filter(fault => fault.id !== id);
  }

  /** All that were armed and not taken back, spent ones included, so that a test can count. */
  all(): readonly Fault[] {
    return this.#waiting;
  }

  clear(): void {
    this.#waiting = [];
  }
}

/** What a request is answered with that the fault `error` strikes. */
export function orderedError(fault: Fault): Refusal {
  return new Refusal(fault.name, `A fault was ordered: ${fault.name}.`);
}

function isSpent(fault: Fault): boolean {
  return fault.count !== null && fault.struck >= fault.count;
}
