import { t } from '@lingui/core/macro';
import type { AgentStatus, Colleague } from '../apollo/agentBoard.ts';
import type { Department, DepartmentStatus } from '../apollo/departmentBoard.ts';
import { Observable } from '../lib/observable.ts';
import type { Act } from './act.ts';

/** What takes the agent out of the chat: a transfer, a leave, or inviting a colleague who takes over. */
export type HeldAct = Extract<Act, { readonly kind: 'transfer' | 'leave' | 'invite' }>;

/** Who is to take the chat, as the agent saw them when they chose. */
export type Target = { readonly name: string; readonly status: DepartmentStatus | AgentStatus };

/** Why an act needs a yes: who is to take the chat is not online, or messages have not gone out. */
export type Question =
  | ({ readonly kind: 'status' } & Target)
  | { readonly kind: 'unsent'; readonly count: number };

export type Hold = {
  readonly visitorId: string;
  readonly visitorName: string;
  readonly act: HeldAct;
  /** The line that goes out before it; null for none. */
  readonly farewell: string | null;
  /** `holding`: goes out at `until` · `asking`: waits for a yes · `sending`: under way, no way back. */
  readonly phase: 'holding' | 'asking' | 'sending';
  /** UNIX ms; the end of the hold. */
  readonly until: number;
  readonly question: Question | null;
  /** True once the agent said yes to a question: it is not asked again. */
  readonly confirmed: boolean;
};

export type HeldActsOptions = {
  /** The departments as they are now; throws when they can't be read. */
  readonly readDepartments: () => Promise<readonly Department[]>;
  /** The agents as they are now; throws when they can't be read. */
  readonly readAgents: () => Promise<readonly Colleague[]>;
  /** How many messages to the visitor have not gone out. */
  readonly unsentCount: (visitorId: string) => number;
  readonly perform: (hold: Hold) => Promise<void>;
  /** The act did not happen; everything is as before. */
  readonly onProblem: (hold: Hold, error: unknown) => void;
  /** How long (ms) an act waits. Default: `HOLD_TIME`. */
  readonly holdTime?: () => number;
  readonly now?: () => number;
};

/** The API has no undo, so an act waits this long (ms) before it goes out. */
export const HOLD_TIME = 5_000;

/** Hand-overs and leaves that can still be undone; one for each visitor, several at once. */
export class HeldActs {
  readonly state = new Observable<readonly Hold[]>([]);
  readonly #options: HeldActsOptions;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #now: () => number;

  constructor(options: HeldActsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Holds an act; one whose target is not online is asked about first. Replaces a hold of the visitor. */
  start(
    visitor: Pick<Hold, 'visitorId' | 'visitorName'>,
    act: HeldAct,
    target: Target | null,
    farewell: string | null = null,
  ): void {
    if (this.#find(visitor.visitorId)?.phase === 'sending') return;
    const open = { phase: 'holding', until: 0, question: null, confirmed: false } as const;
    const hold: Hold = { ...visitor, act, farewell, ...open };
    const question = doubt(target);
    if (question === null) this.#hold(hold);
    else this.#ask(hold, question);
  }

  /** The agent says yes to the question: the act is held once more, and then goes out without another question. */
  confirm(visitorId: string): void {
    const hold = this.#find(visitorId);
    if (hold?.phase === 'asking') this.#hold({ ...hold, confirmed: true, question: null });
  }

  /** Takes the act back; without a visitor, the latest one. Too late once it is under way. */
  undo(visitorId?: string): void {
    const open = this.state.getSnapshot().filter(hold => hold.phase !== 'sending');
    const hold = visitorId === undefined ? open.at(-1) : open.find(other => other.visitorId === visitorId);
    if (hold !== undefined) this.#drop(hold.visitorId);
  }

  /** The departments changed: a hold whose department is not online any more stops and asks. */
  departmentsChanged(departments: readonly Department[]): void {
    for (const hold of this.state.getSnapshot()) {
      if (hold.phase !== 'holding' || hold.confirmed || hold.act.kind !== 'transfer') continue;
      const { departmentId } = hold.act;
      const question = doubt(departments.find(department => department.id === departmentId) ?? null);
      if (question !== null) this.#ask(hold, question);
    }
  }

  /** Undoes all that is held. */
  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.state.set([]);
  }

  #hold(hold: Hold): void {
    const { holdTime = () => HOLD_TIME } = this.#options;
    const wait = holdTime();
    this.#put({ ...hold, phase: 'holding', until: this.#now() + wait });
    this.#timers.set(
      hold.visitorId,
      setTimeout(() => {
        const held = this.#find(hold.visitorId);
        if (held?.phase === 'holding') void this.#commit(held);
      }, wait),
    );
  }

  #ask(hold: Hold, question: Question): void {
    this.#put({ ...hold, phase: 'asking', question });
  }

  async #commit(hold: Hold): Promise<void> {
    const sending: Hold = { ...hold, phase: 'sending' };
    this.#put(sending);
    try {
      const question = hold.confirmed ? null : await this.#lastDoubt(hold);
      const isTakenDown = this.#find(hold.visitorId) !== sending;
      if (isTakenDown) return;
      if (question !== null) return this.#ask(hold, question);
      await this.#options.perform(sending);
      this.#drop(hold.visitorId);
    } catch (error) {
      this.#drop(hold.visitorId);
      this.#options.onProblem(sending, error);
    }
  }

  async #lastDoubt({ visitorId, act }: Hold): Promise<Question | null> {
    const unsent = this.#options.unsentCount(visitorId);
    if (unsent > 0) return { kind: 'unsent', count: unsent };
    return act.kind === 'leave' ? null : doubt(await this.#readTarget(act));
  }

  async #readTarget(act: Exclude<HeldAct, { readonly kind: 'leave' }>): Promise<Target> {
    const { readDepartments, readAgents } = this.#options;
    if (act.kind === 'transfer') {
      const { departmentId, departmentName } = act;
      const department = (await readDepartments()).find(({ id }) => id === departmentId);
      if (department !== undefined) return department;
      throw new Error(t`${departmentName} is not there any more. Choose another department.`);
    }
    const { agentId, agentName } = act;
    const agent = (await readAgents()).find(({ id }) => id === agentId);
    if (agent !== undefined) return agent;
    throw new Error(t`${agentName} is not there any more. Choose another colleague.`);
  }

  #find(visitorId: string): Hold | undefined {
    return this.state.getSnapshot().find(hold => hold.visitorId === visitorId);
  }

  #put(hold: Hold): void {
    this.#stopTimer(hold.visitorId);
    const others = this.state.getSnapshot().filter(other => other.visitorId !== hold.visitorId);
    this.state.set([...others, hold]);
  }

  #drop(visitorId: string): void {
    this.#stopTimer(visitorId);
    this.state.set(this.state.getSnapshot().filter(hold => hold.visitorId !== visitorId));
  }

  #stopTimer(visitorId: string): void {
    clearTimeout(this.#timers.get(visitorId));
    this.#timers.delete(visitorId);
  }
}

/** Null when there is nothing to ask. */
function doubt(target: Target | null): Question | null {
  if (target === null || target.status === 'ONLINE') return null;
  return { kind: 'status', name: target.name, status: target.status };
}
