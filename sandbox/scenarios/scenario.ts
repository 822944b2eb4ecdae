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

/** What a visitor of the play says. */
export interface VisitorPart {
  /** Without a name the visitor is `Visitor <8 digits>`. */
  readonly name?: string;
  readonly email?: string;
  readonly city?: string;
  readonly country?: string;
  /** By name; without it the chat waits in no department. */
  readonly department?: string;
  readonly opening: string;
  /** One for each of the agent's replies, in order. */
  readonly answers: readonly string[];
  /** Said last: after the answers, or to the colleague who took over. The visitor leaves then. */
  readonly thanks: string;
  /** Said once when nobody has answered the opening for long. */
  readonly impatient: string;
}

export interface DepartmentTurn {
  readonly afterMs: number;
  /** By name. */
  readonly department: string;
  readonly status: DepartmentStatus;
}

/** The least and the most of a wait in milliseconds; it is drawn evenly from between. */
export type Span = readonly [least: number, most: number];

/** What happens by itself, from the moment the first agent who signed in goes ONLINE. */
export interface Play {
  readonly firstVisitorAfterMs: number;
  readonly betweenVisitorsMs: Span;
  /** No further visitor comes while this many chats of the play are open. */
  readonly atMostOpen: number;
  /** How long a visitor reads before beginning to type. */
  readonly readingMs: Span;
  readonly typingMsPerCharacter: number;
  readonly typingAtMostMs: number;
  readonly impatientAfterMs: number;
  readonly leavesAfterMs: Span;
  /** They come in this order; when all have been here, those who left come again. */
  readonly visitors: readonly VisitorPart[];
  readonly departmentTurns: readonly DepartmentTurn[];
  /** The turns begin anew after this long. */
  readonly departmentTurnsEveryMs: number;
  /** A colleague who is ONLINE in the department takes a chat that was transferred there, after this long. */
  readonly colleagueServesAfterMs: number;
  readonly colleagueLine: string;
}

export interface Scenario {
  readonly name: string;
  readonly departments: readonly DepartmentData[];
  readonly agents: readonly AgentData[];
  readonly play?: Play;
}
