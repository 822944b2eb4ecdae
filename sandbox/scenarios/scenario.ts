import type { AgentStatus, DepartmentStatus } from '../world/model.ts';

export interface DepartmentData {
  readonly name: string;
  /** Forced from the start; without it the status follows from the department's agents. */
  readonly status?: DepartmentStatus;
}

export interface AgentData {
  readonly name: string;
  /** What visitors see. */
  readonly displayName: string;
  readonly status: AgentStatus;
  /** By name. */
  readonly departments: readonly string[];
  /** Offered on the consent page. */
  readonly canSignIn: boolean;
}

/** A visitor's part: the lines are said one by one, each after the agent has replied to the last. */
export interface VisitorPart {
  readonly name?: string;
  readonly email?: string;
  readonly city?: string;
  readonly country?: string;
  /** By name; without it the chat waits in no department. */
  readonly department?: string;
  /** What the visitor opens with, then one entry for each reply of the agent's. */
  readonly lines: readonly string[];
  /** Leave this long after the last line was answered. Without it the visitor stays. */
  readonly leavesAfterMs?: number;
}

export interface DepartmentTurn {
  readonly afterMs: number;
  readonly department: string;
  readonly status: DepartmentStatus;
}

/** What happens by itself, from the moment the first agent goes ONLINE. */
export interface Play {
  readonly firstVisitorAfterMs: number;
  /** The wait between two visitors, drawn evenly from this span. */
  readonly betweenVisitorsMs: readonly [number, number];
  /** No further visitor comes while this many chats of the play are open. */
  readonly atMostOpen: number;
  /** How long a visitor reads before typing, drawn evenly from this span. */
  readonly readingMs: readonly [number, number];
  /** How long a visitor types, for each character. */
  readonly typingMsPerCharacter: number;
  /** Taken in order; once all have come, the first who has left comes again. */
  readonly visitors: readonly VisitorPart[];
  readonly departmentTurns: readonly DepartmentTurn[];
  /** The turns begin anew after this long. */
  readonly departmentTurnsEveryMs: number;
  /** A colleague of the department takes a chat that was transferred to it, after this long. */
  readonly colleagueServesAfterMs: number;
  readonly colleagueLine: string;
}

export interface Scenario {
  readonly name: string;
  readonly departments: readonly DepartmentData[];
  readonly agents: readonly AgentData[];
  readonly play?: Play;
}
