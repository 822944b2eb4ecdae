import { assertNever } from './assertNever.ts';
import type { Clock } from './clock.ts';
import type { Faults, ImmediateFault, WaitingFault } from './faults.ts';
import { IMMEDIATE_FAULTS } from './faults.ts';
import type { ErrorName } from './refusal.ts';
import type { Wire } from './wire.ts';

/** What is ordered by `POST /__sandbox/faults`. */
export interface LeverOrder {
  readonly kind: ImmediateFault | WaitingFault;
  readonly count?: number | undefined;
  readonly ms?: number | undefined;
  readonly match?: string | undefined;
  readonly name: ErrorName;
  readonly reason: string;
}

/** What an order did: `sockets` tells how many it reached, for faults that act at once. */
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

const DEFAULT_DELAY_MS = 1000;
/** These last until they are taken back, unless a count is given; the others strike once. */
const LASTING: readonly string[] = ['delay', 'refuse-connections'];

export function createFaultLevers({ faults, clock, wires, endSessions }: LeverServices): FaultLevers {
  function arm(kind: WaitingFault, order: LeverOrder): LeverAnswer {
    const count = order.count ?? (LASTING.includes(kind) ? null : 1);
    const { ms = DEFAULT_DELAY_MS, match = null, name } = order;
    const fault = faults.arm(kind, { count, ms, match, name });
    if (kind === 'refuse-connections' && order.ms !== undefined)
      clock.after(order.ms, () => faults.disarm(fault));
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
        for (const wire of reached) wire.freeze();
        if (order.ms !== undefined) clock.after(order.ms, () => thaw(reached));
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
    pull: order => (isImmediate(order.kind) ? strike(order.kind, order) : arm(order.kind, order)),
    frozenCount: () => wires().filter(wire => wire.isFrozen).length,
    release: () => thaw(wires()),
  };
}

function thaw(wires: readonly Wire[]): void {
  for (const wire of wires) wire.thaw();
}

function isImmediate(kind: LeverOrder['kind']): kind is ImmediateFault {
  return IMMEDIATE_FAULTS.some(immediate => immediate === kind);
}
