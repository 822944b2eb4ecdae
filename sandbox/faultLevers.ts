import { assertNever } from './assertNever.ts';
import type { Clock } from './clock.ts';
import type { ErrorForm, FaultKind, Faults, ImmediateFault } from './faults.ts';
import { IMMEDIATE_FAULTS } from './faults.ts';
import type { ErrorName } from './refusal.ts';
import type { Wire } from './wire.ts';

/** What is ordered by `POST /__sandbox/faults`. */
export interface LeverOrder {
  readonly kind: FaultKind;
  readonly count?: number | undefined;
  readonly ms?: number | undefined;
  readonly match?: string | undefined;
  readonly name: ErrorName;
  readonly reason: string;
  /** `errors` unless said otherwise. */
  readonly form?: ErrorForm | undefined;
}

/** What an order did: `sockets` tells how many it reached, when it acted at once; `count` how often it will strike. */
export interface LeverAnswer {
  readonly kind: LeverOrder['kind'];
  readonly sockets?: number;
  readonly count?: number | null;
}

/** Faults as a person or a test pulls them. */
export interface FaultLevers {
  pull(order: LeverOrder): LeverAnswer;
  /** How many sockets are frozen now. */
  frozenCount(): number;
  /** Thaws what is frozen. */
  release(): void;
}

interface LeverServices {
  readonly faults: Faults;
  readonly clock: Clock;
  readonly wires: () => readonly Wire[];
  /** Ends every session with this reason. */
  readonly endSessions: (reason: string) => void;
}

/** These last until they are taken back, unless a count or a time is given; the others strike once. */
const LASTING: readonly FaultKind[] = ['delay', 'refuse-connections'];
/** What `ms` is the length of; for the others it is how long they lie in wait. */
const MS_IS_A_LENGTH: readonly FaultKind[] = ['delay', 'freeze'];

export function createFaultLevers({ faults, clock, wires, endSessions }: LeverServices): FaultLevers {
  function arm(kind: FaultKind, order: LeverOrder): LeverAnswer {
    const waitsMs = MS_IS_A_LENGTH.includes(kind) ? undefined : order.ms;
    const count = order.count ?? (LASTING.includes(kind) || waitsMs !== undefined ? null : 1);
    const { ms = null, match = null, name, reason, form = 'errors' } = order;
    const fault = faults.arm(kind, { count, ms, match, name, reason, form });
    if (waitsMs !== undefined) clock.after(waitsMs, () => faults.disarm(fault));
    return { kind, count };
  }

  function strike(kind: ImmediateFault, order: LeverOrder): LeverAnswer {
    const reached = wires();
    switch (kind) {
      case 'drop-socket':
        for (const wire of reached) wire.drop();
        break;
      case 'garbage':
        for (const wire of reached)
          for (let sent = 0; sent < (order.count ?? 1); sent += 1) wire.sendGarbage();
        break;
      case 'freeze':
        for (const wire of reached) freezeFor(wire, order.ms ?? null, clock);
        break;
      case 'eos':
        endSessions(order.reason);
        break;
      default:
        assertNever(kind);
    }
    return { kind, sockets: reached.length };
  }

  return {
    pull: order => {
      const { kind, match } = order;
      return isImmediate(kind) && match === undefined ? strike(kind, order) : arm(kind, order);
    },
    frozenCount: () => wires().filter(wire => wire.isFrozen).length,
    release: () => thaw(wires()),
  };
}

/** Without an end when `ms` is null. */
export function freezeFor(wire: Wire, ms: number | null, clock: Clock): void {
  const thawAgain = wire.freeze();
  if (ms !== null) clock.after(ms, thawAgain);
}

function thaw(wires: readonly Wire[]): void {
  for (const wire of wires) wire.thaw();
}

function isImmediate(kind: LeverOrder['kind']): kind is ImmediateFault {
  return IMMEDIATE_FAULTS.some(immediate => immediate === kind);
}
