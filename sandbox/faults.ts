import type { Refused } from './graphql/execution.ts';
import { refusalOutcome } from './graphql/execution.ts';
import { type ErrorName, Refusal } from './refusal.ts';

/** Faults that are over at once: they act on the sockets that are open now, or on one whose request matches. */
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
  'data-error',
] as const;

/** The three payloads of an error in Zendesk's article: two spellings of the list, and the protocol's. */
export const ERROR_FORMS = ['errors', 'error', 'body'] as const;

/** How long `delay` holds back when nothing was said. */
export const DEFAULT_DELAY_MS = 1000;

export type ImmediateFault = (typeof IMMEDIATE_FAULTS)[number];
export type WaitingFault = (typeof WAITING_FAULTS)[number];
export type FaultKind = ImmediateFault | WaitingFault;
export type ErrorForm = (typeof ERROR_FORMS)[number];

export interface FaultOrder {
  /** How often it strikes; null until it is taken back. */
  readonly count: number | null;
  /** How long `delay` holds back and `freeze` freezes; how long the others lie in wait. */
  readonly ms: number | null;
  /** A root field such as `sendMessage`; null matches all. */
  readonly match: string | null;
  /** `error`, `data-error`: which of Zendesk's. */
  readonly name: ErrorName;
  /** `error`, `data-error`: how it is written. */
  readonly form: ErrorForm;
  /** `eos`: the reason that it gives. */
  readonly reason: string;
}

export interface Fault extends FaultOrder {
  /** The same for as long as it lies in wait, however often it strikes. */
  readonly id: number;
  readonly kind: FaultKind;
  /** How often it has struck. */
  readonly struck: number;
}

/** The faults that lie in wait. */
export class Faults {
  #waiting: Fault[] = [];
  #lastId = 0;

  arm(kind: FaultKind, order: FaultOrder): Fault {
    this.#lastId += 1;
    const fault = { ...order, id: this.#lastId, kind, struck: 0 };
    this.#waiting.push(fault);
    return fault;
  }

  /** The oldest fault of this kind that matches one of the root fields; it has struck once more then. */
  take(kind: FaultKind, rootFields: readonly string[] = []): Fault | null {
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

/** What a request, or an event of a subscription, comes to that the fault `error` or `data-error` strikes. */
export function orderedError({ name, form }: Fault): Refused {
  const refused = refusalOutcome(new Refusal(name, `A fault was ordered: ${name}.`));
  const { errors } = refused.payload;
  if (form === 'errors') return refused;
  if (form === 'error') return { ...refused, payload: { error: errors } };
  return { ...refused, payload: { body: errors.map(({ message }) => message).join(' ') } };
}

function isSpent(fault: Fault): boolean {
  return fault.count !== null && fault.struck >= fault.count;
}
