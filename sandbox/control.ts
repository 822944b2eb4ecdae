import type { Clock } from './clock.ts';
import type { FaultLevers, LeverAnswer, LeverOrder } from './faultLevers.ts';
import type { Faults } from './faults.ts';
import { globalId } from './globalId.ts';
import { type SandboxState, stateOf } from './sandboxState.ts';
import type { Sessions } from './sessions.ts';
import { departmentChangesStatus } from './world/agentTransitions.ts';
import type { Change, Department, DepartmentStatus, TranscriptLine, Visitor, World } from './world/model.ts';
import { departmentsOf } from './world/model.ts';
import {
  visitorArrives,
  visitorIntroduces,
  visitorLeaves,
  visitorTypes,
  visitorWrites,
} from './world/visitorTransitions.ts';
import type { WorldStore } from './worldStore.ts';

export interface VisitorDetails {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** Where the next chat will wait: a department's id or name; empty for none. */
  readonly department?: string | undefined;
}

/** Who comes; what a visitor can't say of themselves later comes with them. */
export interface ArrivingVisitor extends VisitorDetails {
  readonly city?: string | undefined;
  readonly country?: string | undefined;
  /** What the browser calls itself. */
  readonly userAgent?: string | undefined;
}

/** What tests and demonstrations may do to the sandbox: contracts, section 5. */
export interface Control {
  /** A visitor opens the widget. Gives the visitor's raw id. */
  openVisitor(details?: ArrivingVisitor): string;
  /** Changes what is given. */
  introduce(visitorId: string, details: VisitorDetails): void;
  /** The visitor writes; opens a chat when none is open. Gives the id of its channel. */
  write(visitorId: string, text: string): string;
  /** What the visitor sees, oldest first. */
  messages(visitorId: string): readonly TranscriptLine[];
  /** What stands in the widget's text field. */
  type(visitorId: string, text: string): void;
  /** A click on a reply or a button says its value. Gives the id of the channel. */
  click(visitorId: string, value: string): string;
  leave(visitorId: string): void;
  state(): SandboxState;
  /** `department` is an id or a name. The status stays forced until the next reset. */
  setDepartment(department: string, status: DepartmentStatus): Department;
  fault(order: LeverOrder): LeverAnswer;
  /** Takes back one fault that lies in wait, by its id in `state`; `frozen` thaws the frozen sockets. */
  takeBack(fault: number | 'frozen'): void;
  clearFaults(): void;
  /** Back to the start of the scenario. Sessions end; tokens stay good. */
  reset(): void;
}

/** A control call that can't be done; `status` is what HTTP answers. */
export class ControlError extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
  }
}

export interface ControlServices {
  readonly store: WorldStore;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly levers: FaultLevers;
  readonly clock: Clock;
  readonly reset: () => void;
}

/** The calls that name a visitor or a department throw ControlError when there is none. */
export function createControl({ store, sessions, faults, levers, clock, reset }: ControlServices): Control {
  const change = (visitorId: string, transition: (world: World, id: string) => Change): Visitor => {
    const { id } = visitorWithRawId(store.world, visitorId);
    store.apply(world => transition(world, id));
    return visitorWithRawId(store.world, visitorId);
  };
  const write = (visitorId: string, text: string) =>
    change(visitorId, (world, id) => visitorWrites(world, id, text, clock.now())).channelId ?? '';

  return {
    openVisitor({ department, ...details } = {}) {
      const departmentId = departmentIdOf(store.world, department) ?? undefined;
      return store.apply(world => visitorArrives(world, { ...details, departmentId })).visitor.rawId;
    },
    introduce(visitorId, { department, ...details }) {
      const departmentId = departmentIdOf(store.world, department);
      change(visitorId, (world, id) =>
        visitorIntroduces(world, id, { ...details, departmentId }, clock.now()),
      );
    },
    write,
    messages: visitorId => visitorWithRawId(store.world, visitorId).transcript,
    type(visitorId, text) {
      change(visitorId, (world, id) => visitorTypes(world, id, text));
    },
    click: write,
    leave(visitorId) {
      change(visitorId, (world, id) => visitorLeaves(world, id, clock.now()));
    },
    state: () => stateOf(store.world, sessions, faults, levers.frozenCount()),
    setDepartment(key, status) {
      const { id } = departmentCalled(store.world, key);
      store.apply(world => departmentChangesStatus(world, id, status));
      return departmentCalled(store.world, id);
    },
    fault: order => levers.pull(order),
    takeBack(fault) {
      if (fault === 'frozen') return levers.release();
      const known = faults.all().find(each => each.id === fault);
      if (!known)
        throw new ControlError(404, `No fault with id ${fault} lies in wait; see GET /__sandbox/state.`);
      faults.disarm(known);
    },
    clearFaults() {
      faults.clear();
      levers.release();
    },
    reset,
  };
}

function visitorWithRawId(world: World, rawId: string): Visitor {
  const visitor = world.visitors.get(globalId('VISITOR', rawId));
  if (visitor) return visitor;
  throw new ControlError(404, `There is no visitor "${rawId}". Make one with POST /__sandbox/visitors.`);
}

/** Undefined when nothing was said, null for none. */
function departmentIdOf(world: World, key: string | undefined): string | null | undefined {
  if (key === undefined) return undefined;
  return key === '' ? null : departmentCalled(world, key).id;
}

function departmentCalled(world: World, key: string): Department {
  const all = departmentsOf(world);
  const found = all.find(each => each.id === key || each.name.toLowerCase() === key.toLowerCase());
  if (found) return found;
  const names = all.map(each => each.name).join(', ');
  throw new ControlError(400, `There is no department "${key}". Expected an id, or one of: ${names}.`);
}
